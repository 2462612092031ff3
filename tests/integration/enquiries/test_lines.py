"""Lines of enquiry: noted, read anew without loss, offered evidence, closed for a reason; seen by who answers requests."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.enquiries.actions import lines
from extramile.web.enquiries.actions.entering import enter
from extramile.web.enquiries.models import Line
from extramile.web.enquiries.queries import lines as queries
from extramile.web.enquiries.views.lines import PAGE_SIZE
from extramile.web.evidence import actions as evidence
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db
TITLE = "Do children without a place get help?"
READING = "They doubt that tuition is enough."


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def found(people: dict[str, Scope]) -> Inspection:
    return inspect(people["lead"])


@pytest.fixture
def made(people: dict[str, Scope], found: Inspection) -> Line:
    return lines.begin(
        scope=people["lead"],
        inspection=found,
        title=TITLE,
        raised_on=date(2025, 9, 10),
        criteria=["I1"],
        reading=READING,
    )


def home(found: Inspection) -> str:
    return f"/p/wexmoor/inspect/{found.pk}/lines/"


def test_a_line_is_noted_read_anew_and_closed_and_every_turn_is_kept(
    people: dict[str, Scope], found: Inspection
) -> None:
    lead = signed_in(people["lead"])
    sent = {"title": TITLE, "raised_on": "10 September 2025", "criteria": ["I1"], "reading": READING}
    assert lead.post(f"{home(found)}new/", {**sent, "title": " "}).status_code == 422
    assert lead.post(f"{home(found)}new/", sent).status_code == 302
    line = Line.objects.get()
    page = f"{home(found)}{line.pk}/"
    new = {"title": TITLE, "criteria": ["I3"], "reading": "They have seen the timetable.", "revision": "1"}
    assert lead.post(f"{page}change/", new).status_code == 302
    told = lead.get(page).content.decode()
    assert "They have seen the timetable." in told.partition("What happened")[0]
    assert READING in told.partition("What happened")[2]
    assert lead.post(f"{page}step/", {"do": "close", "why": ""}).status_code == 422
    assert lead.post(f"{page}step/", {"do": "close", "why": "They said so today"}).status_code == 302
    assert "They said so today" in lead.get(page).content.decode()
    assert lead.post(f"{page}change/", {**new, "title": "Other", "revision": "3"}).status_code == 422
    lead.post(f"{page}step/", {"do": "reopen", "why": "They asked again"})
    line.refresh_from_db()
    assert (line.closed_on, line.closed_why) == (None, "")
    assert [each.verb for each in reversed(queries.turns(line))] == [
        "raised",
        "read",
        "criteria",
        "read",
        "closed",
        "opened again",
    ]


def test_two_who_write_at_once_lose_nothing(people: dict[str, Scope], found: Inspection, made: Line) -> None:
    lines.change(scope=people["lead"], line=made, title=TITLE, criteria=["I1"], reading="Hers", seen=1)
    sent = {"title": TITLE, "criteria": ["I1"], "reading": "His", "revision": "1"}
    told = signed_in(people["lead"]).post(f"{home(found)}{made.pk}/change/", sent)
    assert told.status_code == 422
    assert "Hers" in told.content.decode()
    assert "His" in told.content.decode()
    made.refresh_from_db()
    assert made.reading == "Hers"


def test_evidence_and_requests_stand_with_their_line(people: dict[str, Scope], found: Inspection, made: Line) -> None:
    lead = signed_in(people["lead"])
    item = evidence.add_note(scope=people["lead"], about=evidence.About("Tuition by month"), text="Kept.")
    page = f"{home(found)}{made.pk}/"
    assert "Tuition by month" in lead.get(f"{page}evidence/?words=tuition").content.decode()
    lead.post(f"{page}evidence/", {"item": str(item.pk)})
    given: dict[str, Any] = dict.fromkeys(("asked_by", "asked_of", "due", "owner")) | {"criteria": [], "line": made}
    enter(
        scope=people["lead"],
        inspection=found,
        words=["Hours of tuition"],
        given=given | {"asked_at": found.called_at},
    )
    told = lead.get(page).content.decode()
    assert "Tuition by month" in told
    assert "Hours of tuition" in told
    listed = lead.get(home(found)).content.decode()
    assert "1 request, 1 open" in listed
    assert "1 piece offered" in listed
    assert "A line of enquiry" in lead.get(f"/p/wexmoor/evidence/{item.pk}/").content.decode()
    lead.post(f"{page}evidence/", {"item": str(item.pk), "do": "unlink"})
    assert "none offered" in lead.get(home(found)).content.decode()


def test_the_list_is_by_state_and_criterion(people: dict[str, Scope], found: Inspection, made: Line) -> None:
    other = lines.begin(scope=people["lead"], inspection=found, title="Transport", raised_on=date(2025, 9, 9))
    lines.step(scope=people["lead"], line=other, do="close", why="Seen")
    assert queries.lines(found) == [made, other]
    assert queries.lines(found, state="closed") == [other]
    assert queries.lines(found, criterion="I1") == [made]
    assert queries.lines(found, state="closed", criterion="I1") == []
    told = signed_in(people["lead"]).get(f"{home(found)}?state=closed&criterion=I1").content.decode()
    assert "See every line" in told


def test_who_reads_or_inspects_sees_no_line_and_a_lead_alone_closes(
    people: dict[str, Scope], found: Inspection, made: Line
) -> None:
    for name in ("reader", "inspector"):
        for page in (home(found), f"{home(found)}{made.pk}/"):
            assert signed_in(people[name]).get(page).status_code == 403, name
    with pytest.raises(NotAllowedError):
        lines.step(scope=people["contributor"], line=made, do="close", why="Mine")
    trail = "".join(str((each.thing, each.before, each.after)) for each in Event.objects.all())
    assert TITLE not in trail
    assert READING not in trail


def test_what_cannot_be_is_refused(people: dict[str, Scope], found: Inspection, made: Line) -> None:
    said: dict[str, Any] = {"scope": people["lead"], "inspection": found, "title": TITLE}
    with pytest.raises(InputError, match="day to come"):
        lines.begin(**said, raised_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(InputError, match="Choose criteria"):
        lines.begin(**said, raised_on=date(2025, 9, 10), criteria=["X9"])
    with pytest.raises(InputError, match="the line of enquiry is open"):
        lines.step(scope=people["lead"], line=made, do="reopen", why="No")
    with pytest.raises(InputError, match="no such evidence"):
        lines.offer(scope=people["lead"], line=made, item_id=999)
    assert signed_in(people["lead"]).get(f"{home(found)}{made.pk + 1}/").status_code == 404


def test_lines_are_found_by_words_and_evidence_is_called_by_its_title_where_it_is_seen(
    people: dict[str, Scope], found: Inspection, made: Line
) -> None:
    lead = people["lead"]
    lines.begin(scope=lead, inspection=found, title="Transport", raised_on=date(2025, 9, 11))
    item = evidence.add_note(scope=lead, about=evidence.About("Count of children"), text="Kept.")
    lines.offer(scope=lead, line=made, item_id=item.pk)
    lines.take_back(scope=lead, line=made, item_id=item.pk)
    assert [each.title for each in queries.lines(found, words="tuition ENOUGH")] == [TITLE]
    assert "No line of enquiry is like this" in signed_in(lead).get(f"{home(found)}?words=quagga").content.decode()
    page = signed_in(lead).get(f"{home(found)}{made.pk}/").content.decode()
    assert page.count("Count of children</td>") == 2


def test_a_long_list_has_pages(people: dict[str, Scope], found: Inspection, made: Line) -> None:
    for number in range(PAGE_SIZE):
        lines.begin(scope=people["lead"], inspection=found, title=f"Line {number}", raised_on=date(2025, 9, 12))
    client = signed_in(people["lead"])
    first, second = (client.get(f"{home(found)}?page={page}").content.decode() for page in (1, 2))
    assert f"{PAGE_SIZE + 1} lines, open ones first" in first
    assert first.count('<th scope="row">') == PAGE_SIZE
    assert second.count('<th scope="row">') == 1
    assert f"{PAGE_SIZE + 1} to {PAGE_SIZE + 1} of {PAGE_SIZE + 1} stand here." in second
