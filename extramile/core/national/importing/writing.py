"""Writes the tables of the national facts: aside first, then all at once in their place.

Either every table is written and swapped in, or the folder stays as it was. The same tables make the same bytes. What
a build that was killed has left beside the folder is put right and cleared away by the next one.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


def _aside(output: Path) -> Path:
    """Return where the tables are first written."""
    return output.with_name(f".{output.name}-building")


def _old(output: Path) -> Path:
    """Return where the tables of before are while the new ones take their place."""
    return output.with_name(f".{output.name}-replaced")


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep every other build out of the folder, and put right what one that was killed has left.

    The lock is on the folder above, and the system takes it away from a process that ends, however it ends.
    """
    if output.exists() and not (output / tables.SOURCES).is_file() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(
            "This is not a folder of national facts, and what is in it would be lost.",
            where=str(output),
            next_step="Give an empty or a new folder.",
        )
    lock = _locked(output.parent)
    try:
        if _old(output).exists() and not output.exists():
            _old(output).rename(output)
        for left in (_aside(output), _old(output)):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(lock)


def _locked(folder: Path) -> int:
    """Make the folder if need be and return its descriptor, locked for as long as that is open."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError(f"cannot be written to ({error.strerror}).", where=str(folder)) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise InputError(
            f"cannot be kept for this build alone ({error.strerror}).",
            where=str(folder),
            next_step="If another build is at work here, try again when it has ended.",
        ) from error
    return lock


def write(built: list[Built], before: Path | None, output: Path, problems: Problems) -> None:
    """Write all tables aside, with those kept from before, and swap the whole folder in. Call it within `alone`."""
    try:
        _write(built, before, output, problems)
    except (OSError, pl.exceptions.ComputeError) as error:  # a full disk is either, by what was written just then
        raise InputError(f"cannot be written ({error}). Nothing was changed.", where=str(output)) from error
    finally:
        shutil.rmtree(_aside(output), ignore_errors=True)


def _write(built: list[Built], before: Path | None, output: Path, problems: Problems) -> None:
    aside = _aside(output)
    aside.mkdir()
    manifest: dict[str, Any] = {}
    for each in built:
        each.table.write_parquet(aside / f"{each.name}.parquet", compression="zstd", compression_level=22)
        manifest[each.name] = {"source": each.source.to_dict(), "files": list(each.files), "rows": each.table.height}
    _keep(manifest, before, aside, problems)
    _check_areas(manifest, aside)
    for name, entry in manifest.items():
        entry["sha256"] = hashlib.sha256((aside / f"{name}.parquet").read_bytes()).hexdigest()
    text = json.dumps({"tables": dict(sorted(manifest.items()))}, ensure_ascii=False, indent=1)
    (aside / tables.SOURCES).write_text(text + "\n", "utf-8")
    _swap(aside, output)


def _keep(manifest: dict[str, Any], before: Path | None, aside: Path, problems: Problems) -> None:
    """Keep the tables of before that were not made anew, each of them named."""
    # Files that hold everything else make the whole: statistics of an earlier release do not linger beside them.
    whole = all(name in manifest for name in _NEEDED) and any(name.startswith(tables.STATISTICS) for name in manifest)
    if before is not None and not whole:
        for name, entry in tables.manifest(before).items():
            if name in manifest:
                continue
            shutil.copyfile(before / f"{name}.parquet", aside / f"{name}.parquet")
            manifest[name] = {key: value for key, value in entry.items() if key != "sha256"}
            message = f"No usable file for the table “{name}” was found; the one made before was kept."
            problems.add("table_kept", message, ", ".join(entry["files"]))
    missing = [name for name in _NEEDED if name not in manifest]
    if missing:
        raise InputError(
            f"No usable file was found for {', '.join(missing)}, and there is no earlier table to keep.",
            next_step="Add the missing files and build again. Nothing was changed.",
        )


def _check_areas(manifest: dict[str, Any], aside: Path) -> None:
    """Refuse a code list without an area that another table, made before it, speaks of."""
    codes = set(pl.read_parquet(aside / f"{tables.AREAS}.parquet")["code"])
    for name, columns in ((tables.NEIGHBOURS, ("area", "neighbour")), (tables.REGISTER, ("code",))):
        table = pl.read_parquet(aside / f"{name}.parquet", columns=list(columns))
        lost = sorted({code for column in columns for code in table[column]} - codes)
        if lost:
            raise InputError(
                f"The code list has no area {', '.join(lost[:5])}{' …' if len(lost) > 5 else ''}, of which the table "
                f"“{name}” speaks. Nothing was changed.",
                where=", ".join(manifest[tables.AREAS]["files"]),
                next_step="Give the whole code list, or the files of that table as well.",
            )


def _swap(aside: Path, output: Path) -> None:
    """Put the new folder in the place of the old one. If the second step fails, the first is undone."""
    old = _old(output)
    if output.exists():
        output.rename(old)
    try:
        aside.rename(output)
    except BaseException:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
