"""Reading loads. Every question takes a scope first."""
