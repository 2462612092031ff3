"""Changing plans. Each action is one transaction with its line of history and its audit event."""
