"""Corrections: beside the reading, with who, when and why; nothing of anybody is lost."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from extramile.core.vocabulary import InputError
from extramile.web.library.actions import correct_finding, correct_report, facts_of, keep_reading, undo_correction
from extramile.web.library.models import Correction, Finding, LibraryState, Report
from tests.library import item, make_person, make_reading

pytestmark = pytest.mark.django_db
KEY = "2023-826-2024-03-improve-1"


@pytest.fixture
def finding(library: Any) -> Finding:
    """A finding about annual reviews."""
    return Finding.objects.get(key=KEY)


def correct(finding: Finding, by: Any, text: str | None = None, **more: Any) -> list[Correction]:
    """Correct the words, or something else."""
    finding.refresh_from_db()
    asked = {"themes": ["annual-reviews"], "why": "As printed", "text": text or finding.text, **more}
    return correct_finding(finding=finding, by=by, **asked)


def version() -> int:
    """Return the library's version."""
    return LibraryState.objects.get(pk=1).version


def test_a_correction_says_before_after_who_why_and_keeps_the_reading(finding: Finding, editor: Any) -> None:
    before, at = finding.text, version()

    (correction,) = correct(finding, editor, "Reviews come late.")

    finding.refresh_from_db()
    assert (finding.text, finding.text_as_read) == ("Reviews come late.", before)
    assert (correction.field, correction.before, correction.after) == ("text", before, "Reviews come late.")
    assert (correction.by, correction.why) == (editor, "As printed")
    assert correction.at is not None
    assert version() == at + 1


def test_themes_are_corrected_apart_from_words(finding: Finding, editor: Any) -> None:
    recorded = correct(finding, editor, "Reviews come late.", themes=["transitions", "leadership"])

    assert [each.field for each in recorded] == ["text", "themes"]
    assert [(each.theme, each.words) for each in finding.themes.all()] == [("transitions", []), ("leadership", [])]
    assert recorded[1].before == [{"theme": "annual-reviews", "words": ["Annual"]}]


def test_a_theme_that_stays_keeps_the_words_that_gave_it(finding: Finding, editor: Any) -> None:
    correct(finding, editor, themes=["annual-reviews", "transitions"])

    assert [(each.theme, each.words) for each in finding.themes.all()] == [
        ("annual-reviews", ["Annual"]),
        ("transitions", []),
    ]


def test_saving_without_a_change_records_nothing(finding: Finding, editor: Any) -> None:
    at = version()

    assert correct(finding, editor, f"  {finding.text}\r\n\r\n") == []
    assert version() == at


def test_lines_stay_lines_and_spaces_are_one(finding: Finding, editor: Any) -> None:
    correct(finding, editor, "Leaders   must:\r\n\r\n •  act \r\n• listen")

    finding.refresh_from_db()
    assert finding.text == "Leaders must:\n• act\n• listen"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"text": " \n "}, "A finding needs words."),
        ({"why": "   "}, "Say why"),
        ({"themes": ["no-such-theme"]}, "There is no theme no-such-theme."),
    ],
)
def test_what_cannot_be_saved_is_told_and_nothing_is(finding: Finding, editor: Any, asked: dict, sentence: str) -> None:
    at = version()

    with pytest.raises(InputError, match=sentence):
        correct(finding, editor, **{"text": "New words.", **asked})

    finding.refresh_from_db()
    assert (finding.text == finding.text_as_read, version(), Correction.objects.count()) == (True, at, 0)


def test_only_editors_whose_account_is_open(finding: Finding, editor: Any) -> None:
    closed = make_person("closed@example.org", "Closed", editor=True)
    closed.is_active = False

    for person in (make_person(), closed):
        with pytest.raises(InputError, match="Only editors of the library"):
            correct(finding, person, "Mine.")


def test_the_second_editor_sees_the_first_ones_words_and_loses_nothing(
    finding: Finding, editor: Any, client: Any
) -> None:
    """Through the page: the form comes back with their own words in it, and saving again works."""
    client.force_login(editor)
    address = f"/findings/{KEY}/correct/"
    seen = finding.text
    assert client.get(address).status_code == 200
    correct(finding, make_person("first@example.org", "First", editor=True), "The first editor’s words.")
    mine = {"text": "The second editor’s words.", "theme": ["transitions"], "why": "A reason of mine"}
    mine["seen_themes"] = "annual-reviews"

    refused = client.post(address, {**mine, "seen_text": seen})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Somebody else corrected this finding while you were writing." in page
    assert "The first editor’s words." in page
    assert "The second editor’s words." in page
    assert 'value="A reason of mine"' in page
    assert 'name="seen_text" value="The first editor’s words."' in page
    finding.refresh_from_db()
    assert finding.text == "The first editor’s words."

    saved = client.post(address, {**mine, "seen_text": "The first editor’s words."})

    assert (saved.status_code, saved.headers["Location"]) == (302, f"/findings/{KEY}/")
    finding.refresh_from_db()
    assert finding.text == "The second editor’s words."
    assert [each.before for each in finding.corrections.filter(field="text")] == [seen, "The first editor’s words."]


def test_a_mistake_in_the_form_does_not_hide_what_changed_meanwhile(finding: Finding, editor: Any, client: Any) -> None:
    client.force_login(editor)
    seen = finding.text
    correct(finding, make_person("first@example.org", "First", editor=True), "The first editor’s words.")

    page = client.post(f"/findings/{KEY}/correct/", {"text": "Mine.", "seen_text": seen, "why": ""}).content.decode()

    assert "Enter why you change it" in page
    assert "The first editor’s words." in page
    assert 'name="seen_text" value="The first editor’s words."' not in page


def test_taking_back_goes_from_the_latest_to_the_first(finding: Finding, editor: Any) -> None:
    read = finding.text
    (first,) = correct(finding, editor, "First.")
    (second,) = correct(finding, editor, "Second.")
    at = version()

    with pytest.raises(InputError, match="Take the later one back first"):
        undo_correction(correction=first, by=editor)
    assert version() == at

    for correction, stands in ((second, "First."), (first, read)):
        undo_correction(correction=correction, by=editor)
        finding.refresh_from_db()
        assert finding.text == stands
    assert version() == at + 2


def test_words_and_themes_are_taken_back_apart(finding: Finding, editor: Any) -> None:
    words, themes = correct(finding, editor, "First.", themes=["transitions"])

    undo_correction(correction=words, by=editor)

    finding.refresh_from_db()
    assert finding.text == finding.text_as_read
    assert [each.theme for each in finding.themes.all()] == ["transitions"]
    undo_correction(correction=themes, by=editor)
    assert list(finding.themes.values_list("theme", "words")) == [("annual-reviews", ["Annual"])]


def test_what_was_taken_back_says_who_and_when_and_is_not_taken_back_twice(finding: Finding, editor: Any) -> None:
    (correction,) = correct(finding, editor, "First.")
    other = make_person("other@example.org", "Other", editor=True)

    undo_correction(correction=correction, by=other)

    correction.refresh_from_db()
    assert correction.undone_by == other
    assert correction.undone_at is not None
    with pytest.raises(InputError, match="taken back already"):
        undo_correction(correction=correction, by=editor)


def test_facts_of_a_report_are_corrected_and_taken_back(library: Any, editor: Any) -> None:
    report = library[0]
    changes = {"outcome": 3, "started": date(2024, 3, 5), "ended": report.ended, "published": None}

    recorded = correct_report(report=report, changes=changes, why="Reissued", by=editor)

    report.refresh_from_db()
    assert (report.outcome, report.started, report.published) == (3, date(2024, 3, 5), None)
    assert {each.field: (each.before, each.after) for each in recorded} == {
        "outcome": (2, 3),
        "started": ("2024-03-04", "2024-03-05"),
        "published": ("2024-05-20", None),
    }
    for each in recorded:
        undo_correction(correction=each, by=editor)
    report.refresh_from_db()
    assert (report.outcome, report.started, report.published) == (2, date(2024, 3, 4), date(2024, 5, 20))


def test_the_second_editor_of_facts_overwrites_nothing(library: Any, editor: Any, client: Any) -> None:
    report = Report.objects.get(slug="2023-826-2024-03")
    seen = facts_of(report)
    correct_report(report=report, changes={"outcome": 1}, why="Reissued", by=editor)

    with pytest.raises(InputError, match="Somebody else corrected this report"):
        correct_report(report=report, changes={"outcome": 3}, why="Reissued", by=editor, seen=seen)

    client.force_login(editor)
    sent = {"outcome": "3", "started": "4 March 2024", "ended": "2024-03-08", "published": "", "why": "Reissued"}
    refused = client.post("/inspections/2023-826-2024-03/correct/", {**sent, "seen": json.dumps(seen)})
    assert refused.status_code == 422
    assert "As it stands now: Typically positive; inspected 4 March 2024 to 8 March 2024" in refused.content.decode()
    shown = re.search('name="seen" value="([^"]+)"', refused.content.decode())
    assert shown
    assert client.post(refused.request["PATH_INFO"], {**sent, "seen": unescape(shown[1])}).status_code == 302


def test_the_second_editor_of_words_does_not_set_themes_back(finding: Finding, editor: Any) -> None:
    seen = [each.theme for each in finding.themes.all()]
    correct(finding, editor, themes=["transitions"])

    with pytest.raises(InputError, match="Somebody else corrected this finding"):
        correct(finding, editor, "Reviews come late.", seen_themes=seen)


def test_taking_facts_and_themes_back_after_another_reading_leaves_those_of_that_reading(editor: Any) -> None:
    def keep(outcome: int, theme: str) -> Report:
        reading = make_reading(outcome=outcome, improve=[item("Reviews are late.", themes=(theme,))])
        return keep_reading(reading=reading, file_hash="c" * 64)[0]

    report = keep(2, "annual-reviews")
    (fact,) = correct_report(report=report, changes={"outcome": 1}, why="Reissued", by=editor)
    (themes,) = correct(Finding.objects.get(), editor, themes=["transitions"])
    keep(3, "leadership")

    undo_correction(correction=fact, by=editor)
    undo_correction(correction=themes, by=editor)

    report.refresh_from_db()
    assert report.outcome == 3
    assert [each.theme for each in Finding.objects.get().themes.all()] == ["leadership"]


def test_a_day_is_not_taken_back_where_the_other_forbids_it(library: Any, editor: Any) -> None:
    report = Report.objects.get(slug="2023-826-2024-03")
    days = {"started": date(2024, 4, 1), "ended": date(2024, 4, 5)}
    recorded = {each.field: each for each in correct_report(report=report, changes=days, why="Reissued", by=editor)}

    with pytest.raises(InputError, match="Take the correction of the other day back first"):
        undo_correction(correction=recorded["ended"], by=editor)


def test_an_inspection_does_not_end_before_it_begins(library: Any, editor: Any) -> None:
    with pytest.raises(InputError, match="last day must not be before the first"):
        correct_report(report=library[0], changes={"ended": date(2023, 1, 1)}, why="x", by=editor)

    assert not Correction.objects.exists()


def test_only_facts_that_can_be_corrected_are(library: Any, editor: Any) -> None:
    with pytest.raises(ValueError, match="area_name"):
        correct_report(report=library[0], changes={"area_name": "Elsewhere"}, why="x", by=editor)


def test_an_editor_with_corrections_cannot_be_deleted(finding: Finding, editor: Any) -> None:
    correct(finding, editor, "First.")

    with pytest.raises(ProtectedError):
        editor.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"undone_at": "2024-01-01T00:00Z"},
        {"field": "outcome"},
        {"finding": None},
    ],
    ids=["no reason", "taken back by nobody", "a fact of a report on a finding", "words of no finding"],
)
def test_the_database_itself_refuses(finding: Finding, editor: Any, wrong: dict[str, Any]) -> None:
    values = {"report": finding.report, "finding": finding, "field": "text", "before": "a", "after": "b", "why": "c"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(**{**values, "by": editor, **wrong})


def test_the_database_refuses_an_outcome_that_is_none(library: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(outcome=4)


def test_the_page_shows_who_when_and_why(finding: Finding, editor: Any, client: Any) -> None:
    correct(finding, editor, "Reviews come late.", why="“Come” is printed <here>")

    page = client.get(f"/findings/{KEY}/").content.decode()

    assert "Editor Example, " in page
    assert "“Come” is printed &lt;here&gt;" in page
    assert "editor@example.org" not in page
