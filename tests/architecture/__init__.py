"""The repository itself: what imports what, what is sourced, what is locked, what the package carries."""
