"""`extramile reports read`: shapes, folders, failures and exit codes."""

import csv
import io
import json
from pathlib import Path

import polars
import pytest

from extramile.main import main
from tools.example_report import build, harrowmere, wexmoor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports" / "north").mkdir(parents=True)
    (tmp_path / "reports" / "b.pdf").write_bytes(build(harrowmere()))
    (tmp_path / "reports" / "north" / "a.PDF").write_bytes(build(wexmoor()))
    (tmp_path / "reports" / "notes.txt").write_text("no report", "utf-8")
    return tmp_path / "reports"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["reports", "read", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_json_holds_one_object_for_each_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, folder, "--format", "json")
    first, second = json.loads(out)
    assert (code, err) == (0, "")
    assert [first["file"], second["file"]] == ["b.pdf", "a.PDF"]
    assert (first["area"], first["la_code"], first["outcome"]) == ("Harrowmere", None, 3)
    assert first["priority_actions"][0]["responsible"] == ["Harrowmere Council", "NHS Harrowmere ICB"]
    assert any("not in the list of local areas" in warning for warning in first["warnings"])
    assert second["inspection_start"] == "2024-09-09"
    assert second["printed"]["inspection_start"] == {"text": "Inspection dates: 9 to 13 September 2024", "page": 1}
    assert {"theme", "words"} <= {key for each in second["improve"] for tag in each["themes"] for key in tag}
    assert "inspectors_ofsted" not in first
    assert "First Example" not in out


def test_people_only_if_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, folder, "--format", "json", "--people")
    assert json.loads(out)[0]["inspectors_ofsted"] == ["First Example", "Second Example"]


def test_csv_and_parquet_have_one_row_for_each_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    target = folder / "findings.parquet"
    assert run(capsys, folder, "--format", "parquet", "--output", target)[0] == 0
    table = polars.read_parquet(target)
    assert table.columns == list(rows[0])
    assert table["text"].to_list() == [row["text"] for row in rows]
    expected = [len(report.effective) + len(report.improve) for report in (harrowmere(), wexmoor())]
    kinds = [row["kind"] for row in rows]
    assert kinds.count("effective") + kinds.count("improve") == sum(expected)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_parquet_needs_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, folder, "--format", "parquet")
    assert (code, "--output" in err) == (2, True)


def test_table_is_a_short_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, folder)
    assert code == 0
    assert "Wexmoor" in out
    assert "2024-09-09 to 2024-09-13" in out
    assert len(out.splitlines()) == 4


def test_failures_are_told_and_the_rest_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = folder / "a-bad.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    code, out, err = run(capsys, folder, folder / "missing.pdf", "--format", "json")
    assert code == 2
    assert [each["area"] for each in json.loads(out)] == ["Harrowmere", "Wexmoor"]
    assert f"{bad} is a damaged or incomplete PDF file." in err
    assert f"{folder / 'missing.pdf'} cannot be opened (no such file or directory)." in err
    assert "2 of 4 reports were read" in err


def test_nothing_readable_prints_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"")
    code, out, err = run(capsys, tmp_path / "bad.pdf", "--format", "json")
    assert (code, json.loads(out)) == (2, [])
    assert "bad.pdf is empty." in err


def test_folder_without_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, tmp_path)
    assert (code, "has no PDF files" in err) == (2, True)


def test_output_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, folder, "--output", folder / "nowhere" / "out.txt")
    assert (code, "cannot be written" in err) == (2, True)
