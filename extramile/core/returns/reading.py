"""A return from files into tables: what each file is, how its headings match, its rows as Parquet.

Either the whole is read or nothing is: tables are written aside, and their folder takes its name at the end.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from extramile.core.returns.describing import KEY, PARENT, PERSON, REQUEST, Return, Table, describe, plain, returns
from extramile.core.returns.keying import Keyed, above_of, as_tied
from extramile.core.returns.matching import Answered, Match, Question, Said, match
from extramile.core.returns.own import About, own_label
from extramile.core.returns.problems import Noted, RowProblem
from extramile.core.returns.recognising import check_is_no_document, is_called_workbook, kind_of, no_tables
from extramile.core.returns.sheets import ERRORS, Row, Sheet, csv_sheet, excel_sheets, parquet_sheet
from extramile.core.returns.template import Block, blocks
from extramile.core.returns.unpacking import (
    MOST_UNPACKED,
    TABLES,
    WORKBOOKS,
    Allowance,
    check_packed,
    meant,
    only_file_in,
    unpack,
)
from extramile.core.returns.values import read_code, read_date, read_text
from extramile.core.returns.writing import LABEL, Keys, TableWriter
from extramile.core.returns.xml import read_xml
from extramile.core.vocabulary import InputError

# Goes up when files are read otherwise than before.
READER_VERSION = 3
LINKED = "_linked"
UNPACKED = "unpacked"
# Is told how many bytes of how many have been read.
Tell = Callable[[int, int], None]
UPN_LENGTH = 13
_READ_IN_FOLDERS = frozenset({".csv", ".xlsx", ".xlsm", ".parquet", ".xml", ".txt"})


def untold(_done: int, _of: int) -> None:
    """Tell nobody how far the reading is."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given: its name and the hash of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Load:
    """What was read: where each table is, how many rows it has, which columns it came with, and what to look at.

    A table or a column that is not here was not given; that is not the same as one that is empty. `as_of` is the day that a
    workbook of ours says it speaks of; no other file says one.
    """

    described: Return
    folder: Path
    sources: tuple[SourceFile, ...]
    year: int | None
    reference_date: date | None
    lea: str
    counts: Mapping[str, int]
    columns: Mapping[str, frozenset[str]]
    problems: tuple[RowProblem, ...] = ()
    questions: tuple[Question, ...] = ()
    answered: tuple[Answered, ...] = ()
    as_of: date | None = None
    # What the file calls each column, by table; nothing of XML, which has the names of the return.
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # Whether a row is told by the line of the file on which it begins, as in XML, and not by its number in a sheet.
    by_line: bool = False

    @property
    def place(self) -> str:
        """Return what the number of a row is in the person's file."""
        return "line" if self.by_line else "row"

    def path(self, table: str) -> Path:
        """Return where a table is."""
        return self.folder / f"{table}.parquet"


@dataclass(slots=True)
class _Reading:
    """What is being read."""

    into: Path
    noted: Noted
    mapping: Mapping[str, str]
    year: int | None
    said: Said | None = None
    allowance: Allowance = field(default_factory=lambda: Allowance(MOST_UNPACKED))
    tell: Tell = untold
    counts: dict[str, int] = field(default_factory=dict)
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    described: Return | None = None
    # The same, unless it is a dataset that holds another return's items.
    given: Return | None = None
    about: About | None = None
    matched: dict[str, Match] = field(default_factory=dict)
    # What active plans hold of their main placements, by their keys.
    lowered: dict[int, dict[str, str]] = field(default_factory=dict)


def read(
    paths: Sequence[Path],
    into: Path,
    *,
    year: int | None = None,
    mapping: Mapping[str, str] | None = None,
    said: Said | None = None,
    most_unpacked: int = MOST_UNPACKED,
    tell: Tell = untold,
) -> Load:
    """Read the files of one return into the folder `into`, which must not exist yet.

    `year` is that of the return, where the files do not say it. `mapping` are headings that somebody matched by hand;
    `said` is asked for what somebody said before of a heading that is unknown otherwise. What is packed may unpack to so many
    bytes at most, all of it together. `tell` is told now and then how many bytes of how many have been read.
    Raises InputError where the files cannot be used at all; everything less is in the problems and questions of what is returned.
    """
    files = _files(paths)
    aside = into.with_name(into.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    reading = _Reading(aside, Noted(), mapping or {}, year, said, Allowance(most_unpacked), tell)
    try:
        filled = [path for _, path in _filled([(each.name, each) for each in files], reading.noted)]
        whole = _whole_return(filled, reading)
        if whole is not None:
            if mapping:
                raise InputError("has no headings that could be something else.", where=whole.name)
            _read_whole(whole, reading)
        else:
            _read_sheets(filled, reading)
        shutil.rmtree(aside / UNPACKED, ignore_errors=True)
        sources = tuple(SourceFile(each.name, _hash(each)) for each in files)
        assert reading.described is not None  # noqa: S101 - either of the two has set it or refused
        head = _header(aside, reading)
        about = reading.about or About()
        year = year or head.get("year") or about.year
        _name_missing(reading, year)
        aside.rename(into)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return Load(
        reading.described,
        into,
        sources,
        year,
        head.get("reference_date"),
        head.get("lea") or "",
        {each.name: reading.counts[each.name] for each in reading.described.tables if each.name in reading.counts},
        dict(reading.columns),
        reading.noted.all(),
        tuple(reading.questions),
        tuple(reading.answered),
        about.as_of,
        {name: found.headings for name, found in reading.matched.items()},
        not reading.matched,
    )


def _files(paths: Sequence[Path]) -> list[Path]:
    try:
        found = [each for path in paths for each in _in_folder(path)]
        for each in found:
            with each.open("rb"):
                pass
    except OSError as error:
        raise InputError(f"cannot be opened ({error.strerror}).", where=str(error.filename or "")) from error
    if not found:
        raise InputError("There is no file to read here.", where=str(paths[0]) if paths else "")
    if not any(each.stat().st_size for each in found):
        raise InputError("is empty.", where=found[0].name, next_step="Export it again.")
    return found


def _filled(files: Sequence[tuple[str, Path]], noted: Noted) -> list[tuple[str, Path]]:
    """Return the files that hold something, by their names; of a folder or a zip an empty one is named, and the others are read."""
    for name, path in files:
        if not path.stat().st_size:
            noted.add("READ-empty_file", f"“{name}” is empty; it was not read. Export it again.")
    return [each for each in files if each[1].stat().st_size]


def _in_folder(path: Path) -> list[Path]:
    """Return the files of a folder, or the one file that it is."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError("There is no such file.", where=str(path))
    inside = sorted(each for each in path.iterdir() if not each.name.startswith((".", "~$", "__MACOSX")))
    files = [each for each in inside if each.is_file() and each.suffix.lower() in _READ_IN_FOLDERS]
    folders = [each for each in inside if each.is_dir()]
    # What is unpacked on Windows stands in a folder of its name, which stands in another.
    return files or (_in_folder(folders[0]) if len(folders) == 1 else [])


def _whole_return(files: Sequence[Path], reading: _Reading) -> Path | None:
    """Return the XML file that is all there is, out of a zip where it is packed."""
    if len(files) != 1:
        return None
    kind = kind_of(files[0])
    if kind == "packed" and (name := only_file_in(files[0], (".xml",))):
        check_packed(files[0], reading.allowance)
        return unpack(files[0], [name], reading.into / UNPACKED)[0]
    return files[0] if kind == "xml" else None


def _read_whole(path: Path, reading: _Reading) -> None:
    described = describe("sen2")
    writers = {
        each.name: TableWriter(reading.into / f"{each.name}.parquet", each, reading.noted, place="line")
        for each in described.tables
    }
    try:
        size = path.stat().st_size
        read_xml(path, described, writers, reading.noted, lambda at: reading.tell(at, size))
    except BaseException:
        for each in writers.values():
            each.abandon()
        raise
    for name, writer in writers.items():
        reading.counts[name] = writer.close()
        # An item that is nowhere in an XML return is an item without a value, not a column that was forgotten.
        reading.columns[name] = frozenset({each.name for each in describe("sen2").table(name).columns} | {LINKED})
    reading.described = described
    if not reading.counts["person"]:
        raise InputError("holds no person.", where=path.name, next_step="Check that the export has finished.")


def _read_sheets(files: Sequence[Path], reading: _Reading) -> None:
    sheets: list[Sheet | Block] = []
    for path in files:
        sheets += _sheets(path, reading)
    title = reading.about.title if reading.about else ""
    # A workbook of ours says which return it is; the Safeguarding Dataset has tables of the same names.
    known = [each for each in returns().values() if each.title == title] or [*returns().values()]
    matches: list[Match] = []
    for sheet in sheets:
        found = match(sheet, known, reading.mapping, reading.said)  # type: ignore[arg-type] # a block has the face of a sheet
        if found is None:
            reading.noted.add("READ-not_used", f"“{sheet.name}” is no table of a return that we know; it was not read.")
        else:
            matches.append(found)
    if not matches:
        raise _no_table(files)
    described = max(matches, key=lambda each: each.score).described
    chosen: dict[str, Match] = {}
    for found in matches:
        if found.described is not described:
            reading.noted.add(
                "READ-not_used",
                f"“{found.sheet.name}” looks like another return ({found.described.title}); it was not read.",
            )
        elif found.table.name in chosen:
            first, second = (
                f"“{each.sheet.name}”, {each.name}" if isinstance(each, Block) else each.name
                for each in (chosen[found.table.name].sheet, found.sheet)
            )
            raise InputError(
                f"and {second} are both “{found.table.title}”.",
                where=first,
                next_step="Leave one of them.",
            )
        else:
            chosen[found.table.name] = found
    _check_mapping(reading.mapping, described, [*chosen.values()])
    _read_tables(described, chosen, reading)
    reading.described, reading.given = describe(described.id), described


def _no_table(files: Sequence[Path]) -> InputError:
    """Return why nothing could be read: of text that is called a workbook, that it is none."""
    where = ", ".join(each.name for each in files[:5])
    if all(is_called_workbook(each) and kind_of(each) == "csv" for each in files):
        return InputError(
            "is no Excel workbook, but text under that name, and the text is no table of a return that we know.",
            where=where,
            next_step="Open it in Excel, look whether it is what you meant, and save it as .xlsx.",
        )
    return InputError(
        "is no table of a return that we know.",
        where=where,
        next_step="Check that the headings are in the file, and spelt as in the return or the list.",
    )


def _check_mapping(mapping: Mapping[str, str], described: Return, chosen: Sequence[Match]) -> None:
    """Refuse what somebody said of a heading that no table has, or of a column that its table has not: it would change nothing."""
    for heading, column in mapping.items():
        here = [each for each in chosen if plain(heading) in each.seen]
        if not here:
            nearest = get_close_matches(heading, {name for each in chosen for name in each.unknown}, n=1)
            step = f"Did you mean “{nearest[0]}”?" if nearest else "Write it as it stands in the file."
            raise InputError(f"No table that was read has the heading “{heading}”.", next_step=step)
        names = {name: each.name for found in here for each in found.table.columns for name in each.names()}
        if plain(column) not in {plain(each) for each in names}:
            nearest = get_close_matches(column, names, n=1, cutoff=0.4)
            step = (
                f"Did you mean “{names[nearest[0]]}”?"
                if nearest
                else f"It has: {', '.join(dict.fromkeys(names.values()))}."
            )
            raise InputError(
                f"There is no column “{column}” in “{here[0].table.title}”.", where=described.title, next_step=step
            )


def _sheets(path: Path, reading: _Reading, *, unpacked: bool = False) -> list[Sheet | Block]:
    """Return the tables of a file; `unpacked` is one that was itself in a zip."""
    kind = kind_of(path)
    if kind == "parquet":
        return [parquet_sheet(path, path.name, reading.allowance)]
    if kind == "csv":
        sheet = csv_sheet(path, path.name, reading.noted)
        if is_called_workbook(path):
            reading.noted.add(
                "READ-not_a_workbook", f"“{path.name}” is no Excel workbook; it was read as the CSV that it is."
            )
        return [sheet]
    if kind == "xml":
        raise InputError("is a whole return; give it alone.", where=path.name)
    names = check_packed(path, reading.allowance)
    if any(each.startswith("xl/") for each in names):
        return _sheets_of_workbook(path, reading)
    if unpacked:
        check_is_no_document(names, path.name)
        # It could hold another, and that another.
        raise InputError("is a packed file inside a packed file.", where=path.name, next_step="Unpack it once first.")
    if name := only_file_in(path, WORKBOOKS):
        return _sheets(unpack(path, [name], reading.into / UNPACKED)[0], reading, unpacked=True)
    wanted = [each for each in meant(names) if each.lower().endswith(TABLES)]
    if not wanted:
        check_is_no_document(names, path.name)
        raise no_tables(meant(names), path.name)
    for each in meant(names):
        if each.lower().endswith((".xml", *WORKBOOKS)):
            noted = (
                f"“{each}” stands beside tables in “{path.name}”; it was not read. Give it alone if it is the return."
            )
            reading.noted.add("READ-not_used", noted)
    made: list[Sheet | Block] = []
    filled = _filled([*zip(wanted, unpack(path, wanted, reading.into / UNPACKED), strict=True)], reading.noted)
    if not filled:
        raise InputError("holds only empty files.", where=path.name, next_step="Export them again.")
    for name, file in filled:
        packed = file.suffix.lower() == ".parquet"
        made.append(parquet_sheet(file, name, reading.allowance) if packed else csv_sheet(file, name, reading.noted))
    return made


def _sheets_of_workbook(path: Path, reading: _Reading) -> list[Sheet | Block]:
    found: list[Sheet | Block] = []
    sheets, about = excel_sheets(path, path.name, reading.noted)
    reading.about = reading.about or about
    for sheet in sheets:
        parts = blocks(sheet, describe("sen2"))
        found += parts or [sheet]
    return found


def _read_tables(described: Return, chosen: Mapping[str, Match], reading: _Reading) -> None:
    """Write the tables, upper ones first, so that a row finds those above it."""
    target = describe(described.id)
    depth = {each.name: len(list(described.ancestors(each.name))) for each in described.tables}
    keys: dict[str, Keyed] = {}
    by_request: dict[str, dict[int, int]] = {}
    sizes = {name: each.sheet.path.stat().st_size for name, each in chosen.items()}
    before = 0
    for name in sorted(chosen, key=lambda each: depth[each]):
        found = chosen[name]
        table = target.table(name)
        writer = TableWriter(reading.into / f"{name}.parquet", table, reading.noted)
        try:
            through = partial(_through, reading.tell, before, sum(sizes.values()))
            linked = _write_rows(found, found.sheet.rows(through), writer, keys, by_request, reading)
            before += sizes[name]
            reading.counts[name] = writer.close()
        except BaseException:
            writer.abandon()
            raise
        handed = {*chosen["active_plans"].lowered.values()} if name == "placement_detail" and reading.lowered else set()
        reading.columns[name] = frozenset({*found.columns.values()} | handed | ({LINKED} if linked else set()))
        reading.matched[name] = found
        reading.questions += found.questions
        reading.answered += found.answered
        for heading in found.repeated:
            reading.noted.add(
                "READ-repeated_heading",
                f"“{heading}” names a column that was already found; the first was read.",
                table=name,
                row=found.heading_row,
                field=heading,
            )


def _name_missing(reading: _Reading, year: int | None) -> None:
    """Name a year that is not known, tables that were not given, and columns that others lack of those of their year."""
    years = reading.described.years if reading.described else {}
    if year and years and year not in years:
        reading.noted.add(
            "READ-unknown_year",
            f"What the return of {year} asks is not known to us, only those of {min(years)} to {max(years)}; what differs from "
            "year to year is not checked.",
            table="header",
            field="Year",
            value=str(year),
        )
    given = reading.given.tables if reading.given and reading.matched else ()
    # Lists that do not hang together may be given one without the other.
    for table in given if any(each.parent for each in given) else ():
        if table.name not in reading.matched:
            reading.noted.add(
                "READ-missing_table",
                f"There is no table “{table.title}” in what was given; rules that need it are not run.",
                table=table.name,
            )
    for name, found in reading.matched.items():
        for each in found.table.columns:
            if each.name not in reading.columns[name] and each.in_year(year):
                reading.noted.add(
                    "READ-missing_column",
                    f"There is no column {each.called} in “{found.sheet.name}”; rules that need it are not run.",
                    table=name,
                    row=found.heading_row,
                    field=each.label,
                )


def _through(tell: Tell, before: int, size: int, at: int) -> None:
    """Tell how far one is, from where one is in one of several files."""
    tell(before + at, size)


def _write_rows(  # noqa: PLR0917 - what hangs together while a table is written
    found: Match,
    rows: Iterator[Row],
    writer: TableWriter,
    keys: dict[str, Keyed],
    by_request: dict[str, dict[int, int]],
    reading: _Reading,
) -> bool:
    """Write the rows of a matched sheet; say whether they could be linked to the rows above them."""
    name, parent = found.table.name, found.table.parent
    own = keys[name] = Keyed()
    of_request = by_request.setdefault(name, {})
    linked = not parent or not {PARENT, REQUEST, PERSON}.isdisjoint(found.keys.values())
    items, ties = _cells(found, {**found.columns, **found.lowered}), _cells(found, found.keys)
    headings = {each.name: read_text(found.headings.get(each.name, "")) for each in items}
    number, width = 0, _width(found)
    for row, cells in rows:
        if row <= found.heading_row:
            continue
        values = {each.name: each.text(cells) for each in items}
        told = {each.name: each.text(cells) for each in ties}
        if not any((*values.values(), *told.values())):
            continue
        if values == headings:
            reading.noted.add(
                "READ-headings_again", "The row repeats the headings; it was left out.", table=name, row=row
            )
            continue
        number += 1
        above, request, person, label = (
            as_tied(parent, told, keys) if found.sheet.ours else above_of(found, told, keys, by_request, reading.noted)
        )
        if name == "requests":
            request = number
        if not parent:
            person = None if name == "header" else number
            keyed = f"key {told[KEY]}" if told.get(KEY) else ""
            label = _child(values) or (own_label(told.get(LABEL, "")) if found.sheet.ours else keyed) or f"row {row}"
        if text := told.get(KEY):
            if text in own:
                reading.noted.add(
                    "READ-repeated_key",
                    "Two rows have this key; rows below it belong to the first.",
                    table=name,
                    row=row,
                    value=text,
                )
            own.setdefault(text, (number, request, person, label))
        if request is not None:
            of_request.setdefault(request, number)
        values = _handed_down(found, number, above, values, reading.lowered)
        if not ERRORS.isdisjoint(values.values()):
            _note_errors(writer.table, row, label, values, reading.noted)
        writer.put(Keys(row, number, above, request, person, label), values)
        if len(cells) > width and any(text.strip() for text in cells[width:]):
            reading.noted.add("READ-long_row", "The row has more cells than the headings.", table=name, row=row)
    return linked


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a value stands in a row, and what its dataset puts there where nothing is known."""

    place: int
    name: str
    empty: frozenset[str]
    is_date: bool

    def text(self, cells: Sequence[str]) -> str:
        """Return what stands there, of a number without the “.0” that a spreadsheet puts behind it."""
        text = read_text(cells[self.place]) if self.place < len(cells) else ""
        if not text or text in self.empty:
            return ""
        if not self.is_date:
            return read_code(text)
        if not self.empty:
            return text
        day = read_date(text).day
        return "" if day and day.isoformat() in self.empty else text


def _cells(found: Match, places: Mapping[int, str]) -> list[_Cell]:
    """Return where the values of a table stand; those of keys are no columns."""
    made = []
    for place, name in places.items():
        column = found.table.column(name) if found.table.has(name) else None
        empty = frozenset((*found.described.placeholders, *(column.placeholders if column else ())))
        made.append(_Cell(place, name, empty, column is not None and column.type == "date"))
    return made


def _handed_down(
    found: Match, number: int, above: int | None, values: dict[str, str], lowered: dict[int, dict[str, str]]
) -> dict[str, str]:
    """Keep what an active plan holds of its main placement, and give it to that placement where it says nothing itself."""
    if found.lowered:
        lowered[number] = {column: text for column in found.lowered.values() if (text := values.get(column))}
    elif found.table.name == "placement_detail" and above in lowered and values.get("placement_rank", "1") in {"", "1"}:
        return {**lowered[above], **{column: text for column, text in values.items() if text}}
    return values


def _note_errors(table: Table, row: int, label: str, values: Mapping[str, str], noted: Noted) -> None:
    """Note the cells of a row that hold an error of a spreadsheet."""
    said = "The cell holds an error of a spreadsheet, and no value."
    for column, text in values.items():
        if text in ERRORS:
            field = table.column(column).label if table.has(column) else column
            noted.add("READ-error_cell", said, table=table.name, row=row, key=label, field=field, value=text)


def _child(values: Mapping[str, str]) -> str:
    """Return what a child is called: by its UPN where that can be one, because other files know it by that too."""
    said = {name: values.get(name, "").strip() for name in ("upn", "unique_id", "uln")}
    if len(said["upn"]) == UPN_LENGTH:
        return said["upn"]
    return said["unique_id"] or said["upn"] or said["uln"]


def _width(found: Match) -> int:
    """Return how many cells a row has at most, by its headings."""
    return max((*found.columns, *found.keys), default=0) + 1 + len(found.unknown) + len(found.repeated) + 10


def _header(folder: Path, reading: _Reading) -> dict[str, Any]:
    """Return what the header of the return says of it."""
    import pyarrow.parquet as pq

    path = folder / "header.parquet"
    if not path.is_file():
        return {}
    rows = pq.read_table(path).slice(0, 1).to_pylist()
    head = dict(rows[0]) if rows else {}
    year = head.get("year") or ""
    head["year"] = int(year) if year.isdigit() and len(year) == 4 else None
    if head["year"] is None and head.get("reference_date"):
        head["year"] = head["reference_date"].year
    return head


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
