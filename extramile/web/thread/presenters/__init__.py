"""Finished words for the pages of the thread."""
