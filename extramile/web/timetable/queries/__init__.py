"""Questions; each takes a scope first."""
