"""What stands in a workbook, seen before anything opens it: how far its sheets go, what is hidden, formulas, merged cells.

A reader of workbooks takes memory for every cell between the first and the last that is filled: one cell far away would end the
program. So the reach of each sheet is found in its bytes, whatever elements stand around.
"""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from extramile.core.returns.problems import Noted
from extramile.core.vocabulary import InputError

# Cells of a sheet, filled or not, from its first row and column to its last; they take about half a gigabyte.
MOST_CELLS = 20_000_000
_CHUNK = 1 << 20
# A cell holds 32,767 characters at most. More than this without a new element is no sheet.
_LONGEST_PIECE = 4 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA, _MERGED = re.compile(rb"<f[ >/]"), re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')
_ROW, _CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
# Where a row or a cell says it is: any attribute of that name, whatever stands before it in its tag.
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_AGAIN = "Open it in Excel and save it again."


@dataclass(slots=True)
class _Reach:
    """How far a sheet goes, by what its rows and cells say of themselves and, where they say nothing, by how many there are."""

    row: int = 0
    letters: bytes = b""
    rows: int = 0
    cells: int = 0
    said_rows: int = 0
    said_cells: int = 0
    in_row: int = 0
    longest_row: int = 0
    formulas: int = 0
    merged: list[str] = field(default_factory=list)

    def take(self, piece: bytes) -> None:
        """Take in a piece of the sheet that begins and ends between two elements."""
        for letters, number in _PLACE.findall(piece):
            self.row = max(self.row, int(number))
            if letters:
                self.said_cells += 1
                self.letters = max(self.letters, letters.upper(), key=lambda each: (len(each), each))
            else:
                self.said_rows += 1
        first, *others = _ROW.split(piece)
        self.rows += len(others)
        for each in (first, *others):
            if each is not first:
                self.in_row = 0
            found = len(_CELL.findall(each))
            self.in_row += found
            self.cells += found
            self.longest_row = max(self.longest_row, self.in_row)
        self.formulas += len(_FORMULA.findall(piece))
        self.merged += [found.decode() for found in _MERGED.findall(piece)]

    def size(self) -> tuple[int, int]:
        """Return how many rows and columns the sheet can have at most."""
        column = 0
        for letter in self.letters:
            column = column * 26 + letter - 64
        rows = self.row + max(self.rows - self.said_rows, 0)
        return rows, max(column, self.longest_row if self.said_cells < self.cells else 0)


def look_inside(path: Path, names: Sequence[str], name: str, noted: Noted) -> frozenset[str]:
    """Note formulas and merged cells of a workbook, refuse one whose sheets go too far, and return which sheets are hidden."""
    formulas, merged = 0, list[str]()
    with zipfile.ZipFile(path) as packed:
        for each in names:
            if _SHEET.fullmatch(each):
                found = _reach(packed, each, name)
                formulas += found.formulas
                merged += found.merged
        hidden = _hidden(packed, name)
    if formulas:
        noted.add(
            "READ-formulas",
            f"{name} holds formulas; the results that were saved with it were read. Save values to be sure.",
        )
    if merged:
        places = ", ".join(merged[:5]) + (" and more" if len(merged) > 5 else "")
        noted.add("READ-merged", f"{name} has merged cells ({places}); only the first cell of each holds the value.")
    return hidden


def _reach(packed: zipfile.ZipFile, part: str, name: str) -> _Reach:
    found, rest = _Reach(), b""
    with packed.open(part) as inside:
        while chunk := inside.read(_CHUNK):
            both = rest + chunk
            # What is cut at the end of a chunk is read again with the next.
            cut = max(both.rfind(b"<"), 0)
            found.take(both[:cut])
            rest = both[cut:]
            if len(rest) > _LONGEST_PIECE:
                # Blanks behind the last element are harmless, however many there are.
                rest = re.sub(rb"\s+", b" ", rest)
            if len(rest) > _LONGEST_PIECE:
                raise InputError("is not as Excel writes it.", where=name, next_step=_AGAIN)
    found.take(rest)
    rows, columns = found.size()
    if rows * columns > MOST_CELLS:
        raise InputError(
            f"has a sheet that goes on to row {rows:,} and column {columns:,}.",
            where=name,
            next_step="Delete the empty rows and columns behind your own, and save it again.",
        )
    return found


def _hidden(packed: zipfile.ZipFile, name: str) -> frozenset[str]:
    """Return the names of the sheets that a person does not see."""
    found = set[str]()

    def begins(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "sheet" and attributes.get("state", "visible") != "visible":
            found.add(attributes.get("name", ""))

    def has_a_doctype(*_: object) -> None:
        raise InputError("is not as Excel writes it.", where=name, next_step=_AGAIN)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = has_a_doctype
    try:
        with packed.open("xl/workbook.xml") as source:
            parser.ParseFile(source)
    except expat.ExpatError:
        raise InputError("is not a readable Excel workbook.", where=name, next_step=_AGAIN) from None
    return frozenset(found)
