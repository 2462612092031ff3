"""Every page: each address for each kind of person, and what every page must be."""
