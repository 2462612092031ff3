"""Room 6: findings, the report that says them, its publication, and how well the area knew itself."""
