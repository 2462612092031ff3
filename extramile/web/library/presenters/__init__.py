"""Finished words for the pages of the library: one module for each kind of page."""
