"""Builds the national facts from a folder of published files: reads what is there and makes every table of it."""

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
from extramile.core.national.importing.writing import Built, alone, write
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
    with alone(output):
        return _build(found, output, fallback, problems)


def _build(found: Found, output: Path, fallback: Path | None, problems: Problems) -> Report:
    entries = read(folder() / "reference_sources.yaml", SourcesFile).tables
    before = next((each for each in (output, fallback) if each and (each / tables.SOURCES).is_file()), None)
    built, areas = _areas(found, entries, before, problems)
    built += _neighbours(found, areas, entries, problems)
    built += _register(found, areas, entries, problems)
    built += _indicators(found, areas, entries, problems)
    for each in statistic_tables(found.sheets.get("statistics", []), areas, problems):
        source = replace(entries["statistics"].as_source(each.release), publication=each.publication)
        built.append(Built(tables.STATISTICS + each.name, each.table, source, (each.file,)))
    write(built, before, output, problems)
    return Report({each.name: each.table.height for each in built}, problems.listed())


def _unless_empty(made: list[Built], problems: Problems) -> list[Built]:
    """Return the tables made of a file, or none of them if one has no row: an earlier one is better than nothing."""
    empty = [each for each in made if not each.table.height]
    for each in empty:
        problems.add("nothing_usable", f"No row can be used for the table “{each.name}”.", ", ".join(each.files))
    return [] if empty else made


def _frame(rows: list[dict[str, Any]], columns: Any) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in columns} for row in rows], schema=dict(columns), orient="row")


def _areas(
    found: Found, entries: dict[str, SourceEntry], before: Path | None, problems: Problems
) -> tuple[list[Built], Areas]:
    """Return the table of areas, and the areas that all other tables are checked against."""
    codes = found.first("code list", problems)
    if codes is None:
        if before is None:
            raise InputError(
                "There is no code list of local authorities among the files, and no earlier one to keep.",
                next_step="Add the file with the headings LA Number, LA Name, Region and Type.",
            )
        return [], tables.areas_from(tables.rows_of(before, tables.AREAS))
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
    return _unless_empty([Built(tables.NEIGHBOURS, table, entries["neighbours"].as_source(), (sheet.file,))], problems)


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
    if table["framework"].n_unique() < len(lists):
        message = "One of the two lists of inspections has no row that can be used; the register was not made."
        problems.add("nothing_usable", message, ", ".join(files))
        return []
    return [Built(tables.REGISTER, table, entries["register"].as_source(), files)]


def _indicators(found: Found, areas: Areas, entries: dict[str, SourceEntry], problems: Problems) -> list[Built]:
    dictionary = found.first("dictionary", problems)
    if dictionary is None or not found.indicators:
        if dictionary or found.indicators:
            message = "The indicator file and its dictionary are only of use together, and one of them is missing."
            problems.add("file_missing", message, dictionary.file if dictionary else found.indicators[0][0])
        return []
    for name, _ in found.indicators[1:]:
        problems.add("file_repeated", f"{found.indicators[0][0]} is of the same kind and is used.", name)
    file, values = found.indicators[0]
    symbols = symbols_of("Local Authority Interactive Tool")
    described = indicator_tables.dictionary_rows(dictionary, problems)
    read_in = indicator_tables.read_values(values, file, areas, described, symbols=symbols, problems=problems)
    rows = indicator_tables.indicator_rows(described, read_in, problems, file)
    source, files = entries["indicators"].as_source(), (file, dictionary.file)
    made = [
        Built(tables.INDICATORS, _frame(rows, tables.INDICATOR_COLUMNS), source, files),
        Built(tables.INDICATOR_PLACES, pl.DataFrame({"place": list(read_in.places)}), source, files),
        Built(tables.INDICATOR_VALUES, read_in.table(), source, files),
    ]
    return _unless_empty(made, problems)
