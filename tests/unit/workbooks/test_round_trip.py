"""What is written and not changed is read as it was, and no cell of what is written acts."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extramile.core.workbooks import Column, Kind, SheetOut, as_read, neutral, read, restored, write

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


def test_a_text_that_no_cell_can_hold_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="longer than a cell"):
        write("T", [SheetOut("Actions", COLUMNS[:2], [(1, "x" * 33_000)])], [])
