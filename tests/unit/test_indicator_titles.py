"""Our titles and definitions of the published indicators: complete, distinct, short and in our own words."""

import csv
import re
from collections import Counter
from functools import cache

import polars as pl
import pytest

from extramile.core.definitions import Definition, folder, read
from tests.shared import SHARED, needs_shared

FOLDER = folder() / "indicators"


@cache
def rows() -> tuple[dict[str, str], ...]:
    with (FOLDER / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_the_file_says_where_it_comes_from():
    assert read(FOLDER / "indicators.yaml", Definition).provenance.grade == "C"


def test_every_row_is_whole():
    for row in rows():
        assert list(row) == ["code", "title", "unit", "definition"]
        assert all(row.values()), row
        assert all(row[column] == row[column].strip() for column in ("title", "unit", "definition")), row


def test_no_code_and_no_title_stands_twice():
    assert twice([row["code"] for row in rows()]) == []
    assert twice([words(row["title"]) for row in rows()]) == []


@pytest.mark.parametrize(
    ("column", "shortest", "longest"), [("title", 10, 60), ("unit", 1, 30), ("definition", 30, 240)]
)
def test_lengths_fit_a_page(column: str, shortest: int, longest: int):
    assert [row[column] for row in rows() if not shortest <= len(row[column]) <= longest] == []


def test_a_definition_is_one_sentence():
    for row in rows():
        assert row["definition"].endswith("."), row
        assert ". " not in row["definition"], row
        assert row["definition"][0].isupper(), row


def test_a_title_carries_no_unit_or_shouting():
    for row in rows():
        assert "%" not in row["title"], row
        assert not re.search(r"\b(?!EHC|SEND|SEN|ASQ)[A-Z]{3,}\b", row["title"].replace("AAB", "")), row


@needs_shared
def test_every_published_indicator_has_its_row():
    published = pl.read_parquet(SHARED / "national/lait_indicators.parquet", columns=["Short Desc"])[
        "Short Desc"
    ].unique()
    assert {row["code"] for row in rows()} == set(published)


@needs_shared
def test_the_words_are_ours():
    dictionary = pl.read_csv(SHARED / "national/lait_data_dictionary.csv", infer_schema=False).fill_null("")
    for published in ("Description", "Methodology", "Chart_title", "Measure"):
        text = " ".join(words(each) for each in dictionary[published])
        assert [row["definition"] for row in rows() if words(row["definition"]) in text] == []


@needs_shared
def test_units_agree_with_the_published_kind_of_value():
    """A share is a share in both, and money is money: the one mistake that would mislead on every page."""
    dictionary = pl.read_csv(SHARED / "national/lait_data_dictionary.csv", infer_schema=False).fill_null("")
    units = {row["code"]: row["unit"] for row in rows()}
    for code, axis in dictionary.select("Measure_short", "y_axis_name").iter_rows():
        if axis in {"Spend", "Unit Cost"}:
            assert units[code].startswith("£"), code
        elif axis.startswith("Rate per"):
            assert units[code].startswith("per "), code
        elif axis.startswith("Number"):
            assert units[code] == "number", code
        elif axis.startswith("%") and code != "PreChildDea":  # published as a share, but the values are counts
            assert units[code] in {"%", "percentage points"}, code
