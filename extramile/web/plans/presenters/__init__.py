"""Finished words for pages of plans."""
