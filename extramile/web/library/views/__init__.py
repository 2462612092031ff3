"""HTTP only: what was asked, by which form, answered by which page."""
