"""A migration operation that gives a text column a search index, kept true by the database itself.

SQLite: an FTS5 table beside the table, fed by triggers. PostgreSQL: a generated tsvector column with a GIN index. Both
find a word in any of its forms and every word, "the" as well, and part words at every sign ("health/care" is two
words), so PostgreSQL is given a configuration of its own: its English one drops common words and keeps such signs.

Nothing in Python has to remember to update it. One warning: when Django changes the table in SQLite it makes it anew,
and the triggers are lost; add `SearchIndex` again to such a migration. `test_search_index` fails if it was forgotten.
"""

from extramile.web.database.operations import BesideModels

SQLITE = (
    "DROP TABLE IF EXISTS {index}",
    "CREATE VIRTUAL TABLE {index} USING fts5("
    "{column}, content='{table}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column}); END",
    "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column}); END",
    "CREATE TRIGGER {index}_update AFTER UPDATE OF {column} ON {table} BEGIN "
    "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column}); "
    "INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column}); END",
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
)
SIGNS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY {config} (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION {config} (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION {config} ALTER MAPPING REPLACE english_stem WITH {config}",
    "ALTER TABLE {table} ADD COLUMN {index} tsvector GENERATED ALWAYS AS "
    "(to_tsvector('{config}', translate({column}, '{signs}', '{spaces}'))) STORED",
    "CREATE INDEX {index}_gin ON {table} USING gin ({index})",
)


def index_name(table: str, column: str) -> str:
    """Return the name of the index: an FTS5 table in SQLite, a column in PostgreSQL."""
    return f"{table}_{column}_search"


def config_name(index: str) -> str:
    """Return the name of the configuration (and dictionary) that PostgreSQL reads words with."""
    return f"{index}_words"


class SearchIndex(BesideModels):
    """Make the search index of `column` in `table`."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make it."""
        index = index_name(self.table, self.column)
        names = {"table": self.table, "column": self.column, "index": index, "config": config_name(index)}
        names |= {"signs": SIGNS, "spaces": " " * len(SIGNS)}
        statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
        for statement in statements:
            schema_editor.execute(statement.format(**names), params=None)  # a % among the signs is a %

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Take it away."""
        index = index_name(self.table, self.column)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP COLUMN {index}")
            schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION {config_name(index)}")
            schema_editor.execute(f"DROP TEXT SEARCH DICTIONARY {config_name(index)}")
            return
        for event in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {index}_{event}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {index}")

    def describe(self) -> str:
        """Say what it does, for `migrate --plan`."""
        return f"Make a search index on {self.table}.{self.column}"
