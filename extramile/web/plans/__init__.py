"""Room 7: plans from findings, what was done, what it changed, and what a board sees of it."""
