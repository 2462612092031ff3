"""Child lists from a SEN2 return: what it says, what another file adds, what is missing; and they read back."""

import csv
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extramile.core.engines import open_engine
from extramile.core.returns import Load, child_lists, describe, read, write_child_lists
from extramile.core.rules import check, run_for
from extramile.core.synthetic import CANARY, Record, make, to_tables, upn_of
from extramile.core.vocabulary import InputError

DAY = date(2026, 1, 15)
LACKING = (
    *("Date updated EHC plan issued", "Main education establishment – phase", "Suspensions", "Permanent exclusions"),
    *("Absence", "Pupil Premium", "Known to children's social care?", "Which children's social care team?"),
    "Does the child or young person have a disability?",
)
ADDED = ("16/06/2025", "Secondary", "1", "0", "4.5", "No", "Yes", "Team 3", "Yes")


@pytest.fixture(scope="module")
def sen2(tmp_path_factory: pytest.TempPathFactory) -> Load:
    return to_tables(make(60, 3).persons, tmp_path_factory.mktemp("sen2") / "tables")


def extra(folder: Path, rows: list[tuple[str, ...]], headings: tuple[str, ...] = LACKING) -> Load:
    path = folder / "List_1.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Unique ID", "UPN", *headings), *rows])
    return read([path], folder / "extra")


def people(sen2: Load) -> list[dict]:
    return list(child_lists(sen2, None, DAY).rows["list_1"])


def test_what_the_return_lacks_is_named(sen2: Load) -> None:
    lists = child_lists(sen2, None, DAY)

    assert lists.rows.keys() == {"list_1"}, "the return has no children with SEN support and no plan"
    assert set(LACKING) <= set(lists.missing["list_1"])
    assert not {"Unique ID", "UPN", "Date of birth", "SEN primary need"} & set(lists.missing["list_1"])


def test_only_plans_that_are_open_on_the_day_are_listed(sen2: Load) -> None:
    assert child_lists(sen2, None, date(2000, 1, 1)).rows["list_1"] == []
    assert all(row["initial_plan_date"] and row["home_education"] in {"Yes", "No"} for row in people(sen2))


def test_the_other_file_fills_what_is_empty_and_changes_nothing(sen2: Load, tmp_path: Path) -> None:
    first, second = people(sen2)[:2]
    headings = (*LACKING, "SEN primary need")
    rows = [
        ("A1", first["upn"].lower(), *ADDED, "ZZZ"),
        ("A2", "", *ADDED, "ZZZ"),
        ("A1", first["upn"], *("x" for _ in ADDED), ""),
    ]
    lists = child_lists(sen2, extra(tmp_path, rows, headings), DAY)
    made = {row["upn"]: row for row in lists.rows["list_1"]}

    assert made[first["upn"]]["unique_id"] == "A1"
    assert made[first["upn"]]["social_care_team"] == "Team 3"
    assert made[first["upn"]]["primary_need"] == first["primary_need"], "what the return says counts"
    assert made[second["upn"]].get("social_care_team") is None
    assert (lists.unused, lists.repeated) == (2, 2)


def test_the_lists_read_back_and_pass_their_own_rules(tmp_path: Path) -> None:
    def known_and_placed(person: Record) -> None:
        # Who has no number is not found in the other file, and who has no school is named by a rule.
        person.values["upn"] = upn_of(int(person.values["surname"].removeprefix(CANARY)))
        for placement in person.all("placement_detail"):
            placement.values |= {"urn": "999001", "sen_setting": ""}

    sen2 = to_tables(make(60, 3, change=known_and_placed).persons, tmp_path / "sen2")
    rows = [
        (f"A{place}", row["upn"], f"{row['initial_plan_date']:%d/%m/%Y}", *ADDED[1:])
        for place, row in enumerate(people(sen2))
    ]
    lists = child_lists(sen2, extra(tmp_path, rows), DAY)
    path = tmp_path / "lists.xlsx"
    write_child_lists(path, lists, DAY)

    back = read([path], tmp_path / "back")
    with open_engine("duckdb", {name: [back.path(name)] for name in back.counts}) as engine:
        outcome = check(run_for(back, as_of=DAY), engine)

    assert back.described.id == "annex_a"
    assert back.columns["list_1"] == {each.name for each in describe("annex_a").table("list_1").columns} | {"_linked"}
    assert back.counts["list_1"] == len(lists.rows["list_1"])
    assert [(each.rule.id, each.failures) for each in outcome.results if each.state == "failed"] == []
    assert sum(each.state == "passed" for each in outcome.results) > 25


def test_children_without_a_plan_come_from_the_other_file(sen2: Load, tmp_path: Path) -> None:
    book = tmp_path / "extra.xlsx"
    from extramile.core.workbooks import StreamedSheet, write_streamed

    headings = [each.heading for each in describe("annex_a").table("list_2").columns]
    known = people(sen2)[0]["upn"]
    rows = [["B1", "P999000016049", *[None] * 15], ["B2", known, *[None] * 15]]
    one = [each.heading for each in describe("annex_a").table("list_1").columns]
    write_streamed(book, [StreamedSheet("List_1", one, [["C1", known]]), StreamedSheet("List_2", headings, rows)])

    lists = child_lists(sen2, read([book], tmp_path / "extra"), DAY)

    assert [row["unique_id"] for row in lists.rows["list_2"]] == ["B1", "B2"]
    assert lists.repeated == 1

    # Written together, each list has its own columns.
    write_child_lists(tmp_path / "lists.xlsx", lists, DAY)
    back = pq.read_table(read([tmp_path / "lists.xlsx"], tmp_path / "back").path("list_1")).to_pylist()
    for written, row in zip(back, lists.rows["list_1"], strict=True):
        assert {name: written[name] for name in row} == row


def test_other_files_are_refused(sen2: Load, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no child list"):
        child_lists(sen2, sen2, DAY)
    with pytest.raises(InputError, match="no SEN2 return"):
        child_lists(extra(tmp_path, [("A", "B", *ADDED)]), None, DAY)


@pytest.mark.parametrize(
    ("plan", "listed"),
    [
        ("<StartDate>2025-06-01</StartDate>", True),
        ("<StartDate>2025-06-02</StartDate>", False),
        ("<StartDate>2020-01-06</StartDate><CeaseDate>2025-06-01</CeaseDate>", False),
        ("<StartDate>2020-01-06</StartDate><CeaseDate>2025-06-02</CeaseDate>", True),
        ("<StartDate>2020-01-06</StartDate><CeaseDate>in June</CeaseDate>", False),
    ],
)
def test_a_plan_is_open_from_its_start_until_its_end(tmp_path: Path, plan: str, listed: bool) -> None:
    path = tmp_path / "return.xml"
    path.write_text(
        "<Message><Header><Year>2026</Year></Header><Persons><Person><Requests><Assessment><NamedPlan>"
        f"{plan}</NamedPlan></Assessment><ActivePlans><ReviewMeeting>2025-07-01</ReviewMeeting></ActivePlans>"
        "</Requests></Person></Persons></Message>"
    )
    found = child_lists(read([path], tmp_path / "tables"), None, date(2025, 6, 1)).rows["list_1"]

    assert [each["last_review_date"] for each in found] == [None] * listed
