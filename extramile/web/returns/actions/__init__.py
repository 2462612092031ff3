"""Changing loads and what stands beside them. Each action checks the scope and leaves its audit event."""
