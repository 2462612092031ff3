"""Sheets that hide, run, swell or mislead are refused, each with a sentence that says what to do."""

import contextlib
import tracemalloc
from datetime import datetime, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from extramile.core.vocabulary import InputError
from extramile.core.workbooks import MOST_BYTES, SheetRead, read
from tests.hostile_workbooks import COLUMNS, HEADINGS, SHEET, made, packed, part, sheet_of, text_row

BOMB = b"0" * (17 * 1024 * 1024)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HEAD = text_row(1, HEADINGS)


def read_it(content: bytes) -> SheetRead:
    return read(content, SHEET, COLUMNS)


def test_a_plain_sheet_is_read() -> None:
    assert [each.values["Action"] for each in read_it(made()).rows] == ["One record"]


def _hidden(state: str) -> bytes:
    def change(book: Workbook) -> None:
        book.create_sheet("Secret").sheet_state = state

    return made(change)


def _merged(book: Workbook) -> None:
    book[SHEET].merge_cells("B2:C2")


def _twice(book: Workbook) -> None:
    book[SHEET]["F1"] = " DUE "


def _lacks(book: Workbook) -> None:
    book[SHEET]["D1"] = "When"


def _other(book: Workbook) -> None:
    book[SHEET].title = "Sheet1"


def _types(content: bytes, old: bytes, new: bytes) -> bytes:
    return packed(content, {"[Content_Types].xml": part(content, "[Content_Types].xml").replace(old, new)})


PLAIN = made()
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "large": (b"PK\x03\x04" + b"0" * MOST_BYTES, "is larger than 5 MB"),
    "text": (b"Number,Action\n1,x\n", "is not a readable Excel workbook"),
    "old or locked": (bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600, "protected with a password or in an old format"),
    "cut off": (PLAIN[: len(PLAIN) // 2], "is not a readable Excel workbook"),
    "word": (packed(PLAIN, {"xl/workbook.xml": None, "word/document.xml": b"<w/>"}), "is not an Excel workbook"),
    "macro": (packed(PLAIN, {"xl/vbaProject.bin": b"x"}), "holds macros"),
    "old macro": (packed(PLAIN, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "holds macros"),
    "called macro": (
        _types(PLAIN, b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"),
        "holds macros",
    ),
    "link": (packed(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links to other files"),
    "connection": (packed(PLAIN, {"xl/connections.xml": b"<x/>"}), "links to other files"),
    "embedded": (packed(PLAIN, {"xl/embeddings/a.exe": b"MZ"}), "holds macros, programs"),
    "bomb of a sheet": (packed(PLAIN, {"xl/worksheets/sheet1.xml": BOMB}), "would unpack to far more"),
    "bomb of styles": (packed(PLAIN, {"xl/styles.xml": BOMB[: 3 * 1024 * 1024]}), "would unpack to far more"),
    "bomb of a picture": (packed(PLAIN, {f"xl/media/{n}.png": BOMB for n in range(3)}), "would unpack to far more"),
    "many parts": (packed(PLAIN, {f"xl/{n}.xml": b"<x/>" for n in range(500)}), "would unpack to far more"),
    "many styles": (packed(PLAIN, {"xl/styles.xml": b"<a>" + b"<b/>" * 60_000 + b"</a>"}), "too many cells"),
    "doctype in a sheet": (sheet_of(HEAD, before=LAUGHS), "is not as Excel writes it"),
    "doctype in types": (
        packed(PLAIN, {"[Content_Types].xml": LAUGHS + part(PLAIN, "[Content_Types].xml")}),
        "is not as Excel writes it",
    ),
    "way out": (packed(PLAIN, {"../../evil.xml": b"<x/>"}), "is damaged"),
    "no such row": (sheet_of(HEAD + text_row(1_048_576, ["1"])), "more than 20,000 rows"),
    "many rows": (sheet_of(HEAD + b"<row/>" * 20_001), "more than 20,000 rows"),
    "many columns": (sheet_of(text_row(1, [str(n) for n in range(101)])), "or 100 columns"),
    "a row twice": (sheet_of(HEAD + text_row(2, ["1"]) + text_row(2, ["2"])), "has rows or cells twice"),
    "a cell twice": (
        sheet_of(HEAD + b'<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'),
        "has rows or cells twice",
    ),
    "a cell elsewhere": (sheet_of(HEAD + b'<row r="2"><c r="A9"><v>1</v></c></row>'), "cells out of their rows"),
    "hidden": (_hidden("hidden"), "hides the sheet “Secret”"),
    "very hidden": (_hidden("veryHidden"), "hides the sheet “Secret”"),
    "merged": (made(_merged), "has merged cells in the sheet “Actions” (B2:C2)"),
    "heading twice": (made(_twice), "row 1: the heading “DUE” stands there twice"),
    "heading missing": (made(_lacks), "row 1: the heading “Due” is missing"),
    "no sheet": (made(_other), "has no sheet “Actions”"),
    "broken": (packed(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}), "is not a readable"),
    "no text": (
        sheet_of(HEAD + b'<row r="2"><c r="A2" t="s"><v>999999</v></c></row>'),
        "is not a readable Excel workbook",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_with_what_to_do(kind: str) -> None:
    content, sentence = REFUSED[kind]
    with pytest.raises(InputError) as refusal:
        read_it(content)
    assert sentence in str(refusal.value)
    assert refusal.value.next_step


def test_a_workbook_protected_inside_is_refused() -> None:
    marked = bytearray(PLAIN)
    # The bit that says "encrypted", in each header of the package.
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + place] |= 1
            at = marked.find(sign, at + 4)
    with pytest.raises(InputError, match="protected with a password"):
        read_it(bytes(marked))


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("A", "12", "It holds a number as text"),
        ("A", 1.5, "It holds a number with a fraction"),
        ("A", True, "It holds no number"),
        ("B", "=1+1", "It holds a formula"),
        ("B", '=HYPERLINK("http://evil.example","x")', "It holds a formula"),
        ("B", "=cmd|' /C calc'!A0", "It holds a formula"),
        ("B", "#REF!", "It holds an error of the spreadsheet"),
        ("B", datetime(2027, 1, 1), "It holds a day, a time or a yes or no where words belong"),  # noqa: DTZ001
        ("B", True, "where words belong"),
        ("C", "Nearly", "Choose one of: On track; Done."),
        ("D", "30 September 2027", "It holds a day as text. Give the cell the format “Date”"),
        ("D", 46000, "It holds no day"),
        ("D", datetime(2027, 1, 1, 9, 30), "It holds a time of day"),  # noqa: DTZ001
        ("D", timedelta(hours=3), "It holds no day"),
        ("E", "£12,000", "It holds a number as text"),
        ("E", "=SUM(A1:A9)", "It holds a formula"),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_with_its_place(column: str, value: Any, sentence: str) -> None:
    def change(book: Workbook) -> None:
        book[SHEET][f"{column}2"] = value

    found = read_it(made(change))
    heading = HEADINGS["ABCDE".index(column)]
    (problem,) = found.problems
    assert sentence in problem.message
    assert (problem.file, problem.row, problem.column) == (SHEET, 2, heading)
    assert heading not in found.rows[0].values
    # What stands in it may be anybody's: the sentence does not repeat it.
    assert str(value) not in problem.message


def test_a_choice_is_taken_however_it_is_written() -> None:
    def change(book: Workbook) -> None:
        book[SHEET]["C2"] = " on  TRACK "

    assert read_it(made(change)).rows[0].values["How far"] == "On track"


def test_headings_may_stand_in_any_order_and_others_are_named() -> None:
    def change(book: Workbook) -> None:
        page = book[SHEET]
        page.insert_cols(1)
        page["A1"] = "My notes"

    found = read_it(made(change))
    assert found.unknown == ("My notes",)
    assert found.rows[0].values["Number"] == 1


def test_a_text_that_is_a_formula_only_to_a_careless_reader_stays_a_text() -> None:
    rows = HEAD + text_row(2, ["", "=1+1"]) + text_row(3, ["", "'=1+1"])
    assert [each.values["Action"] for each in read_it(sheet_of(rows)).rows] == ["=1+1", "=1+1"]


def test_reading_takes_bounded_memory_whatever_is_sent() -> None:
    full = sheet_of(HEAD + b"".join(text_row(n, ["", "x" * 100, "", "", ""]) for n in range(2, 4_990)))
    swollen = [full, *(content for content, _ in REFUSED.values())]
    for content in swollen:
        tracemalloc.start()
        with contextlib.suppress(InputError):
            read_it(content)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 100 * 1024 * 1024
