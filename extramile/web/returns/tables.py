"""The tables of a snapshot, unpacked for an engine into a folder that only we can open, and cleared again."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from extramile.core.returns import Load, describe
from extramile.web.returns.folders import MEASURING, working_folder
from extramile.web.returns.snapshots import MANIFEST

FOLDER = "tables/"


@contextmanager
def tables_of(load_id: int, snapshot: bytes) -> Iterator[Load]:
    """Give what was read from a return, as `core.returns.read` gave it; its tables are gone afterwards."""
    with working_folder(MEASURING, load_id) as folder:
        yield _unpacked(folder, snapshot)


def _unpacked(folder: Path, snapshot: bytes) -> Load:
    with zipfile.ZipFile(io.BytesIO(snapshot)) as packed:
        manifest = json.loads(packed.read(MANIFEST))
        for name in manifest["tables"]:
            (folder / f"{name}.parquet").write_bytes(packed.read(f"{FOLDER}{name}.parquet"))
    columns = manifest.get("columns") or _columns(folder, manifest["tables"])
    day = manifest.get("reference_date")
    return Load(
        describe(manifest["kind"]),
        folder,
        (),
        manifest["year"],
        date.fromisoformat(day) if day else None,
        manifest.get("lea", ""),
        manifest["tables"],
        {name: frozenset(found) for name, found in columns.items()},
        by_line=manifest.get("by_line", False),
    )


def _columns(folder: Path, tables: Iterable[str]) -> dict[str, list[str]]:
    """Return every column of tables of which nobody wrote down what was given."""
    import pyarrow.parquet as pq

    return {name: pq.read_schema(folder / f"{name}.parquet").names for name in tables}
