"""What migrations make beside the tables of models: the base of such operations, and the table of a cache."""

from django.core.management import call_command
from django.db.migrations.operations.base import Operation


class BesideModels(Operation):
    """Something that the database keeps and Django's models do not know of, such as a trigger.

    A new database is given it when its tables are there (`web/database/layout.py`), so it must not depend on rows.
    """

    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """Django's models do not know of it."""


class CacheTable(BesideModels):
    """The table of a cache in the database (`settings.CACHES`)."""

    def __init__(self, table: str) -> None:
        self.table = table

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make it, as Django's cache in a database wants it."""
        call_command("createcachetable", self.table, database=schema_editor.connection.alias, verbosity=0)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Take it away."""
        schema_editor.execute(f"DROP TABLE {self.table}")

    def describe(self) -> str:
        """Say what it does, for `migrate --plan`."""
        return f"Make the table {self.table} of a cache"
