"""Notes of what inspectors said: who reads them before and after publication, corrected without loss, nowhere else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.enquiries import threads
from extramile.web.enquiries.actions import notes
from extramile.web.enquiries.models import Note
from extramile.web.inspections.actions import circle
from extramile.web.inspections.embargo import OPENED
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db
HELD = datetime(2025, 9, 12, 15, tzinfo=UTC)
SECRET = "They doubt our figures of waiting."
EVERYBODY_ELSE = ("contributor", "reader", "auditor", "inspector", "forum")


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def found(people: dict[str, Scope]) -> Inspection:
    return inspect(people["lead"])


@pytest.fixture
def made(people: dict[str, Scope], found: Inspection) -> Note:
    return notes.write(scope=people["lead"], inspection=found, kind="feedback", held_at=HELD, words=SECRET)


def home(found: Inspection) -> str:
    return f"/p/wexmoor/inspect/{found.pk}/"


def others(people: dict[str, Scope]) -> list[str]:
    return [name for name in EVERYBODY_ELSE if name in people]


def test_a_note_is_written_read_and_corrected_and_what_it_said_is_kept(
    people: dict[str, Scope], found: Inspection
) -> None:
    lead = signed_in(people["lead"])
    sent = {"kind": "keep-in-touch", "day": "12 September 2025", "hour": "16:00", "words": SECRET, "criteria": ["I1"]}
    assert lead.post(f"{home(found)}notes/new/", {**sent, "words": ""}).status_code == 422
    assert lead.post(f"{home(found)}notes/new/", sent).status_code == 302
    note = Note.objects.get()
    page = f"{home(found)}notes/{note.pk}/"
    assert SECRET in lead.get(page).content.decode()
    lead.post(f"{page}correct/", {"words": "They ask about waiting.", "criteria": ["I3"], "revision": "1"})
    told = lead.get(page).content.decode()
    assert "They ask about waiting." in told
    assert SECRET in told.partition("What it said before")[2]
    second = lead.post(f"{page}correct/", {"words": "My own words.", "revision": "1"})
    assert second.status_code == 422
    assert "My own words." in second.content.decode()
    assert "They ask about waiting." in second.content.decode()
    note.refresh_from_db()
    assert (note.words, note.criteria, note.revision) == ("They ask about waiting.", ["I3"], 2)


def test_before_publication_only_leads_and_the_circle_read_and_each_reading_is_in_the_trail(
    people: dict[str, Scope], found: Inspection, made: Note
) -> None:
    page = f"{home(found)}notes/{made.pk}/"
    for name in others(people):
        assert signed_in(people[name]).get(page).status_code == 403, name
        assert signed_in(people[name]).get(f"{home(found)}notes/").status_code == 403, name
        assert "/notes/" not in signed_in(people[name]).get(home(found)).content.decode(), name
    circle.let_in(scope=people["lead"], inspection=found, member=people["contributor"].member, why="Writes the plan")
    for _ in range(2):
        assert SECRET in signed_in(people["contributor"]).get(page).content.decode()
    assert Event.objects.filter(verb=OPENED, kind="note", by_id=people["contributor"].person.pk).count() == 1


def test_publication_opens_no_note_and_inspectors_never_see_the_areas_notes(
    people: dict[str, Scope], found: Inspection, made: Note
) -> None:
    Inspection.objects.filter(pk=found.pk).update(outcome="inconsistent", published_on=timezone.localdate())
    page = f"{home(found)}notes/{made.pk}/"
    assert signed_in(people["reader"]).get(page).status_code == 403
    assert SECRET in signed_in(people["lead"]).get(page).content.decode()
    assert signed_in(people["inspector"]).get(page).status_code == 403
    # Not even that there was a meeting: the thread shows what its page would show.
    for name in (*others(people), "lead"):
        seen = threads.find_notes(people[name], [str(made.pk)])
        assert bool(seen) == (name == "lead"), name


def test_who_was_let_in_finds_a_note_on_the_thread_before_and_after_publication(
    people: dict[str, Scope], found: Inspection, made: Note
) -> None:
    circle.let_in(scope=people["lead"], inspection=found, member=people["contributor"].member, why="Writes the plan")
    assert threads.find_notes(people["contributor"], [str(made.pk)])
    Inspection.objects.filter(pk=found.pk).update(outcome="inconsistent", published_on=timezone.localdate())
    assert threads.find_notes(people["contributor"], [str(made.pk)])


def test_the_words_are_nowhere_else(
    people: dict[str, Scope], found: Inspection, made: Note, caplog: pytest.LogCaptureFixture
) -> None:
    notes.correct(scope=people["lead"], note=made, words=f"{SECRET} Still.", criteria=[], seen=1)
    assert "doubt our figures" not in "".join(
        str((each.thing, each.before, each.after)) for each in Event.objects.all()
    )
    for path in (
        "/p/wexmoor/",
        "/p/wexmoor/audit/",
        home(found),
        f"{home(found)}notes/",
        "/p/wexmoor/evidence/?words=doubt",
    ):
        assert "doubt our figures" not in signed_in(people["lead"]).get(path).content.decode(), path
    assert "doubt our figures" not in caplog.text


def test_what_cannot_be_is_refused(people: dict[str, Scope], found: Inspection, made: Note) -> None:
    said: dict[str, Any] = {"scope": people["lead"], "inspection": found, "kind": "feedback", "words": "Well."}
    with pytest.raises(InputError, match="not been held yet"):
        notes.write(**said, held_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(InputError, match="Choose criteria"):
        notes.write(**said, held_at=HELD, criteria=["X9"])
    with pytest.raises(NotAllowedError):
        notes.write(**{**said, "scope": people["contributor"]}, held_at=HELD)
    assert signed_in(people["lead"]).get(f"{home(found)}notes/{made.pk + 1}/").status_code == 404
