"""The tables of a snapshot, unpacked for an engine into a folder that only we can open, and cleared again."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings

from extramile.core.returns import Load, describe
from extramile.web.returns.snapshots import MANIFEST

FOLDER = "tables/"


def working_folder(load_id: int) -> Path:
    """Return the folder in which the tables of a load lie while they are measured."""
    return Path(settings.HOME) / "measuring" / str(load_id)


def clear(load_id: int) -> None:
    """Take the folder away."""
    shutil.rmtree(working_folder(load_id), ignore_errors=True)


@contextmanager
def tables_of(load_id: int, snapshot: bytes) -> Iterator[Load]:
    """Give what was read from a return, as `core.returns.read` gave it; its tables are gone afterwards."""
    folder = working_folder(load_id)
    # What a killed worker left is found and cleared by the next attempt.
    clear(load_id)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        yield _unpacked(folder, snapshot)
    finally:
        clear(load_id)


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
    )


def _columns(folder: Path, tables: Iterable[str]) -> dict[str, list[str]]:
    """Return every column of tables of which nobody wrote down what was given."""
    import pyarrow.parquet as pq

    return {name: pq.read_schema(folder / f"{name}.parquet").names for name in tables}
