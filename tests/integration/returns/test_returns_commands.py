"""`extramile returns check` and `extramile synthetic`: shapes, exit codes, and rows as the person sees them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extramile.core.measures import measures
from extramile.core.returns import describe
from extramile.core.rules import rules
from extramile.core.synthetic import CANARY
from extramile.main import main
from tests.registers import register_rows, write_register

# No database is asked.
pytestmark = pytest.mark.one_database

KEYS = {"rule", "severity", "table", "row", "key", "field", "value", "message"}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    try:
        main([str(each) for each in arguments])
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def faulty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict[str, int]]:
    path = tmp_path / "faulty.xml"
    code, out, _ = run(capsys, "synthetic", "sen2", "--children", 300, "--seed", 5, "--faults", 1, "--output", path)
    assert code == 0
    return path, json.loads(out)


def test_json_says_what_was_planted_row_by_row(
    faulty: tuple[Path, dict[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, planted = faulty
    code, out, _ = run(capsys, "returns", "check", path, "--format", "json")
    said: dict[str, Any] = json.loads(out)

    assert code == 1
    assert (said["source"], said["year"], said["as_of"], said["tables"]["person"]) == (
        "faulty.xml",
        2026,
        "2026-01-15",
        300,
    )
    assert {each["id"]: each["failures"] for each in said["rules"] if each["state"] == "failed"} == planted
    assert {each["state"] for each in said["rules"]} == {"passed", "failed", "not run", "not applicable"}
    assert all(each["reason"] for each in said["rules"] if each["state"] in {"not run", "not applicable"})
    assert all(each.keys() == KEYS for each in said["problems"])
    lines = path.read_text().splitlines()
    element = {each.name: each.element for each in describe("sen2").tables}
    for each in said["problems"]:
        assert lines[each["row"] - 1].strip() == f"<{element[each['table']]}>", (
            "the row is the line on which the record begins"
        )


def test_a_clean_return_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.xml"
    run(capsys, "synthetic", "sen2", "--children", 60, "--seed", 2, "--output", path)
    code, out, err = run(capsys, "returns", "check", path)

    assert (code, err) == (0, "")
    assert "0 errors, 0 queries." in out
    assert CANARY not in out


def test_a_register_that_is_handed_over_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "return.xml"
    run(capsys, "synthetic", "sen2", "--children", 60, "--seed", 2, "--output", path)
    urns = sorted(set(re.findall("<URN>([0-9]+)</URN>", path.read_text())))
    asking = {f"SEN2-{item}" for item in ("D-05b", "D-07", "D-08", "D-09", "L-05b", "L-07", "L-08", "L-09")}

    def states(*arguments: object) -> dict[str, tuple[str, str]]:
        said = json.loads(run(capsys, "returns", "check", path, "--format", "json", *arguments)[1])
        return {each["id"]: (each["state"], each["reason"]) for each in said["rules"]}

    without = states()
    assert {without[each][0] for each in (*asking, "SEN2-P-11")} == {"not run"}
    assert "--register" in without["SEN2-D-05b"][1]

    both = {"TypeOfResourcedProvision (name)": "Resourced provision and SEN unit"}
    rows = register_rows()
    whole = write_register(tmp_path, rows + [{**rows[0], **both, "URN": urn} for urn in urns])
    assert {states("--register", whole)[each][0] for each in asking} <= {"passed", "not applicable"}

    part = write_register(tmp_path, rows + [{**rows[0], **both, "URN": urn} for urn in urns[1:]])
    found = states("--register", part)
    assert (found["SEN2-L-05b"][0], found["SEN2-P-11"][0]) == ("failed", "not run")

    assert run(capsys, "returns", "check", path, "--register", path)[0] == 2


def test_what_cannot_be_read_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.xml"
    path.write_text(f"<Message><Persons><Person><Surname>{CANARY}</Surname>")
    code, out, err = run(capsys, "returns", "check", path)

    assert (code, out) == (2, "")
    assert err.startswith("extramile: broken.xml is not ")
    assert CANARY not in err


def test_without_a_year_the_year_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Blade-Export_person.csv").write_text("persontableid,surname,upn\n1,Ashdown,A1\n")

    assert "Say it with --year." in run(capsys, "returns", "check", tmp_path)[2]
    assert run(capsys, "returns", "check", tmp_path, "--year", 2026)[0] == 1


def test_a_workbook_has_the_cells_marked(
    faulty: tuple[Path, dict[str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, planted = faulty
    output = tmp_path / "marked.xlsx"
    code, *_ = run(capsys, "returns", "check", path, "--format", "xlsx", "--output", output)
    book = openpyxl.load_workbook(output)

    assert code == 1
    people = book["Children and young people"]
    marked = {cell.comment.text.partition(":")[0]: cell for row in people.iter_rows() for cell in row if cell.comment}
    of_people = {each.id for each in rules("sen2") if each.table == "person"}
    assert set(marked) == planted.keys() & of_people
    assert people.cell(1, marked["SEN2-P-02"].column).value == "PersonBirthDate"
    assert marked["SEN2-P-02"].value == "unknown"
    assert marked["SEN2-P-02"].fill.start_color.rgb == "FFF2C9C4"
    found = book["Problems"]
    assert found.max_row == 1 + sum(planted.values())
    assert (found.auto_filter.ref, found.freeze_panes) == (f"A1:I{found.max_row}", "B2")
    headings = [cell.value for cell in found[1]]
    assert headings == ["Rule", "Severity", "Table", "Line", "Cell", "Child", "Field", "Value", "Message"]
    for row in found.iter_rows(min_row=2):
        sheet, _, cell = row[4].hyperlink.location.rpartition("!")
        there = book[sheet.strip("'")][cell]
        assert sheet.strip("'") == row[2].value
        assert row[0].value in (there.comment.text if there.comment else ""), (
            "the link leads to the cell that is marked"
        )

    # Loaded again as it is, the same is found, and nothing else: no rule lost its table, its column or its links.
    again = json.loads(run(capsys, "returns", "check", output, "--format", "json")[1])
    assert {each["id"]: each["failures"] for each in again["rules"] if each["state"] == "failed"} == planted
    assert (again["year"], again["as_of"]) == (2026, "2026-01-15")


def test_others_than_the_team_are_told_no_small_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "return.xml"
    run(capsys, "synthetic", "sen2", "--children", 80, "--seed", 5, "--faults", 1, "--output", path)
    raw, board = (
        json.loads(run(capsys, "returns", "measure", path, "--by", "sex", "--audience", who, "--format", "json")[1])
        for who in ("team", "board")
    )
    kept = {each.id: each.kept for each in measures().measures if each.kept}
    # What is kept has no group and a reason: to others it has no figure.
    mine = [each for each in board["figures"] if each["measure"] in kept]
    assert [(each["measure"], each["reason"]) for each in mine] == list(kept.items())
    assert {(each["group"], each["counted"]) for each in mine} == {("", None)}
    pairs = list(
        zip(*([each for each in said["figures"] if each["measure"] not in kept] for said in (raw, board)), strict=True)
    )

    assert (raw["audience"], board["audience"]) == ("team", "board")
    assert any(0 < one["counted"] < 5 for one, _ in pairs)
    for one, told in pairs:
        assert (told["measure"], told["group"]) == (one["measure"], one["group"])
        assert told["counted"] in ({one["counted"]} if not 0 < one["counted"] < 5 else set()) | {"suppressed"}


def test_the_lists_of_an_inspection_name_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, lists = tmp_path / "return.xml", tmp_path / "lists.xlsx"
    run(capsys, "synthetic", "sen2", "--children", 40, "--seed", 5, "--output", path)
    code, out, err = run(capsys, "returns", "annex-a", path, "--output", lists)

    assert (code, err) == (0, "")
    assert openpyxl.load_workbook(lists).sheetnames == ["List_1", "About"]
    assert "Absence; Pupil Premium;" in out
    assert "List_2 was not made" in out
    assert CANARY not in out

    # The workbook says of which day it is, so that reviews are judged on that day; a child is known by the UPN.
    checked = json.loads(run(capsys, "returns", "check", lists, "--format", "json")[1])
    assert checked["as_of"] == "2026-01-15"
    keys = {each["key"] for each in checked["problems"] if each["row"]}
    # A few have no UPN.
    assert sum(len(each) == 13 for each in keys) > len(keys) / 2

    # The SEN2 return has no item of disability: to people that is one column and not one problem for each child.
    children = checked["tables"]["list_1"]
    assert sum(each["rule"] == "AX-1-03" for each in checked["problems"]) == children
    once = {each["rule"]: each for each in checked["empty_columns"]}
    field = next(each["field"] for each in checked["problems"] if each["rule"] == "AX-1-03")
    assert (once["AX-1-03"]["rows"], once["AX-1-03"]["field"]) == (children, field)
    assert f"is empty in all {children} rows." in once["AX-1-03"]["message"]
    (rows,) = (each["rows"] for each in once.values())
    for shape in ("table", "html"):
        told = run(capsys, "returns", "check", lists, "--format", shape)[1]
        assert f"Of these, {rows:,} say that one column is empty in every row: one thing to mend." in told
        assert told.count(f"empty in all {children} rows") >= 1
        assert told.count("AX-1-03") == 2, "once among the rules, once among the problems"


def test_the_lists_have_the_measures_that_they_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, lists = tmp_path / "return.xml", tmp_path / "lists.xlsx"
    run(capsys, "synthetic", "sen2", "--children", 40, "--seed", 5, "--output", path)
    run(capsys, "returns", "annex-a", path, "--output", lists)
    _, raw, _ = run(capsys, "returns", "measure", path, "--format", "json")
    code, out, _ = run(capsys, "returns", "measure", lists, "--as-of", "2026-01-15", "--format", "json")
    there, here = ({each["measure"]: each for each in json.loads(one)["figures"]} for one in (raw, out))

    assert code == 0
    # The same children on the same day: what both count is the same.
    reviews = here["listed-reviews-in-12-months"], there["reviews-in-12-months"]
    assert {(each["counted"], each["of"]) for each in reviews} == {(reviews[0]["counted"], reviews[0]["of"])}
    for one in ("listed-plans-with-number", "listed-home-educated"):
        assert here[one]["of"] == there["open-plans"]["counted"] > 0
    assert (here["plans-in-20-weeks"]["of"], here["plans-in-20-weeks"]["reason"]) == (
        None,
        "The lists have no requests.",
    )
    assert run(capsys, "returns", "measure", lists, "--by", "phase")[0] == 0
    for wrong, words in (
        (("--by", "month"), "Part it by one of: age, sex"),
        (("--audience", "board"), "can subtract them"),
    ):
        code, _, err = run(capsys, "returns", "measure", lists, *wrong)
        assert code == 2
        assert words in err


def test_measures_have_their_numerator_and_denominator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.xml"
    run(capsys, "synthetic", "sen2", "--children", 200, "--seed", 2, "--output", path)
    code, out, _ = run(capsys, "returns", "measure", path, "--format", "json")
    figures = {each["measure"]: each for each in json.loads(out)["figures"]}
    _, by_age, _ = run(capsys, "returns", "measure", path, "--by", "age", "--format", "json")
    apart = [each for each in json.loads(by_age)["figures"] if each["measure"] == "plans-in-20-weeks-all"]

    assert code == 0
    assert (figures["plans-in-20-weeks"]["share"], figures["learners-with-number"]["of"]) == (1.0, 200)
    assert 0 < figures["plans-in-20-weeks-all"]["share"] < 1
    run(capsys, "synthetic", "sen2", "--children", 1, "--seed", 2, "--output", path.with_name("one.xml"))
    _, of_one, _ = run(capsys, "returns", "measure", path.with_name("one.xml"), "--format", "json")
    assert None in {each["share"] for each in json.loads(of_one)["figures"]}
    assert sum(each["of"] for each in apart) == figures["plans-in-20-weeks-all"]["of"]
    assert "Plans issued within 20 weeks" in run(capsys, "returns", "measure", path)[1]
    assert [each["group"] for each in apart] == ["0 to 4", "5 to 10", "11 to 15", "16 to 19", "20 to 25"]
    by_need = run(capsys, "returns", "measure", path, "--by", "need")[1]
    assert "PMLD (profound and multiple learning difficulty)" in by_need
    assert "Why there is none" in by_need.splitlines()[0]
    assert run(capsys, "returns", "measure", path, "--format", "csv")[1].startswith(
        "measure,title,population,group,counted,of,share"
    )


def test_measures_are_written_in_every_shape_as_checks_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.xml"
    run(capsys, "synthetic", "sen2", "--children", 60, "--seed", 2, "--output", path)
    said = json.loads(run(capsys, "returns", "measure", path, "--by", "sex", "--format", "json")[1])["figures"]

    def written(shape: str, *more: str) -> Path:
        file = tmp_path / f"figures.{shape}"
        code, out, _ = run(
            capsys, "returns", "measure", path, "--by", "sex", "--format", shape, "--output", file, *more
        )
        assert (code, out) == (0, "")
        return file

    assert json.loads(written("json").read_text())["figures"] == said
    assert written("csv").read_bytes().startswith(b"\xef\xbb\xbfmeasure,title,"), "Excel reads the letters right"
    assert "Plans issued within 20 weeks" in written("table").read_text()
    sheet = openpyxl.load_workbook(written("xlsx"))["Figures"]
    headings, *rows = sheet.iter_rows(values_only=True)
    assert [dict(zip(headings, row, strict=True))["counted"] for row in rows] == [each["counted"] for each in said]
    page = written("html").read_text()
    assert "Raw figures: small ones are not hidden." in page
    assert "Why there is none" in page
    assert "small numbers are hidden" in written("html", "--audience", "board").read_text()
    assert run(capsys, "returns", "measure", path, "--format", "xlsx")[0] == 2
    assert run(capsys, "returns", "measure", path, "--format", "csv", "--output", tmp_path / "no" / "way")[0] == 2


def test_csv_keeps_formulas_from_being_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headings = ",".join(f'"{each.heading}"' for each in describe("annex_a").table("list_2").columns)
    (tmp_path / "List_2.csv").write_text(f"{headings}\n17,=1+1\n", "utf-8")
    _, out, _ = run(capsys, "returns", "check", tmp_path / "List_2.csv", "--as-of", "2026-01-15", "--format", "csv")

    assert "AX-2-11,error,list_2,2,17,UPN,'=1+1," in out


def test_a_heading_that_nobody_knows_is_named_in_every_shape_with_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Blade-Export_person.csv").write_text(
        "persontableid,last name,D.O.B.,zzz\n1,Ashdown,soon,x\n2,Birch,2010-01-04,y\n"
    )
    asked = [tmp_path, "--year", 2026, "--map", "D.O.B.=birth_date"]
    said = {
        shape: run(capsys, "returns", "check", *asked, "--format", shape)[1]
        for shape in ("table", "csv", "json", "html")
    }

    assert "--map 'last name=surname'" in said["table"]
    assert "READ-unknown_heading,query,,0,,last name,," in said["csv"]
    assert [each["map"] for each in json.loads(said["json"])["unknown_headings"]] == [
        "--map 'last name=surname'",
        "--map 'zzz=COLUMN'",
    ]
    assert "one of the columns that are missing (surname, forename" in said["html"]
    # One item has one name: what the file calls it, with ours beside it.
    assert "D.O.B. (PersonBirthDate)" in said["table"]
    assert "There is no column “Sex”" in said["table"]
    code, _, err = run(capsys, "returns", "check", *asked, "--map", "Nosuch=bar")
    assert (code, "has the heading “Nosuch”" in err) == (2, True)


def test_a_page_escapes_what_stands_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headings = ",".join(f'"{each.heading}"' for each in describe("annex_a").table("list_2").columns)
    (tmp_path / "List_2.csv").write_text(f"{headings}\n17,<script>alert(1)</script>\n", "utf-8")
    _, out, _ = run(capsys, "returns", "check", tmp_path / "List_2.csv", "--as-of", "2026-01-15", "--format", "html")

    assert "<script>" not in out
    assert "&lt;script&gt;" in out


def test_checking_returns_starts_without_the_web_and_without_spark() -> None:
    code = (
        "import sys; from extramile.main import main\n"
        "try: main(['returns', 'check', '--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('django', 'pyspark') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.splitlines()[-1] == "[]"


def test_the_worklist_says_what_falls_due_with_the_path_of_each_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clean.xml"
    run(capsys, "synthetic", "sen2", "--children", 100, "--seed", 2, "--output", path)
    code, out, _ = run(capsys, "returns", "worklist", path, "--as-of", "2025-06-25", "--format", "json")
    said = json.loads(out)

    assert (code, said["as_of"], said["untold"]) == (0, "2025-06-25", 0)
    assert all(each["verified"] for each in said["limits"])
    assert said["work"]
    lines = path.read_text().splitlines()
    for each in said["work"]:
        assert lines[each["row"] - 1].strip() == "<Requests>"
        assert each["limit"] in {one["limit"] for one in each["path"]}
        assert (each["days_left"] < 0) == (each["group"] in {"late", "in exception"})
    code, table, _ = run(capsys, "returns", "worklist", path, "--as-of", "2025-06-25")
    assert (code, table.startswith(f"As of 25 June 2025, of {said['cases']} cases: ")) == (0, True)
    assert "nothing that was done since" not in table
    later = run(capsys, "returns", "worklist", path, "--as-of", "2026-11-29")[1]
    assert "The return is of 15 January 2026: nothing that was done since is known" in later
    assert CANARY not in out + table


def test_the_forecast_says_bounds_with_their_arithmetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.xml"
    run(capsys, "synthetic", "sen2", "--children", 100, "--seed", 2, "--output", path)
    code, out, _ = run(capsys, "returns", "forecast", path, "--as-of", "2025-06-25", "--months", 3, "--format", "json")
    months = json.loads(out)["months"]

    assert (code, [each["month_end"] for each in months]) == (0, ["2025-06-30", "2025-07-31", "2025-08-31"])
    for each in months:
        assert each["lowest"] <= each["highest"]
        assert each["arithmetic"].startswith("lowest ")


def test_a_worklist_of_which_nothing_can_be_told_says_what_is_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Blade-Export_requests.csv").write_text("requeststableid,requestoutcome\n1,A\n2,A\n")
    code, out, _ = run(capsys, "returns", "worklist", tmp_path, "--year", 2026)

    assert code == 0
    assert out.startswith("As of 15 January 2026, of 2 cases: nothing that could be said to be still to do.\n")
    assert "Open without a day of request: 2." in out
    assert "There is no column “ReceivedDate” (“Date request was received”) in “Requests for an assessment”." in out
    assert "The table “Assessments” was not given." in out


def test_the_clock_runs_in_a_sen2_return_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "List_1.csv"
    path.write_text("Child Unique ID,Date of birth\n1,2015-02-03\n")
    code, _, err = run(capsys, "returns", "worklist", path)

    assert code == 2
    assert "is no SEN2 return" in err
