"""Writes the tables of the national facts: aside first, then all at once in their place.

Either every table is written and swapped in, or the folder stays as it was. The same tables make the same bytes.
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from extramile.core.national import tables
from extramile.core.national.importing.sheets import Problems
from extramile.core.vocabulary import InputError, Source


@dataclass
class Built:
    """One table, ready to be written."""

    name: str
    table: pl.DataFrame
    source: Source
    files: tuple[str, ...]


_NEEDED = (
    tables.AREAS,
    tables.NEIGHBOURS,
    tables.REGISTER,
    tables.INDICATORS,
    tables.INDICATOR_PLACES,
    tables.INDICATOR_VALUES,
)


def write(built: list[Built], before: list[Path], output: Path, problems: Problems) -> None:
    """Write all tables aside, with those kept from before, and swap the whole folder in."""
    aside = _aside(output)
    try:
        manifest: dict[str, Any] = {}
        for each in built:
            each.table.write_parquet(aside / f"{each.name}.parquet", compression="zstd", compression_level=22)
            manifest[each.name] = {
                "source": each.source.to_dict(),
                "files": list(each.files),
                "rows": each.table.height,
            }
        _keep(manifest, before, aside, problems)
        for name, entry in manifest.items():
            entry["sha256"] = hashlib.sha256((aside / f"{name}.parquet").read_bytes()).hexdigest()
        text = json.dumps({"tables": dict(sorted(manifest.items()))}, ensure_ascii=False, indent=1)
        (aside / tables.SOURCES).write_text(text + "\n", "utf-8")
        _swap(aside, output)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _aside(output: Path) -> Path:
    """Make the folder in which the tables are first written, beside the one that it will replace."""
    if output.exists() and not (output / tables.SOURCES).is_file() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(
            "This is not a folder of national facts, and what is in it would be lost.",
            where=str(output),
            next_step="Give an empty or a new folder.",
        )
    # A build that was killed between the two steps of a swap has left the old facts under another name.
    left = sorted(output.parent.glob(f".{output.name}-old-*"))
    if left and not output.exists():
        left[-1].rename(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    except OSError as error:
        raise InputError(f"cannot be written to ({error.strerror}).", where=str(output.parent)) from error


def _keep(manifest: dict[str, Any], before: list[Path], aside: Path, problems: Problems) -> None:
    """Keep the tables of before that were not made anew, each of them named."""
    # Files that hold everything else make the whole: statistics of an earlier release do not linger beside them.
    whole = all(name in manifest for name in _NEEDED) and any(name.startswith(tables.STATISTICS) for name in manifest)
    for place in before[:1]:
        earlier = json.loads((place / tables.SOURCES).read_text("utf-8"))["tables"]
        for name, entry in earlier.items():
            if whole or name in manifest:
                continue
            shutil.copyfile(place / f"{name}.parquet", aside / f"{name}.parquet")
            manifest[name] = {key: value for key, value in entry.items() if key != "sha256"}
            message = f"No usable file for the table “{name}” was found; the one made before was kept."
            problems.add("table_kept", message, ", ".join(entry["files"]))
    missing = [name for name in _NEEDED if name not in manifest]
    if missing:
        raise InputError(
            f"No usable file was found for {', '.join(missing)}, and there is no earlier table to keep.",
            next_step="Add the missing files and build again. Nothing was changed.",
        )


def _swap(aside: Path, output: Path) -> None:
    """Put the new folder in the place of the old one. If the second step fails, the first is undone."""
    aside.chmod(0o755)
    old = output.with_name(f".{output.name}-old-{os.getpid()}")
    if output.exists():
        output.rename(old)
    try:
        aside.rename(output)
    except BaseException:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
