"""A migration operation by which the database itself refuses to change or delete rows of a table."""

from extramile.web.database.operations import BesideModels

SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'rows of {table} are never changed or deleted'; END $$",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)
UNDO_SQLITE = ("DROP TRIGGER IF EXISTS {table}_no_update", "DROP TRIGGER IF EXISTS {table}_no_delete")
UNDO_POSTGRESQL = (
    "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    "DROP FUNCTION IF EXISTS {table}_refuse()",
)


def statements(vendor: str, table: str, *, undo: bool = False) -> list[str]:
    """Return what makes the rows of `table` unchangeable, or changeable again."""
    made, taken_away = (POSTGRESQL, UNDO_POSTGRESQL) if vendor == "postgresql" else (SQLITE, UNDO_SQLITE)
    return [statement.format(table=table) for statement in (taken_away if undo else made)]


class AppendOnly(BesideModels):
    """Let the database refuse to change or delete rows of `table`."""

    def __init__(self, table: str) -> None:
        self.table = table

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make the triggers."""
        for statement in statements(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Take them away."""
        for statement in statements(schema_editor.connection.vendor, self.table, undo=True):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what it does, for `migrate --plan`."""
        return f"Refuse changes to rows of {self.table}"


class Changeable(AppendOnly):
    """Take away what `AppendOnly` made, while the same migration changes the table; `AppendOnly` follows it at the end.

    SQLite makes a table anew to change it, and a new table has no triggers: without this pair it would silently be open.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Take the triggers away."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make them again."""
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what it does, for `migrate --plan`."""
        return f"Let {self.table} be changed by this migration"
