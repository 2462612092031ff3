"""Pages of the evidence room."""
