"""Pages of the partnership room."""
