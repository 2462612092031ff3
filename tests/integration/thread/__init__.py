"""The golden thread."""
