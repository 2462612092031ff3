"""Room 1, the library: the national picture. Public, no personal data."""
