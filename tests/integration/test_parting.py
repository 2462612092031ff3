"""Parting a finding in two and adding one that was missed: corrections like any other, kept when a report is read again."""

from typing import Any

import pytest
from django.test import Client

from extramile.core.vocabulary import InputError
from extramile.web.library import queries
from extramile.web.library.actions import add_finding, correct_finding, keep_reading, split_finding, undo_correction
from extramile.web.library.models import Correction, Finding, Origin, Report
from tests.library import item, make_editor, make_reading

pytestmark = pytest.mark.django_db
REVIEWS = "Annual reviews are late."
WAITS = "Children wait too long for therapy."
LAST = "Leaders do not share data."
BOTH = f"{REVIEWS} {WAITS}"


def keep(*texts: str, **more: Any) -> Report:
    """Keep a report of Milton Keynes with these things to improve."""
    reading = make_reading(improve=[item(text) for text in texts], **more)
    return keep_reading(reading=reading, file_hash="a" * 64)[0]


def texts() -> list[str]:
    """Return the words of the findings that are shown, in their order."""
    rows = Finding.objects.filter(withdrawn=False).order_by("position")
    assert [each.position for each in rows] == list(range(1, len(rows) + 1))
    return [each.text for each in rows]


def split(by: Any, **more: Any) -> Correction:
    """Part the first finding."""
    asked = {"first": REVIEWS, "second": WAITS, "page": 4, "why": "Two bullets", **more}
    return split_finding(finding=Finding.objects.get(position=1, withdrawn=False), by=by, **asked)


def add(report: Report, by: Any, **more: Any) -> Finding:
    """Add a finding."""
    asked = {"kind": "improve", "text": WAITS, "page": 5, "themes": ["leadership"], "why": "Missed", **more}
    return add_finding(report=report, by=by, **asked)


def test_a_finding_is_parted_and_each_part_has_its_own_themes() -> None:
    keep(BOTH, LAST)

    correction = split(make_editor())

    assert texts() == [REVIEWS, WAITS, LAST]
    first, second = Finding.objects.order_by("position")[:2]
    assert second.key.endswith("-improve-3"), "an address that no other finding had"
    assert (second.page, second.origin) == (4, Origin.SPLIT)
    assert "annual-reviews" in {each.theme for each in first.themes.all()}
    assert "annual-reviews" not in {each.theme for each in second.themes.all()}
    assert queries.corrections_of(second) == queries.corrections_of(first) == [correction]
    assert [each.field for each in queries.corrections_of(first.report)] == ["split"]


def test_parting_is_taken_back() -> None:
    keep(BOTH, LAST)
    editor = make_editor()
    before = [each.theme for each in Finding.objects.get(position=1).themes.all()]
    correction = split(editor)

    undo_correction(correction=correction, by=editor)

    assert texts() == [BOTH, LAST]
    assert [each.theme for each in Finding.objects.get(position=1).themes.all()] == before
    assert queries.finding(correction.after["key"]) is None


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"second": "Children wait."}, "all the words"),
        ({"first": WAITS, "second": REVIEWS}, "in their order"),
        ({"second": " "}, "needs words"),
        ({"why": " "}, "Say why"),
        ({"page": 1}, "starts on page 3 or a later one"),
        ({"seen_text": "Something else."}, "Somebody else corrected"),
    ],
)
def test_a_split_that_cannot_be(asked: dict[str, Any], sentence: str) -> None:
    keep(BOTH)

    with pytest.raises(InputError, match=sentence):
        split(make_editor(), **asked)

    assert texts() == [BOTH]


def test_what_stands_on_a_split_is_taken_back_first() -> None:
    keep(BOTH)
    editor = make_editor()
    correction = split(editor)
    second = Finding.objects.get(position=2)
    (later,) = correct_finding(
        finding=second, text="Children wait.", themes=[each.theme for each in second.themes.all()], why="-", by=editor
    )

    with pytest.raises(InputError, match="A later correction"):
        undo_correction(correction=correction, by=editor)
    undo_correction(correction=later, by=editor)
    undo_correction(correction=correction, by=editor)

    assert texts() == [BOTH]


def test_a_split_stays_when_the_report_is_read_again() -> None:
    keep(BOTH, LAST)
    split(make_editor())

    keep("One more.", BOTH, LAST)

    assert texts() == ["One more.", REVIEWS, WAITS, LAST]


def test_a_newer_reading_that_parts_it_too_takes_the_parts_over() -> None:
    keep(BOTH, LAST)
    editor = make_editor()
    correction = split(editor)
    keys = list(Finding.objects.order_by("position").values_list("key", flat=True))

    keep(REVIEWS, WAITS, LAST)
    assert list(Finding.objects.order_by("position").values_list("key", flat=True)) == keys

    undo_correction(correction=correction, by=editor)
    assert texts() == [REVIEWS, WAITS, LAST]


def test_a_missed_finding_is_added_in_its_place_and_stays() -> None:
    report = keep(REVIEWS, LAST)
    editor = make_editor()

    finding = add(report, editor, position=2)

    assert texts() == [REVIEWS, WAITS, LAST]
    assert (finding.origin, finding.text_as_read) == (Origin.ADDED, "")
    keep(REVIEWS, LAST, outcome=3)
    assert texts() == [REVIEWS, WAITS, LAST]


def test_an_added_finding_is_taken_back_and_its_trail_stays() -> None:
    report = keep(REVIEWS)
    editor = make_editor()
    add(report, editor, position=1)
    (correction,) = queries.corrections_of(report)

    undo_correction(correction=correction, by=editor)

    assert texts() == [REVIEWS]
    assert [each.undone_by for each in queries.corrections_of(report)] == [editor]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"text": f"• {REVIEWS}"}, "is there already"),
        ({"page": 0}, "page"),
        ({"themes": ["no-such"]}, "There is no theme"),
        ({"responsible": ["Example Council"]}, "Only a priority action"),
        ({"why": ""}, "Say why"),
    ],
)
def test_an_addition_that_cannot_be(asked: dict[str, Any], sentence: str) -> None:
    report = keep(REVIEWS)

    with pytest.raises(InputError, match=sentence):
        add(report, make_editor(), **asked)

    assert texts() == [REVIEWS]


def test_a_correction_follows_its_finding_when_a_newer_reading_has_more() -> None:
    keep(REVIEWS, WAITS, LAST)
    editor = make_editor()
    finding = Finding.objects.get(text=WAITS)
    correct_finding(finding=finding, text="Children wait.", themes=["leadership"], why="-", by=editor)

    keep("A new first.", REVIEWS, "Children wait too long for their therapy.", LAST)

    assert texts() == ["A new first.", REVIEWS, "Children wait.", LAST]
    finding.refresh_from_db()
    assert (finding.position, finding.text_as_read) == (3, "Children wait too long for their therapy.")
    assert finding.key.endswith("-improve-2"), "a permanent address stays"


def test_a_finding_kept_for_its_correction_alone_goes_with_it() -> None:
    keep(REVIEWS, WAITS)
    editor = make_editor()
    finding = Finding.objects.get(text=WAITS)
    (correction,) = correct_finding(finding=finding, text="They wait.", themes=["leadership"], why="-", by=editor)
    keep(REVIEWS)
    assert texts() == [REVIEWS, "They wait."]

    undo_correction(correction=correction, by=editor)

    assert texts() == [REVIEWS]


def test_a_file_that_is_read_as_another_inspection_keeps_its_corrections() -> None:
    keep(REVIEWS, area="Bexley", la_code="303", start="2023-12-04")
    editor = make_editor()
    correct_finding(finding=Finding.objects.get(), text="They are late.", themes=["leadership"], why="-", by=editor)

    report = keep(REVIEWS)

    assert Report.objects.get() == report
    assert texts() == ["They are late."]


def test_an_editor_parts_and_adds_on_pages(client: Client) -> None:
    report = keep(BOTH, LAST)
    client.force_login(make_editor())
    key = Finding.objects.get(position=1).key

    page = client.get(f"/findings/{key}/split/").content.decode()
    assert REVIEWS in page, "the form begins with the finding cut at a sentence"
    sent = {"first": REVIEWS, "second": WAITS, "page": "3", "why": "Two", "seen_text": BOTH}
    refused = client.post(f"/findings/{key}/split/", {**sent, "second": "Else"})
    assert refused.status_code == 422
    assert "all the words of the finding" in refused.content.decode()
    assert client.post(f"/findings/{key}/split/", sent).status_code == 302
    added = {
        "kind": "priority_action",
        "text": "Act.",
        "page": "6",
        "responsible": "Example ICB\nExample Council",
        "why": "x",
    }
    assert client.post(f"/inspections/{report.slug}/add/", {**added, "page": "six"}).status_code == 422
    assert client.post(f"/inspections/{report.slug}/add/", added).status_code == 302

    page = client.get(f"/inspections/{report.slug}/").content.decode()
    assert "Parted in two" in page
    assert "For Example ICB; Example Council" in page
    new = Finding.objects.get(origin=Origin.ADDED)
    undone = client.post(f"/findings/{new.key}/corrections/{new.corrections.get().pk}/undo/")
    assert undone.headers["Location"] == f"/inspections/{report.slug}/"
    assert client.get(f"/findings/{new.key}/").status_code == 404
