"""The check of facts: numbers that are never used again, answers with their day, and what to change when one is accepted."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.findings import rendering
from extramile.web.findings.actions import accuracy as actions
from extramile.web.findings.knowing_ways import comments
from extramile.web.findings.queries import accuracy as queries
from extramile.web.inspections.models import EventDay
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.findings.scene import inspect, make_partnership, signed_in, write
from tools.pdf_ua_check import faults

pytestmark = pytest.mark.django_db
SAID = {"kind": "figure", "place": "Page 3", "says": "Ten plans were late.", "should_say": "Eight plans were late."}


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


def test_from_point_to_answer_by_hand(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    finding = write(lead, inspection)
    client, where = signed_in(lead), f"/p/{lead.name}/inspect/{inspection.pk}/accuracy/"

    assert client.post(f"{where}new/", {**SAID, "says": ""}).status_code == 422
    assert client.post(f"{where}new/", {**SAID, "finding_id": finding.pk}).status_code == 302
    assert "no proof" in client.get(where).content.decode()
    assert (
        client.post(
            f"{where}1/change/", {**SAID, "finding_id": finding.pk, "proof": "Return of May", "seen": 1}
        ).status_code
        == 302
    )
    refused = client.post(f"{where}1/answer/", {"step": "refuse", "seen": 2})
    assert "Enter the answer" in refused.content.decode()
    assert client.post(f"{where}1/answer/", {"step": "accept", "on": "1 November 2026", "seen": 2}).status_code == 302
    page = client.get(f"{where}1/").content.decode()
    assert "the finding that it is about" in page
    assert client.post(f"{where}1/change/", {**SAID, "seen": 3}).status_code == 422, "an answered point stands"
    assert "Return of May" in client.get(f"{where[:-1]}.csv").content.decode()


def test_a_number_is_never_used_again_and_an_answer_does_not_lie_ahead(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    first = actions.make_point(scope=lead, inspection=inspection, **SAID)
    actions.take_step(scope=lead, point=first, step="withdraw", seen=1, answer="It was right")

    assert actions.make_point(scope=lead, inspection=inspection, **SAID).number == 2
    with pytest.raises(InputError, match="lies ahead"):
        actions.take_step(
            scope=lead,
            point=queries.points(lead, inspection)[1],
            step="accept",
            seen=1,
            on=timezone.localdate() + timedelta(1),
        )
    reopened = actions.take_step(scope=lead, point=first, step="reopen", seen=2)
    assert (reopened.state, reopened.answered_on) == ("open", None)


def test_due_by_the_rule_of_the_pack_and_silent_once_answered(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    point = actions.make_point(scope=lead, inspection=inspection, **SAID)
    EventDay.objects.create(inspection=inspection, event="draft-received", day=timezone.localdate(), by=lead.person)

    due = queries.due(lead, inspection)
    assert due is not None
    assert due.day is not None
    assert [each.due for each in comments(lead, inspection)] == [due.day]
    assert comments(people["reader"], inspection) == []
    actions.take_step(scope=lead, point=point, step="accept", seen=1)
    assert comments(lead, inspection) == []


def test_the_table_to_send(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    actions.make_point(scope=lead, inspection=inspection, **SAID)

    assert faults(rendering.rendered(lead, inspection, "accuracy", "pdf")) == []
    assert rendering.rendered(lead, inspection, "accuracy", "docx").startswith(b"PK")


def test_not_for_those_whom_the_embargo_keeps_out(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"])
    actions.make_point(scope=people["lead"], inspection=inspection, **SAID)

    for who in ("contributor", "reader", "auditor"):
        assert not queries.points(people[who], inspection).exists()
        with pytest.raises(NotAllowedError):
            actions.make_point(scope=people[who], inspection=inspection, **SAID)


def test_two_who_change_a_point_at_once_lose_nothing(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    point = actions.make_point(scope=lead, inspection=inspection, **SAID)
    actions.change_point(scope=lead, point=point, seen=1, **{**SAID, "says": "Nine plans were late.", "proof": "May"})
    client, where = signed_in(lead), f"/p/{lead.name}/inspect/{inspection.pk}/accuracy/"

    refused = client.post(f"{where}1/change/", {**SAID, "says": "Ten <plans>.", "place": "Page 4", "seen": 1})
    page = refused.content.decode()
    assert refused.status_code == 422
    for words in (
        "Somebody changed this point",
        "Nine</ins>",
        "Ten &lt;plans&gt;.",
        'value="Page 4"',
        ">May</textarea>",
    ):
        assert words in page, words
    point.refresh_from_db()
    assert (point.says, point.place, point.revision) == ("Nine plans were late.", "Page 3", 2)

    saved = {**SAID, "says": "Ten <plans>.", "place": "Page 4", "proof": "May", "seen": 2}
    assert client.post(f"{where}1/change/", saved).status_code == 302
    assert [each.says for each in point.texts.all()] == [SAID["says"], "Nine plans were late.", "Ten <plans>."]
    assert "Nine" in client.get(f"{where}1/").content.decode(), "what stood before is told"


def test_what_is_answered_is_what_was_read_and_an_answer_is_kept(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    point = actions.make_point(scope=lead, inspection=inspection, **SAID)
    actions.change_point(scope=lead, point=point, seen=1, **{**SAID, "proof": "May"})
    with pytest.raises(InputError, match="changed while you read it"):
        actions.take_step(scope=lead, point=point, step="refuse", seen=1, answer="It was ten.")
    actions.take_step(scope=lead, point=point, step="refuse", seen=2, answer="It was ten.")
    assert actions.take_step(scope=lead, point=point, step="reopen", seen=3).answer == ""
    assert [each.answer for each in point.texts.all()] == ["", "", "It was ten.", ""]
