"""Pages of the voices room."""
