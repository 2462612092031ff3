"""Tests of letters and reports composed from templates."""
