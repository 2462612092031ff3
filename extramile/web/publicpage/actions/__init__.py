"""Changing the public page. Each action is one transaction with its audit event."""
