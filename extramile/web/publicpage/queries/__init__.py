"""Reading what everybody may, and what can be released."""
