"""Tables in CSV, workbooks and Parquet: headings, rows as the person sees them, links, and what is hostile or broken."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extramile.core.returns import LEFT_OUT, LINKED, Load, describe, read
from extramile.core.vocabulary import InputError

LIST_1 = [each.heading for each in describe("annex_a").table("list_1").columns]
LIST_2 = [each.heading for each in describe("annex_a").table("list_2").columns]


def a_csv(path: Path, *lines: list[str], encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    path.write_text(text.getvalue(), encoding)
    return path


def a_workbook(path: Path, **sheets: list[list]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def child(headings: list[str], **values: object) -> list:
    return [values.get(each.split()[0].lower(), "") for each in headings]


def rows(load: Load, table: str) -> list[dict]:
    return pq.read_table(load.path(table)).to_pylist()


def test_two_lists_in_a_workbook_with_titles_above_and_empty_rows(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "lists.xlsx",
        List_1=[
            ["Our children"],
            [],
            LIST_1,
            child(LIST_1, upn="A1", unique="17"),
            [],
            child(LIST_1, upn="A2", unique="18"),
        ],
        List_2=[LIST_2, child(LIST_2, upn="B1", unique="19")],
        Notes=[["made on Monday"]],
    )
    load = read([path], tmp_path / "tables")

    assert load.described.id == "annex_a"
    assert load.counts == {"list_1": 2, "list_2": 1}
    assert [(each["_row"], each["upn"], each["_label"]) for each in rows(load, "list_1")] == [
        (4, "A1", "17"),
        (6, "A2", "18"),
    ]
    assert [each.rule for each in load.problems] == ["READ-not_used"]
    assert load.questions == ()


def test_headings_are_matched_without_regard_to_case_spaces_and_dashes(tmp_path: Path) -> None:
    headings = [each.upper().replace("–", "-").replace(" ", "  ") for each in LIST_2]
    load = read([a_csv(tmp_path / "List_2.csv", headings, child(LIST_2, upn="B1"))], tmp_path / "tables")

    assert load.columns["list_2"] == {each.name for each in describe("annex_a").table("list_2").columns} | {LINKED}


def test_a_heading_that_nobody_knows_is_a_question_and_is_remembered(tmp_path: Path) -> None:
    headings = ["Born on the" if each == "Date of birth" else each for each in LIST_2]
    path = a_csv(tmp_path / "List_2.csv", headings, child(headings, upn="B1", born="04/05/2010"))

    asked = read([path], tmp_path / "asked")
    answered = read([path], tmp_path / "answered", mapping={"born on THE": "birth_date"})

    assert [(each.table, each.heading, each.candidates[0]) for each in asked.questions] == [
        ("list_2", "Born on the", "birth_date")
    ]
    assert [(each.rule, each.field) for each in asked.problems] == [("READ-missing_column", "Date of birth")]
    assert "birth_date" not in asked.columns["list_2"]
    assert answered.questions == ()
    assert rows(answered, "list_2")[0]["birth_date"] == date(2010, 5, 4)
    assert answered.headings["list_2"]["birth_date"] == "Born on the"
    assert read([path], tmp_path / "by heading", mapping={"Born on the": "Date of birth"}).columns == answered.columns


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Born on": "birth_date"}, "No table that was read has the heading “Born on”. Did you mean “Born on the”?"),
        (
            {"Born on the": "birthday"},
            "There is no column “birthday” in “Children and young people with SEN support",
        ),
        ({"Nosuch": "bar"}, "No table that was read has the heading “Nosuch”. Write it as it stands in the file."),
    ],
)
def test_what_is_said_of_a_heading_and_would_change_nothing_is_refused(
    tmp_path: Path, mapping: dict[str, str], said: str
) -> None:
    headings = ["Born on the" if each == "Date of birth" else each for each in LIST_2]
    path = a_csv(tmp_path / "List_2.csv", headings, child(headings, upn="B1"))

    with pytest.raises(InputError) as refused:
        read([path], tmp_path / "tables", mapping=mapping)
    assert said in str(refused.value)


def test_what_was_said_of_a_heading_before_is_asked_for_by_return_and_table(tmp_path: Path) -> None:
    headings = ["Born on the" if each == "Date of birth" else each for each in LIST_2]
    path = a_csv(tmp_path / "List_2.csv", [*headings, "Own note"], [*child(headings, upn="B1", born="04/05/2010"), "x"])
    said = {("annex_a", "list_2", "Born on the"): "birth_date", ("annex_a", "list_2", "Own note"): LEFT_OUT}

    load = read([path], tmp_path / "tables", said=lambda *asked: said.get(asked))

    assert load.questions == ()
    assert rows(load, "list_2")[0]["birth_date"] == date(2010, 5, 4)
    assert [(each.heading, each.column) for each in load.answered] == [("Born on the", "birth_date"), ("Own note", "")]


@pytest.mark.parametrize("answer", ["upn", "no_such_item", None])
def test_what_was_said_of_a_heading_does_not_take_a_column_away(tmp_path: Path, answer: str | None) -> None:
    headings = ["Born on the" if each == "Date of birth" else each for each in LIST_2]
    path = a_csv(tmp_path / "List_2.csv", headings, child(headings, upn="B1", born="04/05/2010"))

    load = read([path], tmp_path / "tables", said=lambda *asked: answer if asked[2] == "Born on the" else None)

    assert [each.heading for each in load.questions] == ["Born on the"]
    assert rows(load, "list_2")[0]["upn"] == "B1"


def test_a_heading_that_stands_twice(tmp_path: Path) -> None:
    load = read(
        [a_csv(tmp_path / "List_2.csv", [*LIST_2, "upn"], [*child(LIST_2, upn="B1"), "other"])], tmp_path / "tables"
    )

    assert rows(load, "list_2")[0]["upn"] == "B1"
    assert "READ-repeated_heading" in {each.rule for each in load.problems}


def test_dates_that_could_be_either_are_named_where_the_column_mixes_orders(tmp_path: Path) -> None:
    lines = [
        child(LIST_2, unique=str(number), date=text)
        for number, text in enumerate(("04/05/2010", "05/13/2010", "13/05/2010"))
    ]
    load = read([a_csv(tmp_path / "List_2.csv", LIST_2, *lines)], tmp_path / "tables")

    assert [(each.rule, each.row, each.value) for each in load.problems] == [("READ-either_order", 2, "04/05/2010")]
    assert rows(load, "list_2")[1]["birth_date__unread"] == "05/13/2010"


def test_excel_dates_formulas_merged_cells_and_errors(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "l.xlsx",
        List_2=[LIST_2, child(LIST_2, upn="B1", date=date(2010, 5, 4)), child(LIST_2, upn="=1+1", unique="#REF!")],
    )
    book = openpyxl.load_workbook(path)
    book["List_2"].merge_cells("A4:A6")
    book.save(path)
    load = read([path], tmp_path / "tables")

    assert rows(load, "list_2")[0]["birth_date"] == date(2010, 5, 4)
    assert {each.rule for each in load.problems} == {"READ-formulas", "READ-merged", "READ-error_cell"}


BLADE = {
    "sen2": ["sen2tableid,collection,year,referencedate,lea", "1,SEN2,2024,2024-Jan-18 00:00:00,999"],
    "person": [
        "persontableid,NativeId,personorderseqcolumn,sourceid,sen2tableid,surname,personbirthdate,upn",
        "7,,1,3,1,Ashdown,2017-May-04 00:00:00,A1",
    ],
    "requests": [
        "requeststableid,persontableid,requestoutcome,receiveddate",
        "11,7,Y,2023-Feb-03 00:00:00",
        "12,99,N,2023-Feb-04 00:00:00",
    ],
    "activeplans": ["activeplanstableid,requeststableid,lastreview", "21,11,"],
    "senneed": ["senneedtableid,activeplanstableid,sentype,sentyperank", "31,21,ASD,1"],
}


def blade(folder: Path) -> Path:
    folder.mkdir()
    for name, lines in BLADE.items():
        (folder / f"Blade-Export_19-01-2024_{name}.csv").write_text("\n".join(lines))
    return folder


def test_a_collect_export_in_a_folder_or_a_zip(tmp_path: Path) -> None:
    folder = blade(tmp_path / "export")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        for each in folder.iterdir():
            packed.write(each, f"inner/{each.name}")

    for number, source in enumerate((folder, tmp_path / "export.zip")):
        load = read([source], tmp_path / f"tables{number}")

        assert (load.described.id, load.year, load.lea, str(load.reference_date)) == ("sen2", 2024, "999", "2024-01-18")
        assert load.counts == {"header": 1, "person": 1, "requests": 2, "active_plans": 1, "sen_need": 1}
        need = rows(load, "sen_need")[0]
        assert (need["_parent"], need["_request"], need["_person"], need["_label"], need["_row"]) == (1, 1, 1, "A1", 2)
        assert [each["_parent"] for each in rows(load, "requests")] == [1, None]


def test_the_template_has_a_block_for_each_table_side_by_side_or_below(tmp_path: Path) -> None:
    people = [
        ["Person Record"],
        ["Person ID", "Surname", "Date of Birth (ccyy-mm-dd)"],
        ["p1", "Ashdown", "2017-05-04"],
    ]
    requests = [["Requests Records"], ["Person ID", "Requests record ID", "Request Outcome"], ["p1", "r1", "H"]]
    reviews = [
        ["Active Plan Records"],
        ["Person ID", "Requests record ID", "Annual Review Meeting Date"],
        ["p1", "r1", "2025-10-07"],
    ]
    needs = [
        ["SEN Need Records"],
        ["Person ID", "Requests record ID", "SEN Type", "SEN Type Rank"],
        ["p1", "r1", "ASD", "1"],
    ]
    beside = [[*(left + [""] * (4 - len(left))), *right] for left, right in zip(people, requests, strict=True)]
    path = a_workbook(tmp_path / "t.xlsx", **{"Data Entry Template": [["SEN2"], *beside, [], *reviews, *needs]})
    load = read([path], tmp_path / "tables", year=2026)

    assert load.counts == {"person": 1, "requests": 1, "active_plans": 1, "sen_need": 1}
    assert str(rows(load, "active_plans")[0]["review_meeting"]) == "2025-10-07"
    need = rows(load, "sen_need")[0]
    assert (need["_parent"], need["_request"], need["_person"], need["_row"]) == (1, 1, 1, 11)


def test_tables_of_the_dataset_with_their_placeholders(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"send_table_id": ["s1"], "send_upn": ["SSD_PH"], "send_uln": [None], "send_upn_unknown": ["UN1"]}),
        tmp_path / "ssd_send.parquet",
    )
    a_csv(
        tmp_path / "ssd_ehcp_requests.csv",
        [
            "ehcr_ehcp_request_id",
            "ehcr_send_table_id",
            "ehcr_ehcp_req_date",
            "ehcr_ehcp_req_outcome_date",
            "ehcr_ehcp_req_outcome",
        ],
        ["r1", "s1", "2025-02-03", "1900-01-01", "Y"],
    )
    load = read([tmp_path / "ssd_send.parquet", tmp_path / "ssd_ehcp_requests.csv"], tmp_path / "tables", year=2026)

    assert load.described.id == "sen2"
    assert rows(load, "person")[0]["upn"] is None
    request = rows(load, "requests")[0]
    assert (str(request["received_date"]), request["request_outcome_date"], request["_parent"]) == (
        "2025-02-03",
        None,
        1,
    )
    assert "rya" not in load.columns["requests"]


def test_text_of_windows_is_read_and_said(tmp_path: Path) -> None:
    line = child(LIST_2, unique="17", which="Zoë")
    line[LIST_2.index("Which children's social care team?")] = "Zoë’s team"
    load = read([a_csv(tmp_path / "List_2.csv", LIST_2, line, encoding="cp1252")], tmp_path / "tables")

    assert rows(load, "list_2")[0]["social_care_team"] == "Zoë’s team"
    assert [each.rule for each in load.problems] == ["READ-encoding"]


def lying_zip(path: Path) -> None:
    """A workbook that unpacks to far more than it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * 50_000_000)


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    lying_zip(tmp_path / "bomb.xlsx")

    with pytest.raises(InputError, match=r"bomb\.xlsx is far too large when it is unpacked"):
        read([tmp_path / "bomb.xlsx"], tmp_path / "tables")


BROKEN = {
    "a zip cut off.zip": b"PK\x03\x04" + b"\0" * 40,
    "nothing known.csv": b"a,b,c\n1,2,3\n",
    "a picture.csv": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "an old workbook.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 100,
    "zeros.csv": b"\0" * 1000,
    "no parquet.parquet": b"PAR1" + b"\0" * 50,
    "never closed.csv": (",".join(f'"{each}"' for each in LIST_2) + '\n"' + "x" * 200_000).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])

    with pytest.raises(InputError) as refused:
        read([tmp_path / name], tmp_path / "tables")

    assert str(refused.value).startswith(name)
    assert [each.name for each in tmp_path.iterdir()] == [name], "nothing is left half loaded"


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    for name in ("List_2.csv", "Other List_2.csv"):
        a_csv(tmp_path / name, LIST_2, child(LIST_2, upn="B1"))

    with pytest.raises(InputError, match="Leave one of them"):
        read([tmp_path], tmp_path / "tables")


def test_nothing_is_lost_of_ten_thousand_rows(tmp_path: Path) -> None:
    lines = [child(LIST_2, unique=str(number), date="04/05/2010") for number in range(10_000)]
    load = read([a_csv(tmp_path / "List_2.csv", LIST_2, *lines)], tmp_path / "tables")

    found = pq.read_table(load.path("list_2"))
    assert found["_row"].to_pylist() == list(range(2, 10_002))
    assert found["unique_id"].to_pylist() == [str(number) for number in range(10_000)]
