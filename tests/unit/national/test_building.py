"""Building the facts: all or nothing, the same bytes from the same files, and every trouble named."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from extramile.core.national import build, bundled_folder, compare, open_reference
from extramile.core.national.geography import geography
from extramile.core.national.importing import writing
from extramile.core.national.importing.areas import area_rows
from extramile.core.national.importing.sheets import Problems, read_workbook
from extramile.core.vocabulary import InputError
from tests.shared import SHARED, needs_shared
from tests.unit.national.published import MILTON_KEYNES, statistics_row, write_csv, write_statistics, write_workbook

NATIONAL = SHARED / "national"
SMALL = ("inspections_2016_framework.csv", "inspections_2023_framework.csv", "la_code_list.xlsx")
MORE = ("local_authority_lookup.csv", "statistical_neighbours_may_2025.xlsx")


def copy_of(folder: Path, *names: str) -> Path:
    """Copy published files into a folder; without the indicator file and the statistics, which take long."""
    folder.mkdir(parents=True)
    for name in names or (*SMALL, *MORE):
        shutil.copy(NATIONAL / name, folder / name)
        (folder / name).chmod(0o644)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@needs_shared
@pytest.mark.shared
def test_rebuild_from_the_published_files_equals_the_bundled_facts(tmp_path: Path) -> None:
    build(NATIONAL, tmp_path / "facts")
    assert files_in(tmp_path / "facts") == files_in(bundled_folder())


def test_bundled_facts_are_small_and_hold_no_published_file() -> None:
    names = {path.suffix for path in bundled_folder().iterdir()}
    assert names == {".parquet", ".json"}
    assert sum(path.stat().st_size for path in bundled_folder().iterdir()) < 4_000_000


def test_manifest_names_every_table_its_rows_and_where_it_comes_from() -> None:
    manifest = json.loads((bundled_folder() / "sources.json").read_text("utf-8"))["tables"]
    assert {f"{name}.parquet" for name in manifest} | {"sources.json"} == {
        each.name for each in bundled_folder().iterdir()
    }
    for entry in manifest.values():
        assert entry["rows"] > 0
        assert entry["source"]["licence"] == "Open Government Licence v3.0"


@needs_shared
@pytest.mark.shared
def test_tables_without_a_file_are_kept_and_named(tmp_path: Path) -> None:
    report = build(copy_of(tmp_path / "in"), tmp_path / "facts", fallback=bundled_folder())
    kept = {problem.message.split("“")[1].split("”")[0] for problem in report.problems if problem.code == "table_kept"}
    assert {"indicators", "indicator_values", "indicator_places", "statistics_requests"} <= kept
    assert "register" not in kept
    assert compare(open_reference(tmp_path / "facts"), "SEN_EHC_Excpt_20wks", "826").area.value == 43.0


@needs_shared
@pytest.mark.shared
def test_missing_file_without_an_earlier_table_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="indicators"):
        build(copy_of(tmp_path / "in"), tmp_path / "facts")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@needs_shared
@pytest.mark.shared
def test_half_a_register_is_not_made(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "in", SMALL[0], SMALL[2])
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert "file_missing" in {problem.code for problem in report.problems}
    assert len(open_reference(tmp_path / "facts").register) == 248


@needs_shared
@pytest.mark.shared
def test_refused_build_leaves_the_old_facts_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(bundled_folder(), tmp_path / "facts")
    before, folder = files_in(tmp_path / "facts"), copy_of(tmp_path / "in")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(writing.shutil, "copyfile", full)
    with pytest.raises(InputError, match="No space"):
        build(folder, tmp_path / "facts")
    assert files_in(tmp_path / "facts") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "in"]


@needs_shared
@pytest.mark.shared
def test_swap_that_fails_half_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(bundled_folder(), tmp_path / "facts")
    before = files_in(tmp_path / "facts")
    rename = Path.rename

    def second_step_fails(path: Path, target: Path) -> Path:
        if target == tmp_path / "facts" and path.name == ".facts-building":
            raise OSError("busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", second_step_fails)
    with pytest.raises(InputError, match="busy"):
        build(copy_of(tmp_path / "in"), tmp_path / "facts")
    monkeypatch.undo()
    assert files_in(tmp_path / "facts") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "in"]


def test_build_after_a_killed_swap_finds_the_old_facts_again(tmp_path: Path) -> None:
    shutil.copytree(bundled_folder(), tmp_path / ".facts-replaced")
    shutil.copytree(bundled_folder(), tmp_path / ".facts-building")
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    assert (tmp_path / "facts" / "sources.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "in"]


def test_two_builds_do_not_write_in_one_place(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    with writing.alone(tmp_path / "facts"), pytest.raises(InputError, match="for this build alone"):
        build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())


def test_code_list_without_areas_that_the_register_speaks_of_is_refused(tmp_path: Path) -> None:
    headings = ("LA Number", "LA Name", "Region", "Type")
    write_csv(tmp_path / "in" / "codes.csv", headings, [("826", "Milton Keynes", "South East", "UA")])
    with pytest.raises(InputError, match="The code list has no area 201"):
        build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_rows_of_a_workbook_are_numbered_as_a_person_sees_them(tmp_path: Path) -> None:
    headings = ("LA Number", "LA Name", "Region", "Type")
    rows = [("826", "Milton Keynes", "South East", "UA"), ("x26", "Nowhere", "South East", "UA")]
    write_workbook(tmp_path / "codes.xlsx", headings, rows, first_row=3)
    problems = Problems()
    (sheet,) = read_workbook(tmp_path / "codes.xlsx", "codes.xlsx")
    assert [each["code"] for each in area_rows(sheet, None, geography(), problems)] == ["826"]
    assert [(each.code, each.row) for each in problems.listed()] == [("code_unreadable", 5)]


def test_damaged_facts_of_before_are_refused_in_a_sentence(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    shutil.copytree(bundled_folder(), tmp_path / "facts")
    (tmp_path / "facts" / "sources.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        build(tmp_path / "in", tmp_path / "facts")


def test_what_is_no_file_is_named_and_a_folder_called_like_one_is_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_statistics(folder / "x.csv" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    write_statistics(folder / ".hidden" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    (folder / "gone.csv").symlink_to(folder / "nowhere")
    (folder / "round").symlink_to(folder)
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert report.rows == {"statistics_requests": 1}
    assert [each.file for each in report.problems if each.code == "file_left_out"] == ["gone.csv", "round"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\r\n", b"a\x00b,c\n1,2,3\n", b"\xef\xbb\xbfa\x00,b\n1,2\n"])
def test_folder_without_a_file_that_can_be_used_is_refused_with_the_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "requests.csv").write_bytes(content)
    with pytest.raises(InputError, match=r"requests\.csv: The file is (empty|not a text file)"):
        build(tmp_path, tmp_path / "facts")


def test_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="would be lost"):
        build(tmp_path / "in", tmp_path / "home", fallback=bundled_folder())
    assert (tmp_path / "home" / "letter.txt").read_text() == "dear"


def test_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        build(tmp_path / "nowhere", tmp_path / "facts")


def test_folder_without_facts_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="extramile reference build"):
        open_reference(tmp_path)


def test_facts_are_opened_anew_after_a_rebuild(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 1})])
    build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    first = open_reference(tmp_path / "facts")
    assert open_reference(tmp_path / "facts") is first
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {"requests_rya": 2})])
    build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    second = open_reference(tmp_path / "facts")
    assert second is not first
    assert second.version != first.version
    assert second.statistics.table("requests").figure("requests_rya", "826").value == 2


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("broken", "code", "column"),
    [
        ((SMALL[0], "2018-10-08", "8 October 2018"), "date_unreadable", "inspection_start"),
        ((SMALL[0], ",826,", ",999,"), "area_unknown", "la_code"),
        ((SMALL[1], ",inconsistent,3,", ",inconsistent,three,"), "number_unreadable", "next_full_inspection_years"),
        ((SMALL[1], "2024-05-20,2,", "2024-05-20,7,"), "outcome_unknown", None),
        ((SMALL[1], "2024-03-04,2024-03-08", "2024-03-09,2024-03-08"), "days_out_of_order", None),
    ],
)
def test_broken_cell_of_the_register_is_named_with_its_row(
    tmp_path: Path, broken: tuple[str, str, str], code: str, column: str | None
) -> None:
    file, old, new = broken
    folder = copy_of(tmp_path / "in")
    change(folder / file, old, new)
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    problem = next(each for each in report.problems if each.code == code)
    assert (problem.file, problem.column) == (file, column)
    assert problem.row is not None
    line = (folder / file).read_text("utf-8").splitlines()[problem.row - 1]
    assert new.strip(",").split(",")[0] in line


@needs_shared
@pytest.mark.shared
def test_columns_of_a_list_that_are_unknown_missing_or_there_twice_are_named(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "in")
    with (folder / SMALL[0]).open(encoding="utf-8-sig", newline="") as lines:
        headings, *rows = csv.reader(lines)
    at = headings.index("publication_date")
    write_csv(folder / SMALL[0], [*headings, "weather", "Notes"], [[*row, "wet", row[-1]] for row in rows])
    write_csv(folder / "without.csv", headings[:at], [row[:at] for row in rows])
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert report.rows["register"] == 248
    named = {(each.code, each.column) for each in report.problems if each.file == SMALL[0]}
    assert named == {("column_unknown", "weather"), ("heading_repeated", "Notes")}
    write_csv(folder / SMALL[0], [*headings, "publication_date"], [[*row, "2001-01-01"] for row in rows])
    (folder / "without.csv").unlink()
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert "register" not in report.rows, "which day of publication is meant cannot be known"
    assert "twice" in next(each.message for each in report.problems if each.code == "file_left_out")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"la_code": "301", "local_area": "Leeds"}, "area_name_differs"),
        ({"report_url": "javascript:alert(1)"}, "address_unreadable"),
        ({"inspection_month": "0000-01"}, "month_unreadable"),
    ],
)
def test_cell_of_a_new_row_that_cannot_be_is_named_and_does_no_harm(
    tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    folder = copy_of(tmp_path / "in")
    with (folder / SMALL[1]).open(encoding="utf-8-sig", newline="") as lines:
        headings, *rows = csv.reader(lines)
    new = {"local_area": "Leeds", "la_code": "383", "inspection_start": "2026-07-06 00:00:00", "outcome": "1"}
    new |= {"next_full_inspection_years": "5"} | cells
    write_csv(folder / SMALL[1], headings, [*rows, [new.get(heading, "") for heading in headings]])
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert [each.row for each in report.problems if each.code == code] == [len(rows) + 2]
    made = open_reference(tmp_path / "facts").register.get(f"2023-{new['la_code']}-2026-07")
    assert (made.next_due_month, made.report_address) == ("2031-07", "")


@needs_shared
@pytest.mark.shared
def test_inspection_that_is_listed_twice_is_used_once(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "in")
    lines = (folder / SMALL[0]).read_text("utf-8").splitlines()
    (folder / SMALL[0]).write_text("\n".join([*lines, lines[1]]), "utf-8")
    report = build(folder, tmp_path / "facts", fallback=bundled_folder())
    assert report.rows["register"] == 248
    assert [each.row for each in report.problems if each.code == "inspection_repeated"] == [len(lines) + 1]


@needs_shared
@pytest.mark.shared
def test_columns_of_the_register_in_another_order_make_the_same_table(tmp_path: Path) -> None:
    folder = copy_of(tmp_path / "in")
    with (folder / SMALL[0]).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    write_csv(folder / SMALL[0], rows[0][::-1], [row[::-1] for row in rows[1:]])
    build(folder, tmp_path / "facts", fallback=bundled_folder())
    name = "register.parquet"
    assert (tmp_path / "facts" / name).read_bytes() == (bundled_folder() / name).read_bytes()
