"""The workbook with its cells marked, read again: the same rows, tied to the same others, so that rules find the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from extramile.core.returns import LINKED, Load, cells_of, describe, read, write_workbook
from extramile.core.synthetic import make, to_xml

XML = "".join(to_xml(make(12, 5, faults=1).persons))
# Where a record stood in the file is all that changes.
PLACE = {"_row", "_label"}


def content(load: Load) -> dict[str, list[dict]]:
    return {
        name: [
            {key: value for key, value in row.items() if key not in PLACE}
            for row in pq.read_table(load.path(name)).to_pylist()
        ]
        for name in load.counts
    }


def marked(load: Load, path: Path) -> Path:
    write_workbook(path, load, date(2026, 1, 15), {}, [], [])
    return path


def an_xml(folder: Path) -> list[Path]:
    # A placement under a request and not under an active plan, and a need of nobody.
    stray = "<Requests><PlacementDetail><URN>=1+1</URN></PlacementDetail></Requests></Person>"
    (folder / "return.xml").write_text(XML.replace("</Person>", stray, 1).replace("</Persons>", "<SENneed/></Persons>"))
    return [folder / "return.xml"]


def an_export(folder: Path) -> list[Path]:
    """A COLLECT export without a header: keys of its own, a column short, and a request of a child who is not there."""
    tables = {
        "person": [
            "persontableid,surname,upn,personbirthdate",
            "a7,Ash,,2010-02-31",
            "a9,Birch,P999000016049,04/05/2011",
        ],
        "requests": [
            "requeststableid,persontableid,receiveddate",
            "r1,a7,2025-01-04",
            "r2,a9,soon",
            "r3,a8,2025-01-06",
        ],
        "assessment": ["assessmenttableid,requeststableid,assessmentoutcome,week20", "s1,r2,Y,no", "s2,r3,-Y,1"],
        "senneed": ["senneedtableid,activeplanstableid,sentype", "n1,p1,ASD"],
    }
    for name, lines in tables.items():
        (folder / f"Blade-Export_{name}.csv").write_text("\n".join(lines) + "\n")
    return sorted(folder.glob("*.csv"))


def a_book(folder: Path) -> list[Path]:
    """A workbook with the headings of the template, of which one table says nothing of whose rows they are."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    people = [each.heading for each in describe("sen2").table("person").columns]
    sheets = {
        "Header": [["Collection Name", "Year", "Reference Date", "LA Number"], ["SEN2", 2026, "2026-01-15", "999"]],
        "Person": [["Person ID", *people], [1, "Ash", "Ida"], [2, "", "", "2011-05-04"]],
        "Requests": [
            ["Person ID", "Requests record ID", "Date request was received"],
            [2, 1, "2025-01-04"],
            [1, 2, ""],
        ],
        "SEN Need": [["SEN Type", "SEN Type Rank"], ["ASD", 1]],
    }
    for name, lines in sheets.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(line)
    book.save(folder / "return.xlsx")
    return [folder / "return.xlsx"]


@pytest.mark.parametrize("source", [an_xml, an_export, a_book])
def test_what_was_marked_is_read_as_it_was(tmp_path: Path, source: Callable[[Path], list[Path]]) -> None:
    (tmp_path / "source").mkdir()
    first = read(source(tmp_path / "source"), tmp_path / "one", year=None if source is an_xml else 2026)
    again = read([marked(first, tmp_path / "marked.xlsx")], tmp_path / "two")

    assert content(again) == content(first)
    assert (again.described, again.year, again.lea, again.columns) == (
        first.described,
        first.year,
        first.lea,
        first.columns,
    )
    assert again.as_of == date(2026, 1, 15)
    assert again.questions == ()
    # Of reading, what tables lack is named again, and nothing is said of sheets and columns of ours.
    lacking = [each.field for each in first.problems if each.rule.startswith("READ-missing_")]
    assert [each.field for each in again.problems] == lacking


def test_a_row_that_was_added_belongs_to_the_row_whose_number_it_was_given(tmp_path: Path) -> None:
    path = marked(read(an_export(tmp_path), tmp_path / "one", year=2026), tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["Assessments"]
    headings = [cell.value for cell in page[1]]
    above = headings.index("Extramile: record above")
    page.append([{above: 1, headings.index("AssessmentOutcome"): "N"}.get(place) for place in range(len(headings))])
    book["Children and young people"].delete_rows(3)
    book.save(path)
    load = read([path], tmp_path / "two")
    rows = pq.read_table(load.path("assessment")).to_pylist()

    assert [(each["assessment_outcome"], each["_parent"], each["_person"]) for each in rows] == [
        ("Y", 2, None),
        ("-Y", 3, None),
        ("N", 1, 1),
    ]
    assert LINKED in load.columns["assessment"]


def test_sheets_named_like_ours_in_somebody_elses_workbook_are_not_passed_over(tmp_path: Path) -> None:
    path = a_book(tmp_path)[0]
    book = openpyxl.load_workbook(path)
    book.create_sheet("Rules").append(["Play", "fair"])
    book.create_sheet("About").append(["Made by", "us"])
    book.save(path)

    said = [each.message for each in read([path], tmp_path / "tables").problems if each.rule == "READ-not_used"]
    assert [each.partition("”")[0] for each in said] == ["“Rules", "“About"]


def test_child_labels_of_rows_without_a_number_are_not_taken_for_numbers(tmp_path: Path) -> None:
    first = read(an_export(tmp_path), tmp_path / "one", year=2026)
    again = read([marked(first, tmp_path / "marked.xlsx")], tmp_path / "two")
    labels = [[row["_label"] for row in pq.read_table(load.path("requests")).to_pylist()] for load in (first, again)]

    # Of the export the key itself is a name of the child; of a place in a file nothing goes on.
    assert labels == [["key a7", "P999000016049", "key a8"]] * 2


def test_two_lists_stand_on_two_sheets_and_a_problem_leads_to_the_cell_of_its_own(tmp_path: Path) -> None:
    for name in ("list_1", "list_2"):
        headings = [each.heading for each in describe("annex_a").table(name).columns]
        (tmp_path / f"{name}.csv").write_text(",".join(f'"{each}"' for each in headings) + "\n17,A1\n")
    load = read([tmp_path / "list_1.csv", tmp_path / "list_2.csv"], tmp_path / "tables")

    names = openpyxl.load_workbook(marked(load, tmp_path / "marked.xlsx")).sheetnames
    cells = cells_of(load, [{"table": name, "row": 2, "field": "UPN"} for name in ("list_1", "list_2")])

    assert names[-2:] == ["List_1", "List_2"]
    assert cells == ["'List_1'!D2", "'List_2'!D2"]
