"""Words for the voices room."""
