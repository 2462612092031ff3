"""Builds the national facts from a folder of published files: aside first, then all at once in their place.

Either every table is written and swapped in, or the folder stays as it was. The same files make the same bytes.
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.national import tables
from extramile.core.national.areas import Areas
from extramile.core.national.geography import geography
from extramile.core.national.importing import areas as area_tables
from extramile.core.national.importing import indicators as indicator_tables
from extramile.core.national.importing.reading import Found, read_folder
from extramile.core.national.importing.register import register_rows
from extramile.core.national.importing.sheets import Problems
from extramile.core.national.importing.statistics import statistic_tables
from extramile.core.national.importing.symbols import symbols_of
from extramile.core.vocabulary import InputError, Problem, Source


class SourceEntry(StrictModel):
    """Where a table comes from, as the definitions say it."""

    publication: str
    publisher: str
    release: str
    retrieved: date
    licence: str
    address: str

    def as_source(self, release: str = "") -> Source:
        """Return the source, with the release that the file itself shows where the definitions leave it open."""
        return Source(
            self.publication, self.publisher, self.release or release, self.licence, self.retrieved, self.address
        )


class SourcesFile(Definition):
    """`definitions/reference_sources.yaml`."""

    tables: dict[str, SourceEntry]


@dataclass
class Built:
    """One table, ready to be written."""

    name: str
    table: pl.DataFrame
    source: Source
    files: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What a build made and what a person should look at."""

    rows: dict[str, int]
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {"tables": self.rows, "problems": [problem.to_dict() for problem in self.problems]}


def build(published: Path, output: Path, fallback: Path | None = None) -> Report:
    """Build the facts from the files in `published` and swap them into `output`.

    A table whose file is missing is kept as it was in `output` (or, if there is none, taken from `fallback`, the
    bundled facts), and the report says so. Without either the build is refused and `output` stays as it is.
    """
    output, problems = output.resolve(), Problems()
    found = read_folder(published, problems)
    entries = read(folder() / "reference_sources.yaml", SourcesFile).tables
    before = [each for each in (output, fallback) if each is not None and (each / tables.SOURCES).is_file()]
    built, areas = _areas(found, entries, before, problems)
    built += _neighbours(found, areas, entries, problems)
    built += _register(found, areas, entries, problems)
    built += _indicators(found, areas, entries, problems)
    for each in statistic_tables(found.sheets.get("statistics", []), areas, problems):
        source = replace(entries["statistics"].as_source(each.release), publication=each.publication)
        built.append(Built(tables.STATISTICS + each.name, each.table, source, (each.file,)))
    _write(built, before, output, problems)
    return Report({each.name: each.table.height for each in built}, problems.listed())


def _frame(rows: list[dict[str, Any]], columns: Any) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in columns} for row in rows], schema=dict(columns), orient="row")


def _areas(
    found: Found, entries: dict[str, SourceEntry], before: list[Path], problems: Problems
) -> tuple[list[Built], Areas]:
    """Return the table of areas, and the areas that all other tables are checked against."""
    codes = found.first("code list", problems)
    if codes is None:
        if not before:
            raise InputError(
                "There is no code list of local authorities among the files, and no earlier one to keep.",
                next_step="Add the file with the headings LA Number, LA Name, Region and Type.",
            )
        return [], tables.areas_from(tables.rows_of(before[0], tables.AREAS))
    lookup = found.first("lookup", problems)
    if lookup is None:
        message = "There is no lookup of local authorities: areas have no 9-character codes and no population."
        problems.add("file_missing", message, tables.AREAS)
    rows = area_tables.area_rows(codes, lookup, geography(), problems)
    if not rows:
        raise InputError("has no local area in it.", where=codes.file)
    files = (codes.file, *([lookup.file] if lookup else []))
    table = _frame(rows, tables.AREA_COLUMNS)
    return [Built(tables.AREAS, table, entries["areas"].as_source(), files)], tables.areas_from(table.to_dicts())


def _neighbours(found: Found, areas: Areas, entries: dict[str, SourceEntry], problems: Problems) -> list[Built]:
    sheet = found.first("neighbours", problems)
    if sheet is None:
        return []
    table = _frame(area_tables.neighbour_rows(sheet, areas, problems), tables.NEIGHBOUR_COLUMNS)
    return [Built(tables.NEIGHBOURS, table, entries["neighbours"].as_source(), (sheet.file,))]


def _register(found: Found, areas: Areas, entries: dict[str, SourceEntry], problems: Problems) -> list[Built]:
    lists = [found.first("inspections 2016", problems), found.first("inspections 2023", problems)]
    sheets = [each for each in lists if each is not None]
    if len(sheets) < len(lists):
        # Half a register would answer questions wrongly without anyone noticing: it is kept whole or made whole.
        if sheets:
            message = "Only one of the two lists of inspections is here; the register was not made from it alone."
            problems.add("file_missing", message, sheets[0].file)
        return []
    table = _frame(register_rows(sheets, areas, problems), tables.REGISTER_COLUMNS)
    files = tuple(each.file for each in sheets)
    return [Built(tables.REGISTER, table, entries["register"].as_source(), files)]


def _indicators(found: Found, areas: Areas, entries: dict[str, SourceEntry], problems: Problems) -> list[Built]:
    dictionary = found.first("dictionary", problems)
    if dictionary is None or not found.indicators:
        return []
    for name, _ in found.indicators[1:]:
        problems.add("file_repeated", f"{found.indicators[0][0]} is of the same kind and is used.", name)
    file, values = found.indicators[0]
    symbols = symbols_of("Local Authority Interactive Tool")
    described = indicator_tables.dictionary_rows(dictionary, problems)
    read_in = indicator_tables.read_values(values, file, areas, described, symbols=symbols, problems=problems)
    rows = indicator_tables.indicator_rows(described, read_in, problems, file)
    source, files = entries["indicators"].as_source(), (file, dictionary.file)
    return [
        Built(tables.INDICATORS, _frame(rows, tables.INDICATOR_COLUMNS), source, files),
        Built(tables.INDICATOR_PLACES, pl.DataFrame({"place": list(read_in.places)}), source, files),
        Built(tables.INDICATOR_VALUES, read_in.table(), source, files),
    ]


_NEEDED = (
    tables.AREAS,
    tables.NEIGHBOURS,
    tables.REGISTER,
    tables.INDICATORS,
    tables.INDICATOR_PLACES,
    tables.INDICATOR_VALUES,
)


def _write(built: list[Built], before: list[Path], output: Path, problems: Problems) -> None:
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
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    except OSError as error:
        raise InputError(f"cannot be written to ({error.strerror}).", where=str(output.parent)) from error


def _keep(manifest: dict[str, Any], before: list[Path], aside: Path, problems: Problems) -> None:
    """Keep the tables of before that were not made anew, each of them named."""
    has_statistics = any(name.startswith(tables.STATISTICS) for name in manifest)
    for place in before[:1]:
        earlier = json.loads((place / tables.SOURCES).read_text("utf-8"))["tables"]
        for name, entry in earlier.items():
            is_statistic = name.startswith(tables.STATISTICS)
            if name in manifest or (is_statistic and has_statistics):
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
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
