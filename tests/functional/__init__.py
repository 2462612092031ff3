"""Journeys in Chromium, as sentences; each page that is reached is checked for everybody's use."""
