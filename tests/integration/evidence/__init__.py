"""The evidence library: who sees what, what may be kept, what it is used for."""
