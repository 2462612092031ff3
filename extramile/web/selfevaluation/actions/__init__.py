"""Changing self-evaluations. Each action is one transaction with its audit event."""
