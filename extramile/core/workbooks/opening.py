"""Whether a workbook may be opened at all: looked at as a package of XML, before a reader of Excel sees it.

Every limit stands before the work that it saves: sizes are read from the index of the package, the parts are then walked as a
stream that keeps nothing, and only what is small and plain is given on.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from extramile.core.vocabulary import DAMAGED_ZIP, InputError

MOST_BYTES = 5 * 1024 * 1024
"""A sheet of some thousand rows has a tenth of it."""
MOST_PARTS = 400
# What rows and texts may unpack to, what anything else may, and all together.
LARGE, SMALL, MOST_UNPACKED = 16 * 1024 * 1024, 2 * 1024 * 1024, 40 * 1024 * 1024
MOST_ELEMENTS, MOST_ELEMENTS_SMALL = 400_000, 40_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
ROWS_OR_TEXTS = re.compile(r"xl/(worksheets/[^/]+|sharedstrings)\.xml$", re.IGNORECASE)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
RUNS = re.compile(
    r"vba(project|data)|/activex/|/ctrlprops/|/macrosheets/|/dialogsheets/|/embeddings/|/externallinks/|/connections\.xml"
    r"|/querytables/|/customui|\.(bin|exe|dll|js|vbs)$",
    re.IGNORECASE,
)
# A printer's settings are the one binary part of an honest workbook.
HARMLESS = re.compile(r"xl/printersettings/[^/]+\.bin$", re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_AGAIN = "Save it anew from Excel as .xlsx and send that."


@dataclass(slots=True)
class _Seen:
    elements: int = 0
    row: int = 0
    column: int = 0
    merged: list[str] = field(default_factory=list)


def opened(content: bytes, name: str) -> dict[str, tuple[str, ...]]:
    """Return the parts that are sheets, each with the ranges of its merged cells. Raises InputError."""
    if not content:
        raise InputError("is empty.", where=name, next_step="Choose the file again.")
    if len(content) > MOST_BYTES:
        raise InputError("is larger than 5 MB.", where=name, next_step="Take out pictures and empty rows.")
    if content.startswith(OLD_OFFICE):
        raise InputError(
            "is protected with a password or in an old format of Excel.",
            where=name,
            next_step="Save a copy without a password as .xlsx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts, name)
            return {
                each.filename: tuple(merged)
                for each in parts
                if each.filename.lower().endswith((".xml", ".rels", ".vml"))
                and (merged := _walked(archive, each, name)) is not None
            }
    except (*DAMAGED_ZIP, expat.ExpatError, RuntimeError):
        # What these say may quote the file.
        raise InputError("is not a readable Excel workbook.", where=name, next_step=_AGAIN) from None


def _check_parts(parts: list[zipfile.ZipInfo], name: str) -> None:
    names = [each.filename.replace("\\", "/") for each in parts]
    lower = [each.lower() for each in names]
    if any(each.flag_bits & 1 for each in parts):
        raise InputError("is protected with a password.", where=name, next_step="Save a copy without a password.")
    if any(RUNS.search(f"/{each}") and not HARMLESS.match(each) for each in names):
        raise InputError(
            "holds macros, programs or links to other files.",
            where=name,
            next_step="Copy your cells into a newly downloaded sheet, as values.",
        )
    if len(set(lower)) < len(lower) or any(each.startswith("/") or ".." in each.split("/") for each in names):
        raise InputError("is damaged.", where=name, next_step=_AGAIN)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise InputError("is not an Excel workbook (.xlsx).", where=name, next_step="Send the sheet as Excel saves it.")
    swollen = any(each.file_size > (LARGE if ROWS_OR_TEXTS.match(each.filename) else SMALL) for each in parts)
    if swollen or len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise InputError(
            "would unpack to far more than such a sheet is.",
            where=name,
            next_step="Copy your cells into a newly downloaded sheet, as values.",
        )


def _walked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> list[str] | None:
    """Walk a part; return the merged ranges of a sheet, None for any other part."""
    sheet = bool(SHEET.match(part.filename))
    most = MOST_ELEMENTS if ROWS_OR_TEXTS.match(part.filename) else MOST_ELEMENTS_SMALL
    seen = _Seen()

    def begins(tag: str, attributes: dict[str, str]) -> None:
        seen.elements += 1
        if seen.elements > most:
            raise _too_much(name)
        kind = tag.rpartition(" ")[2]
        if part.filename == "[Content_Types].xml" and "macroenabled" in attributes.get("ContentType", "").lower():
            raise InputError("holds macros.", where=name, next_step="Save it as .xlsx, without macros.")
        if sheet:
            _look(kind, attributes, seen, name)

    def has_a_doctype(*_: object) -> None:
        raise InputError("is not as Excel writes it.", where=name, next_step=_AGAIN)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = has_a_doctype
    with archive.open(part) as source:
        parser.ParseFile(source)
    return seen.merged if sheet else None


def _too_much(name: str) -> InputError:
    return InputError(
        f"goes on for more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns, or holds too many cells.",
        where=name,
        next_step="Delete the empty rows and columns behind your own, or copy your cells into a newly downloaded sheet.",
    )


def _look(kind: str, attributes: dict[str, str], seen: _Seen, name: str) -> None:
    """Rows and cells come in order, each once: a reader that met one twice would have to choose which it believes."""
    if kind == "row":
        _in_order(int(attributes.get("r", seen.row + 1)), seen.row, MOST_ROWS, name)
        seen.row, seen.column = int(attributes.get("r", seen.row + 1)), 0
    elif kind == "c":
        column = seen.column + 1
        if "r" in attributes:
            found = _CELL.match(attributes["r"])
            if not found or int(found[2]) != seen.row:
                raise InputError("has cells out of their rows.", where=name, next_step=_AGAIN)
            column = sum((ord(sign) - 64) * 26**place for place, sign in enumerate(reversed(found[1])))
        _in_order(column, seen.column, MOST_COLUMNS, name)
        seen.column = column
    elif kind == "mergeCell":
        seen.merged.append(attributes.get("ref", "")[:20])


def _in_order(number: int, before: int, most: int, name: str) -> None:
    if number > most:
        raise _too_much(name)
    if number <= before:
        raise InputError("has rows or cells twice.", where=name, next_step=_AGAIN)
