"""Finished words for pages of announcements."""
