"""Writes; each is one transaction with its audit event."""
