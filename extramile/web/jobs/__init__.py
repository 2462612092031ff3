"""Long work: on a queue in the database, with its progress on a page; a killed worker loses no job and doubles none."""
