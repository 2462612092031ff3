"""What is written and not changed is read as it was, and no cell of what is written acts."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extramile.core.workbooks import (
    Column,
    Kind,
    Marked,
    SheetOut,
    StreamedSheet,
    as_read,
    neutral,
    read,
    restored,
    with_sheet,
    write,
    write_streamed,
)
from tests import hostile_workbooks as hostile

CHOICES = ("On track", "=Done", "@home", "A, B; C")
COLUMNS = (
    Column("Number", Kind.WHOLE, fixed=True),
    Column("Action"),
    Column("How far", Kind.CHOICE, choices=CHOICES),
    Column("Due", Kind.DAY),
    Column("Cost", Kind.NUMBER),
)
# Every kind of beginning that a spreadsheet could take for something, and whatever else there is.
texts = st.one_of(
    st.text(max_size=60),
    st.builds(
        str.__add__,
        st.sampled_from(["=", "+", "-", "@", "'=", "''@", " =", "\t", "\uff1d", "#N/A"]),
        st.text(max_size=20),
    ),
    st.sampled_from(["#REF!", "TRUE", "1", "1/2/2026", "_x0041_", "_x000D_", "-1", "'", "''", "=", "<b>&amp;"]),
)
rows = st.lists(
    st.tuples(
        st.integers(1, 10**9),
        texts,
        st.sampled_from(CHOICES) | st.none(),
        st.dates(date(1901, 1, 1), date(2199, 12, 31)) | st.none(),
        st.integers(0, 10**9) | st.none(),
    ),
    min_size=1,
    max_size=5,
)


@given(rows)
@settings(max_examples=60, deadline=None)
def test_what_is_not_changed_comes_back(given_rows: list[tuple[Any, ...]]) -> None:
    content = write("Actions of a plan", [SheetOut("Actions", COLUMNS, given_rows)], ["=A note"])
    found = read(content, "Actions", COLUMNS)
    assert not found.problems
    expected = [(row[0], as_read(row[1]) or None, *row[2:]) for row in given_rows]
    assert [tuple(each.values[column.heading] for column in COLUMNS) for each in found.rows] == expected


@given(rows)
@settings(max_examples=30, deadline=None)
def test_no_cell_that_is_written_is_a_formula_or_looks_like_one(given_rows: list[tuple[Any, ...]]) -> None:
    book = load_workbook(io.BytesIO(write("=cmd", [SheetOut("Actions", COLUMNS, given_rows)], ["@note"])))
    assert [each.sheet_state for each in book.worksheets] == ["visible"] * 3
    for page in book.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s"
            assert not cell.value.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))


@given(st.text())
def test_the_apostrophe_can_always_be_taken_away_again(text: str) -> None:
    assert restored(neutral(text)) == text
    assert neutral(text) == text or neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\t=1", "\rx", "\nx", "'=1", "\uff0b1", "\u00a0=1"])
def test_what_a_spreadsheet_takes_for_a_formula_is_neutral(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_a_workbook_as_excel_saves_it_is_read() -> None:
    """Excel keeps texts in a table of its own, in runs of one format each, and writes what XML cannot hold as _x000D_."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = (
        "<si><t>Number</t></si><si><t>Action</t></si><si><t>How far</t></si><si><t>Due</t></si><si><t>Cost</t></si>"
        "<si><r><t>One </t></r><r><rPr><b/></rPr><t>record</t></r></si><si><t xml:space='preserve'>On track</t></si>"
        "<si><t>two_x000D_&#10;lines, _x005F_x0041_ and '=1</t></si>"
    )
    rows = (
        '<row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>'
        '<row r="2" spans="1:5" ht="30" customHeight="1"><c r="A2"><v>7</v></c><c r="B2" t="s"><v>5</v></c>'
        '<c r="C2" t="s"><v>6</v></c><c r="D2" s="1"><v>46000</v></c><c r="E2"><v>1.25E4</v></c></row>'
        '<row r="5"><c r="A5"><v>8</v></c><c r="B5" t="s"><v>7</v></c></row>'
    )
    plain = hostile.made(lambda book: setattr(book["Actions"]["D2"], "value", date(2026, 1, 1)))
    types = hostile.part(plain, "[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>',
    )
    content = hostile.packed(
        plain,
        {
            "[Content_Types].xml": types,
            "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>".encode(),
            "xl/printerSettings/printerSettings1.bin": b"x",
        },
    )
    first, second = read(content, "Actions", hostile.COLUMNS).rows
    assert first.values == {
        "Number": 7,
        "Action": "One record",
        "How far": "On track",
        "Due": date(2025, 12, 9),
        "Cost": 12500,
    }
    assert (second.number, second.values["Action"]) == (5, "two\nlines, _x0041_ and '=1")


def test_a_text_that_no_cell_can_hold_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="longer than a cell"):
        write("T", [SheetOut("Actions", COLUMNS[:2], [(1, "x" * 33_000)])], [])


def test_a_sheet_of_a_streamed_workbook_is_put_in_the_place_of_another_with_its_filter_and_links() -> None:
    made = io.BytesIO()
    old = [StreamedSheet("Problems", ["Rule"], [["gone"]], filtered=True)]
    write_streamed(
        made, [StreamedSheet("About", ["It"], [[Marked("is", ["noted"])]]), *old, StreamedSheet("C", ["c"], [])]
    )
    rows = [["A", Marked("B2", to="'C'!B2")], ["D", date(2026, 1, 15)]]
    changed = with_sheet(made.getvalue(), StreamedSheet("Problems", ["Rule", "Cell"], rows, filtered=True))
    book = load_workbook(io.BytesIO(changed))
    sheet = book["Problems"]

    assert book.sheetnames == ["About", "Problems", "C"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()][1][:2] == ["A", "B2"]
    assert (sheet["B2"].hyperlink.location, sheet["B2"].font.underline) == ("'C'!B2", "single")
    assert (sheet["A1"].font.bold, sheet["B3"].number_format) == (True, "yyyy-mm-dd")
    assert sheet.auto_filter.ref == "A1:B3"
    assert book["About"]["A2"].comment.text == "noted"
    with zipfile.ZipFile(io.BytesIO(changed)) as packed:
        assert "'Problems'!$A$1:$B$3" in packed.read("xl/workbook.xml").decode(), "the book says what the filter covers"
