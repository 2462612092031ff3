"""A local area and its organisations: who belongs to it, in which role, and what each may do."""
