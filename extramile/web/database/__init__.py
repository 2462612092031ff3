"""How the database of an installation comes about: a new one at once from the models, an older one by its migrations."""
