"""The room of returns."""
