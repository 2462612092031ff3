"""Reading self-evaluations. Every question takes a scope first."""
