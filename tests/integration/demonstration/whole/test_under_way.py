"""The inspection of the demonstration that is under way, on whatever day somebody builds it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.core.inspecting import REQUEST, REQUEST_OVER
from extramile.web.accounts.personas import persona
from extramile.web.enquiries.models import AskedSetting, Request
from extramile.web.inspections.around import ways_by_part
from extramile.web.inspections.models import InCircle, Inspection, LetterSent, Participant, Side, Task, TaskState
from extramile.web.partnerships.models import Grant
from extramile.web.partnerships.queries import scope_of
from extramile.web.timetable.models import Answer, Going
from tests.integration.demonstration.under_way import kinds_to_come, running

pytestmark = pytest.mark.long


@pytest.fixture
def under_way(demonstration: float, db: None) -> Inspection:
    """The inspection under way."""
    return running()


def test_people_of_both_sides(under_way: Inspection) -> None:
    people = Participant.objects.filter(inspection=under_way)
    assert people.filter(side=Side.VISITING).count() == 5
    assert people.filter(side=Side.LOCAL).count() >= 15
    assert people.filter(side=Side.LOCAL).values("organisation").distinct().count() >= 8
    inspector = people.get(role="ofsted_lead")
    assert inspector.member
    [grant] = Grant.objects.filter(member=inspector.member_id)
    assert grant.ends
    assert timezone.localdate() < grant.ends


def test_at_least_three_kinds_of_clashes_wait_to_be_resolved(under_way: Inspection) -> None:
    assert {"need", "outside-school", "room-taken"} <= kinds_to_come(under_way)


def test_some_have_answered_and_something_was_called_off(under_way: Inspection) -> None:
    answers = set(Going.objects.filter(session__inspection=under_way).values_list("answer", flat=True))
    assert answers == set(Answer.values)
    assert under_way.sessions.exclude(called_off_at=None).count() == 1


def test_the_checklist_is_part_done(under_way: Inspection) -> None:
    rows = Task.objects.filter(inspection=under_way)
    assert set(rows.values_list("state", flat=True)) == set(TaskState.values)
    assert rows.filter(state__in=["open", "in-hand"], due__lt=timezone.localdate()).exists()
    assert rows.filter(key="").count() == 2


def test_requests_are_in_every_state_and_one_is_late(under_way: Inspection) -> None:
    rows = Request.objects.filter(inspection=under_way)
    assert set(rows.values_list("state", flat=True)) == set(REQUEST.states)
    late = [each for each in rows if each.state not in REQUEST_OVER and each.due and each.due < timezone.now()]
    assert len(late) == 1
    checked = rows.exclude(checked_by=None)
    assert checked.exists()
    assert all(each.checked_by_id != each.answered_by_id for each in checked)
    assert not [each for each in rows if each.asked_at > timezone.now()]


def test_schools_are_asked_by_link_and_some_have_answered(under_way: Inspection) -> None:
    asked = AskedSetting.objects.filter(request__inspection=under_way)
    assert asked.count() == 3
    assert asked.exclude(answered_at=None).count() == 2
    assert asked.exclude(taken_at=None).count() == 1
    assert all(each.receipt for each in asked if each.answered_at)


def test_the_letters_went_out_whole_and_the_circle_is_small(under_way: Inspection) -> None:
    sent = list(LetterSent.objects.filter(inspection=under_way))
    assert {each.letter for each in sent} == {"settings", "families", "staff", "young-people"}
    assert not [each for each in sent if "{" in each.content]
    rows = InCircle.objects.filter(inspection=under_way)
    assert rows.filter(put_out_at=None).count() == 3
    assert rows.exclude(put_out_at=None).count() == 1


@pytest.mark.parametrize(
    ("person", "sees"),
    [("nominated.officer", True), ("inspector", False), ("headteacher", True), ("forum.chair", True)],
)
def test_the_pages_of_the_inspection_open(under_way: Inspection, client: Client, person: str, sees: bool) -> None:
    client.post("/sign-in/as/", {"persona": f"{person}@wexmoor.example"})
    at = f"/p/wexmoor/inspect/{under_way.pk}/"
    assert client.get(at).status_code == 200
    assert client.get(f"{at}dates/").status_code == 200
    assert (client.get(f"{at}checklist/").status_code == 200) is sees


@pytest.mark.parametrize("person", ["nominated.officer", "data.manager", "quality", "headteacher", "inspector"])
def test_every_way_that_somebody_is_shown_can_be_gone(under_way: Inspection, client: Client, person: str) -> None:
    email = f"{person}@wexmoor.example"
    client.post("/sign-in/as/", {"persona": email})
    scope = scope_of(persona(email), "wexmoor")
    assert scope
    for found in Inspection.objects.filter(partnership__slug="wexmoor"):
        for each in (way for _, ways in ways_by_part(scope, found) for way in ways):
            page = client.get(reverse(each.name, args=[scope.name, found.pk]))
            assert page.status_code == 200, each.name
            assert "does not exist" in page.content.decode(), each.name
