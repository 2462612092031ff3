"""Tests of the letters of the first day."""
