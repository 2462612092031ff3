"""Keeping readings: twice the same, changed, corrected in between; where a report belongs."""

import json
from datetime import date
from typing import Any

import pytest

from extramile.web.library import queries
from extramile.web.library.actions import (
    correct_finding,
    correct_report,
    keep_reading,
    published_in_file_name,
    undo_correction,
)
from extramile.web.library.models import Correction, Finding, LibraryState, Report
from tests.library import item, make_editor, make_reading

pytestmark = pytest.mark.django_db
HASH = "a" * 64
LATE = "Annual reviews are late."
WAITS = "Children wait too long."


def keep(*texts: str, file_hash: str = HASH, **more: Any) -> tuple[Report, bool]:
    """Keep a report of Milton Keynes with these things to improve."""
    return keep_reading(reading=make_reading(improve=[item(text) for text in texts], **more), file_hash=file_hash)


def version() -> int:
    """Return the library's version."""
    return LibraryState.objects.get(pk=1).version


def rows() -> list[tuple[int, str]]:
    """Return the findings with their row's id: a row that stays keeps its address and its corrections."""
    return list(Finding.objects.order_by("position").values_list("pk", "text"))


def test_the_same_file_twice_changes_nothing() -> None:
    first, changed = keep(LATE, WAITS)
    before, at, loaded = rows(), version(), first.loaded_at
    assert changed

    again, changed = keep(LATE, WAITS)

    assert not changed
    assert (again.pk, rows(), version()) == (first.pk, before, at)
    again.refresh_from_db()
    assert again.loaded_at == loaded


def test_a_changed_reading_replaces_the_old_one() -> None:
    keep(LATE, WAITS)
    at = version()

    report, changed = keep(LATE, "Families wait too long.", "One more.")

    assert changed
    assert version() == at + 1
    assert [text for _, text in rows()] == [LATE, "Families wait too long.", "One more."]
    assert list(Finding.objects.values_list("key", flat=True)) == [f"{report.slug}-improve-{n}" for n in (1, 2, 3)]


def test_a_finding_that_is_no_longer_read_goes() -> None:
    keep(LATE, WAITS)

    keep(LATE)

    assert [text for _, text in rows()] == [LATE]


def test_a_reissued_file_of_the_same_inspection_replaces_the_report() -> None:
    first, _ = keep(LATE)

    second, _ = keep(WAITS, file_hash="b" * 64)

    assert first.pk == second.pk
    assert Report.objects.get().file_hash == "b" * 64


def test_a_file_that_is_now_read_as_another_inspection_leaves_its_old_place() -> None:
    keep(LATE, area="Bexley", la_code="303", start="2023-12-04")

    report, _ = keep(LATE)

    assert list(Report.objects.values_list("slug", flat=True)) == [report.slug]


def test_what_people_corrected_stays_when_the_report_is_read_again() -> None:
    keep(LATE, WAITS)
    editor = make_editor()
    finding = Finding.objects.get(text=LATE)
    correct_finding(finding=finding, text="Annual reviews come late.", themes=["transitions"], why="A word", by=editor)

    keep(LATE, "Families wait too long.")

    corrected, other = Finding.objects.order_by("position")
    assert (corrected.pk, corrected.text, corrected.text_as_read) == (finding.pk, "Annual reviews come late.", LATE)
    assert [each.theme for each in corrected.themes.all()] == ["transitions"]
    assert other.text == "Families wait too long."
    assert Correction.objects.count() == 2


def test_a_corrected_finding_is_not_thrown_away_when_it_is_no_longer_read() -> None:
    keep(LATE, WAITS)
    finding = Finding.objects.get(text=WAITS)
    correct_finding(finding=finding, text="They wait.", themes=["leadership"], why="A word", by=make_editor())

    keep(LATE)

    assert [text for _, text in rows()] == [LATE, "They wait."]


def test_corrected_facts_stay_when_the_report_is_read_again() -> None:
    report, _ = keep(LATE)
    changes = {"outcome": 1, "published": date(2024, 6, 1)}
    correct_report(report=report, changes=changes, why="Reissued", by=make_editor())

    keep(LATE, WAITS, outcome=3)

    report.refresh_from_db()
    assert (report.outcome, report.published) == (1, date(2024, 6, 1))
    assert report.reading["outcome"] == 3, "the reading is kept as it was read"


def test_a_correction_taken_back_after_another_reading_leaves_the_words_of_that_reading() -> None:
    keep(LATE)
    editor = make_editor()
    finding = Finding.objects.get()
    (correction,) = correct_finding(finding=finding, text="Late.", themes=["leadership"], why="A word", by=editor)
    keep(WAITS)

    undo_correction(correction=correction, by=editor)

    assert [text for _, text in rows()] == [WAITS]


def test_nothing_is_kept_of_a_reading_that_fails_half_way() -> None:
    keep(LATE)
    before, at = rows(), version()
    broken = make_reading(improve=[item("New."), {"text": "No page."}])

    with pytest.raises(KeyError):
        keep_reading(reading=broken, file_hash=HASH)

    assert (rows(), version()) == (before, at)


@pytest.mark.parametrize(
    ("start", "slug"),
    [
        ("2024-03-04", "2023-826-2024-03"),
        ("2024-03-18", "2023-826-2024-03"),
        ("2025-11-03", "milton-keynes-2025-11-03"),
        (None, "milton-keynes-undated"),
    ],
    ids=["the same day", "the same month", "another month", "no day"],
)
def test_a_report_belongs_to_the_inspection_of_its_area_and_month(start: Any, slug: str) -> None:
    report, _ = keep(LATE, start=start, end=start)

    assert report.slug == slug
    assert report.in_register is slug.startswith("2023-826")
    assert report.area_name == "Milton Keynes"
    assert report.region == "South East"


def test_a_report_of_the_older_framework_is_not_filed_under_the_newer_one() -> None:
    report, _ = keep_reading(reading={**make_reading(), "framework": "2016"}, file_hash=HASH)

    assert not report.in_register


def test_an_area_that_nobody_knows_is_filed_under_its_own_name() -> None:
    report, _ = keep(LATE, area="Kingdom of Ashcombe & Vale", la_code=None)

    assert report.slug == "kingdom-of-ashcombe-vale-2024-03-04"
    assert (report.area_code, report.region, report.in_register) == ("", "", False)


def test_the_day_of_publication_comes_from_the_register_first() -> None:
    reading = {**make_reading(), "file": "report-published-1-june-2024.pdf"}

    report, _ = keep_reading(reading=reading, file_hash=HASH)

    assert report.published == date(2024, 5, 20)


def test_or_from_whoever_keeps_it() -> None:
    report, _ = keep_reading(reading=make_reading(), file_hash=HASH, published=date(2024, 5, 21))

    assert report.published == date(2024, 5, 21)


def test_or_from_the_name_of_the_file() -> None:
    reading = {**make_reading(area="Ashcombe", la_code=None), "file": "50248210-published-16-may-2024.pdf"}

    report, _ = keep_reading(reading=reading, file_hash=HASH)

    assert report.published == date(2024, 5, 16)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("report-published-16-may-2023.pdf", date(2023, 5, 16)),
        ("Area SEND 1 December 2024.pdf", date(2024, 12, 1)),
        ("report_03_March_2025.pdf", date(2025, 3, 3)),
        ("report-31-february-2024.pdf", None),
        ("visited-31-february-2024-published-4-march-2024.pdf", date(2024, 3, 4)),
        ("report-16-maybe-2023.pdf", None),
        ("report-2023-05-16.pdf", None),
        ("", None),
    ],
)
def test_the_day_in_the_name_of_a_file(name: str, day: date | None) -> None:
    assert published_in_file_name(name) == day


def test_names_of_people_are_never_kept() -> None:
    """A reading with people in it may come from the command line; the canary must not be in any column of any table."""
    canary = "Zzyzxa Quillfeather"
    reading = {
        **make_reading(improve=[item(LATE)]),
        "inspectors_ofsted": [canary],
        "inspectors_cqc": [{"name": canary}],
    }

    report, _ = keep_reading(reading=reading, file_hash=HASH)

    assert "inspectors_ofsted" not in report.reading
    stored = json.dumps([list(model.objects.values()) for model in (Report, Finding)], default=str)
    assert LATE in stored
    assert "Quillfeather" not in stored


def test_themes_keep_the_words_that_gave_them() -> None:
    keep(LATE)

    assert list(Finding.objects.get().themes.values_list("theme", "words")) == [("leadership", ["Annual"])]


def test_areas_told_the_same_are_other_areas_with_a_theme_in_common(library: Any) -> None:
    finding = Finding.objects.get(key="2023-826-2024-03-improve-1")

    alike = queries.told_the_same(finding)

    assert {each.report.area_name for each in alike} == {"Bexley"}
    assert {each.kind for each in alike} == {"improve", "priority_action"}


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"kinds": ("effective",)}, 1),
        ({"themes": ("annual-reviews",)}, 4),
        ({"outcomes": (3,)}, 2),
        ({"region": "London"}, 2),
        ({"area": "826"}, 3),
        ({"started_from": date(2024, 3, 4)}, 3),
        ({"started_to": date(2023, 12, 31)}, 2),
        ({"words": "reviews", "region": "London"}, 2),
        ({"fictional": True}, 1),
        ({"neighbours_of": "826"}, 2),
    ],
)
def test_filters_of_findings(library: Any, filters: dict[str, Any], keys: int) -> None:
    assert queries.findings(queries.FindingFilters(**filters)).count() == keys
