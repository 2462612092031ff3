"""Reading plans. Every question takes a scope first."""
