"""Commands of the database, named like Django's own."""
