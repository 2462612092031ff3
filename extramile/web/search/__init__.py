"""Full-text search in the database that is there: FTS5 in SQLite, tsvector in PostgreSQL, one set of calls for both."""
