"""Finished words for pages of returns."""
