"""The web: Django apps on top of the core."""
