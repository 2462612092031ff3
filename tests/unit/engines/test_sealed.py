"""DuckDB is sealed: it reads the files that it was given, and nothing that a statement could say gets it further."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extramile.core.engines import open_engine


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_parquet('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_text('{folder}/*')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('https://127.0.0.1:9/x.csv')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "COPY t TO '{folder}/out.parquet' (FORMAT parquet)",
        "EXPORT DATABASE '{folder}/dump'",
        "INSTALL httpfs",
        "LOAD '{folder}/x.duckdb_extension'",
        "ATTACH '{folder}/other.duckdb' AS other",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET allowed_paths",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '900GB'",
        "SET autoload_known_extensions = true",
    ],
)
def test_it_is_refused(statement: str, tmp_path: Path) -> None:
    given, other, secret = tmp_path / "t.parquet", tmp_path / "other.parquet", tmp_path / "secret.txt"
    for each in (given, other):
        pq.write_table(pa.table({"a": [1, 2]}), each)
    secret.write_text("a\n1\n")
    before = sorted(tmp_path.iterdir())
    with open_engine("duckdb", {"t": [given]}) as engine:
        assert engine.fetch(lambda: engine.table("t"), "t").num_rows == 2
        with pytest.raises(duckdb.Error):
            engine._connection.raw_sql(statement.format(folder=tmp_path, other=other, secret=secret)).fetchall()  # type: ignore[attr-defined]
        assert engine.fetch(lambda: engine.table("t"), "t").num_rows == 2, "and what it was given is still read"
    assert sorted(tmp_path.iterdir()) == before
