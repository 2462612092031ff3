"""Workbooks as people and machines send them: cells far away, hidden sheets, cells with errors, headings with notes."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from extramile.core.returns import Load, describe, read
from extramile.core.vocabulary import InputError
from tests.unit.returns.test_tables import a_workbook, child, rows

LIST_1 = [each.heading for each in describe("annex_a").table("list_1").columns]
LIST_2 = [each.heading for each in describe("annex_a").table("list_2").columns]


def noted(load: Load) -> list[tuple[str, str]]:
    return [(each.rule, each.value) for each in load.problems]


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        b'<row r="3"><c s=">"\n r = \'XFD1048576\'><v>1</v></c></row>',
        b"<row/>" * 200 + b"<row><c><v>1</v></c></row>",
    ],
    ids=["row", "column", "rows that do not say where they are"],
)
def test_a_cell_far_away_is_refused_before_anything_opens_the_workbook(
    tmp_path: Path, far: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extramile.core.returns.looking.MOST_CELLS", 200 * len(LIST_1))
    plain = a_workbook(tmp_path / "plain.xlsx", List_1=[LIST_1, child(LIST_1, upn="A1")])
    path = tmp_path / "lists.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, data.replace(b"</sheetData>", far + b"</sheetData>") if re.search("sheet1.xml$", name) else data
            )

    with pytest.raises(InputError, match=r"goes on to row [\d,]+ and column [\d,]+"):
        read([path], tmp_path / "tables")


def test_a_hidden_sheet_is_not_read_and_named(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "lists.xlsx", List_1=[LIST_1, child(LIST_1, upn="A1")], Old=[LIST_1, child(LIST_1)])
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)

    load = read([path], tmp_path / "tables")

    assert load.counts == {"list_1": 1}
    assert [each.rule for each in load.problems if "Old" in each.message] == ["READ-hidden"]


def test_a_cell_with_an_error_is_what_a_person_sees_there_and_not_empty(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "lists.xlsx", List_1=[LIST_1, ["17", "A1", None, "#REF!", "#N/A"]])

    load = read([path], tmp_path / "tables")

    found = rows(load, "list_1")[0]
    assert (found["birth_date"], found["birth_date__unread"], found["gender"]) == (None, "#REF!", "#N/A")
    assert [each for each in noted(load) if each[0] == "READ-error_cell"] == [
        ("READ-error_cell", "#REF!"),
        ("READ-error_cell", "#N/A"),
    ]


@pytest.mark.parametrize(
    "made", ["{n}. {h}", "({n}) {h}*", "{h} [1]", "{h}¹", "{n}\n{h}\n(see note 3)", "{h} (dd/mm/yyyy)"]
)
def test_headings_with_numbers_in_front_and_notes_behind(tmp_path: Path, made: str) -> None:
    headings = [made.format(n=number, h=each) for number, each in enumerate(LIST_2, start=1)]
    load = read([a_workbook(tmp_path / "lists.xlsx", Sheet1=[headings, child(LIST_2)])], tmp_path / "tables")

    assert set(load.headings["list_2"]) == {each.name for each in describe("annex_a").table("list_2").columns}
    assert load.questions == ()


def test_what_stands_at_the_plan_in_2023_is_given_to_its_main_placement(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "export.xlsx",
        Requests=[["requeststableid", "persontableid", "requestoutcome"], [1, 1, "H"]],
        ActivePlan=[["activeplanstableid", "requeststableid", "transferla", "res", "wpb"], [5, "1.0", None, "A", "1"]],
        PlacementDetail=[
            ["placementdetailtableid", "activeplanstableid", "urn", "placementrank", "wbp"],
            [7, "5.0", "123456.0", "2", None],
            [8, 5, "123457", "1.0", "2"],
        ],
    )

    load = read([path], tmp_path / "tables", year=2023)

    found = [(each["_parent"], each["urn"], each["res"], each["wbp"]) for each in rows(load, "placement_detail")]
    assert found == [(1, "123456", None, None), (1, "123457", "A", "2")]
    assert load.columns["placement_detail"] >= {"res", "wbp"}
    assert [
        each.field for each in load.problems if each.table == "placement_detail" and each.field in {"Res", "WBP"}
    ] == []


def test_tables_that_were_not_given_are_named(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "export.xlsx", SENNeed=[["senneedtableid", "sentype"], [1, "ASD"]])

    load = read([path], tmp_path / "tables")

    missing = {each.table for each in load.problems if each.rule == "READ-missing_table"}
    assert missing == {each.name for each in describe("sen2").tables} - {"sen_need"}
