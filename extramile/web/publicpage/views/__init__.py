"""The public page, and the closed page on which it is made."""
