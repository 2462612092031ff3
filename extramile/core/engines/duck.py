"""The embedded engine: DuckDB, sealed before it sees a row."""

import tempfile
from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from extramile.core.engines.engine import Engine, Tables

# Ibis would fold each step of a query into the next: rewriting them takes longer than running them.
ibis.options.sql.fuse_selects = False

DEFAULT_MEMORY = "2GB"
# Files of fewer bytes than this are read in a piece each: more threads would wait for one another, and use a processor to do so.
ONE_THREAD = 32 * 1024**2

# SQL by what it says; a statement holds dates and codes, never a value of a row.
_STATEMENTS: dict[Hashable, str] = {}
_MOST_STATEMENTS = 200


class DuckEngine(Engine):
    """DuckDB over Parquet files. It reads no other file, loads no extension and cannot be unsealed."""

    name = "duckdb"

    def __init__(self, tables: Tables, *, memory: str = DEFAULT_MEMORY, threads: int | None = None) -> None:
        super().__init__()
        self._spill = tempfile.TemporaryDirectory(prefix="extramile-engine-")
        settings: dict[str, Any] = {
            "memory_limit": memory,
            "temp_directory": self._spill.name,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
        size = sum(each.stat().st_size for files in tables.values() for each in files)
        if threads or size < ONE_THREAD:
            settings["threads"] = threads or 1
        # An own connection each time: DuckDB shares one between callers that ask with the same settings.
        self._connection = ibis.duckdb.connect(**settings)
        self._tables: dict[str, ir.Table] = {}
        self._seal(tables)
        for name, files in tables.items():
            self._tables[name] = self._connection.read_parquet([str(each) for each in files], table_name=name)

    def _seal(self, tables: Tables) -> None:
        files = ", ".join(f"'{_quoted(each)}'" for paths in tables.values() for each in paths)
        spill = _quoted(Path(self._spill.name))
        self._connection.raw_sql(f"SET allowed_paths = [{files}]")
        self._connection.raw_sql(f"SET allowed_directories = ['{spill}']")
        self._connection.raw_sql("SET enable_external_access = false")
        self._connection.raw_sql("SET lock_configuration = true")

    def table(self, name: str) -> ir.Table:
        """Return one of its tables."""
        return self._tables[name]

    def _list(self, name: str, values: Collection[str]) -> ir.Table:
        """Make a table of one column, `value`."""
        # Ibis's own way of making a table takes several statements.
        self._connection.con.register(f"given_{name}", pa.table({"value": pa.array(list(values), pa.string())}))
        self._connection.raw_sql(f"CREATE TEMPORARY TABLE {name} AS FROM given_{name}")
        self._connection.con.unregister(f"given_{name}")
        return self._connection.table(name)

    def _keep(self, build: Callable[[], ir.Table], key: Hashable) -> ir.Table:
        """Work an expression out and hold its rows.

        Writing the SQL of a hundred rules takes longer than running it on the rows of one area, so that it is remembered.
        """
        name = f"kept_{len(self._kept)}"
        # Ibis's own way of keeping copies the whole statement several times.
        self._connection.raw_sql(f"CREATE TEMPORARY TABLE {name} AS {self._statement(build, key)}")
        return self._connection.table(name)

    def fetch(self, build: Callable[[], ir.Table], key: Hashable) -> pa.Table:
        """Run an expression and return its rows."""
        # Ibis's own way of fetching imports pandas, which takes longer than most questions.
        return self._connection.raw_sql(self._statement(build, key)).to_arrow_table()

    def _statement(self, build: Callable[[], ir.Table], key: Hashable) -> str:
        if key not in _STATEMENTS:
            if len(_STATEMENTS) >= _MOST_STATEMENTS:
                _STATEMENTS.clear()
            _STATEMENTS[key] = self._connection.compile(build())
        return _STATEMENTS[key]

    def close(self) -> None:
        """Let go of the connection and of what was spilled."""
        self._connection.disconnect()
        self._spill.cleanup()


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
