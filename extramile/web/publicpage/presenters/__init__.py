"""Words for the public page."""
