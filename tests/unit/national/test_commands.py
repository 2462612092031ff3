"""The commands on the register, the indicators and the reference, as a person or a program calls them."""

import csv
import io
import json
from pathlib import Path

import pytest

from extramile.core.national import bundled_folder
from extramile.main import main
from tests.unit.national.published import MILTON_KEYNES, statistics_row, write_statistics


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Call the command and return its exit code and what it printed on both channels."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def test_summary_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    dates = ("--started-from", "2017-03-01", "--published-by", "2018-12-03")
    code, out, _ = run(capsys, "inspections", "summary", "--framework", "2016", *dates, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["framework"] == "2016"
    assert found["filters"] == {"started_from": "2017-03-01", "published_by": "2018-12-03"}
    assert found["inspected"] == 45
    assert found["outcomes"] == {"not-required": 21, "statement-of-action-required": 24}
    assert set(found["shares"]["not-required"]) == {"share", "low", "high"}


def test_summary_for_people_and_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "inspections", "summary", "--framework", "2023", "--region", "south east")
    assert code == 0
    assert "widespread-failings" in out
    assert "South East" in out
    code, out, _ = run(capsys, "inspections", "summary", "--framework", "2023", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["inspections"] for row in rows] == ["19", "53", "25"]


def test_summary_says_on_the_other_channel_what_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("inspections", "summary", "--framework", "2023", "--started-from", "2023-01-01", "--format", "json")
    _, out, err = run(capsys, *arguments)
    assert json.loads(out)["left_out_date_unknown"] == 1
    assert "1 inspection is left out because the date is not known." in err


def test_official_total_of_march_2021_leaves_an_area_out(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--published-by", "2021-03-31", "--without", "Dorset (Pre LG)", "--format", "json")
    _, out, _ = run(capsys, "inspections", "summary", "--framework", "2016", *chosen)
    found = json.loads(out)
    assert (found["outcomes"]["statement-of-action-required"], found["inspected"]) == (59, 116)
    assert found["filters"] == {"published_by": "2021-03-31", "without": ["835"]}


def test_list_as_json_and_csv(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "inspections", "list", "--region", "Outer London", "--format", "json")
    assert code == 0
    assert {each["region"] for each in json.loads(out)} == {"London"}
    _, out, _ = run(capsys, "inspections", "list", "--framework", "2016", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 151


def test_questions(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "inspections", "questions")
    assert code == 0
    assert "24 of 45, 53.3%" in out
    _, out, _ = run(capsys, "inspections", "questions", "--format", "json")
    assert json.loads(out)[0]["name"] == "statements-since-march-2017"


def test_indicators_list_and_compare(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "indicators", "list", "--topic", "children with sen", "--format", "json")
    assert code == 0
    assert len(json.loads(out)) == 64
    code, out, _ = run(
        capsys,
        "indicators",
        "compare",
        "SEN_EHC_Excpt_20wks",
        "--area",
        "Bristol",
        "--period",
        "2023",
        "--format",
        "json",
    )
    assert code == 0
    assert json.loads(out)["area"]["value"] == 57.1
    code, out, _ = run(capsys, "indicators", "compare", "SEN_INIT_REQ", "--area", "Durham")
    assert code == 0
    assert "Cannot rank" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("inspections", "summary", "--framework", "2016", "--started-from", "3/12/2018"), "“3/12/2018” is not a date"),
        (("inspections", "summary", "--framework", "2016", "--region", "South Eest"), "Did you mean"),
        (("inspections", "summary", "--framework", "2011"), "2016"),
        (("inspections", "summary"), "--framework"),
        (("indicators", "compare", "SEN_EHC_Excpt_20wks", "--area", "Bristl"), "Bristol"),
        (("indicators", "compare", "SEN_EHC_Excpt", "--area", "Bristol"), "SEN_EHC_Excpt_20wks"),
        (("indicators", "compare", "SEN_EHC_Excpt_20wks", "--area", "Bristol", "--period", "2031"), "2024"),
        (("indicators", "list", "--topic", "Childern with SEN"), "Children with SEN"),
        (("reference", "build", "no-such-folder"), "no such folder"),
    ],
)
def test_mistake_ends_with_2_and_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert not out


def test_reference_build_reports_what_it_made_and_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    figures = {"requests_rya": "1,071", "brand_new": 1}
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, figures)])
    arguments = ("reference", "build", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
    code, out, _ = run(capsys, *arguments, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["tables"] == {"statistics_requests": 1}
    assert {"column_unknown", "number_decorated", "table_kept"} <= {each["code"] for each in found["problems"]}
    assert {"code", "message", "file", "row", "column", "value"} == set(found["problems"][0])
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert "brand_new" in out
    assert (bundled_folder() / "statistics_assessments.parquet").is_file(), "the bundled facts are not touched"


def test_leaving_out_an_area_that_was_not_inspected_names_the_one_that_was(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = run(capsys, "inspections", "summary", "--framework", "2016", "--without", "Dorset")
    assert code == 2
    assert told.strip() == "extramile: There is no inspection of Dorset to leave out. Did you mean Dorset (pre-2019)?"
