"""The voices room."""
