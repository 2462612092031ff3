"""Writes of announcements."""
