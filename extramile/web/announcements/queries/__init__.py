"""Reads of announcements."""
