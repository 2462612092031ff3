"""The card of plans on today's page."""
