"""The room of those who inspect or review: who comes in, what they find in it, and what never stands there."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.models import Grant
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.actions import sessions
from tests.integration.inspections.scene import inspect, make_partnership, note, signed_in
from tests.integration.selfevaluation.scene import full

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 11, 11, 10, tzinfo=UTC)


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def scene(people: dict[str, Scope]) -> dict[str, Any]:
    return full(people)


@pytest.fixture
def found(people: dict[str, Scope], scene: dict[str, Any]) -> Inspection:
    return inspect(people["lead"], evaluation=scene["evaluation"])


def agree(scene: dict[str, Any]) -> None:
    scene["evaluation"].state = "agreed"
    scene["evaluation"].save()


def page(scope: Scope, found: Inspection, path: str = "") -> str:
    response = signed_in(scope).get(f"/p/wexmoor/inspect/{found.pk}/room/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def test_what_is_not_agreed_is_not_there(people: dict[str, Scope], found: Inspection, scene: dict[str, Any]) -> None:
    assert "has not agreed its self-evaluation" in page(people["inspector"], found)
    assert scene["claim"].judgement not in page(people["inspector"], found, "criteria/I1/")
    agree(scene)
    assert scene["claim"].judgement in page(people["inspector"], found, "criteria/I1/")


def test_a_claim_stands_with_its_proof_and_voice_and_without_how_it_came_about(
    people: dict[str, Scope], found: Inspection, scene: dict[str, Any]
) -> None:
    agree(scene)
    told = page(people["inspector"], found, "criteria/I1/")
    for words in (scene["claim"].judgement, "Audit of sixty plans", "We got the plan before summer."):
        assert words in told
    for path in ("", "criteria/I1/", "figures/", "?words=sixty"):
        assert "Sixty of how many?" not in page(people["inspector"], found, path), path


def test_evidence_that_is_not_shared_is_not_there_not_even_for_a_lead_who_looks_in(
    people: dict[str, Scope], found: Inspection, scene: dict[str, Any]
) -> None:
    note(people["lead"], "Minutes nobody outside reads", sensitivity="restricted", criteria=["send-2023:I1"])
    for name in ("inspector", "lead"):
        for path in ("", "criteria/I1/", "?words=minutes"):
            assert "Minutes nobody outside reads" not in page(people[name], found, path), (name, path)


def test_anything_is_found_in_under_three_clicks(
    people: dict[str, Scope], found: Inspection, scene: dict[str, Any]
) -> None:
    """From “Today” or the front page of the inspection: the room, the criterion, and there it stands; or one search there."""
    agree(scene)
    today = signed_in(people["inspector"]).get("/p/wexmoor/").content.decode()
    assert f'href="/p/wexmoor/inspect/{found.pk}/room/"' in today
    assert (
        f'href="/p/wexmoor/inspect/{found.pk}/room/"'
        not in signed_in(people["lead"]).get("/p/wexmoor/").content.decode()
    )
    front = signed_in(people["inspector"]).get(f"/p/wexmoor/inspect/{found.pk}/").content.decode()
    assert f'href="/p/wexmoor/inspect/{found.pk}/room/"' in front
    index = page(people["inspector"], found)
    linked = set(re.findall(r"/room/criteria/([^/]+)/", index))

    assert linked == {each.id for each in framework_of(found).all_criteria()}
    searched = page(people["inspector"], found, "?words=sixty+plans")
    assert "Audit of sixty plans" in searched


def test_the_timetable_is_there_without_names_and_without_what_was_said_afterwards(
    people: dict[str, Scope], found: Inspection
) -> None:
    said = sessions.Said(type="focus-group", title="Group of nurses", starts=WHEN, ends=WHEN + timedelta(hours=1))
    made = sessions.make(scope=people["lead"], inspection=found, said=said)
    sessions.write_debrief(scope=people["lead"], session=made, text="They doubted us.", was="")
    told = page(people["inspector"], found) + page(people["inspector"], found, "?words=nurses")
    assert told.count("Group of nurses") >= 2
    assert "doubted" not in told
    assert "Nothing was found" not in told


def test_nobody_else_comes_in_and_an_access_that_ended_is_none(people: dict[str, Scope], found: Inspection) -> None:
    path = f"/p/wexmoor/inspect/{found.pk}/room/"
    for name in ("contributor", "reader", "auditor"):
        assert signed_in(people[name]).get(path).status_code == 403, name
        assert path not in signed_in(people[name]).get(f"/p/wexmoor/inspect/{found.pk}/").content.decode()
    others = make_partnership("elsewhere", area_code="")
    assert signed_in(others["inspector"]).get(path).status_code == 404
    Grant.objects.filter(member=people["inspector"].member, role=Role.INSPECTOR).update(
        begins=timezone.localdate() - timedelta(days=9), ends=timezone.localdate() - timedelta(days=1)
    )
    assert signed_in(people["inspector"]).get(path).status_code == 404


def test_nothing_can_be_sent_to_the_room(people: dict[str, Scope], found: Inspection) -> None:
    for path in ("", "figures/", "criteria/I1/"):
        answer = signed_in(people["inspector"]).post(f"/p/wexmoor/inspect/{found.pk}/room/{path}")
        assert answer.status_code == 405
    assert signed_in(people["inspector"]).get(f"/p/wexmoor/inspect/{found.pk}/room/criteria/no/").status_code == 404


def test_a_figure_stands_with_its_definition_period_and_source(
    people: dict[str, Scope], found: Inspection, scene: dict[str, Any]
) -> None:
    made = note(people["lead"], "Plans in time", criteria=["send-2023:I1"])
    made.kind = "snapshot"
    made.save()
    data = {
        "title": "Plans issued within 20 weeks",
        "definition": "Share of plans of the year that were issued within 20 weeks.",
        "period": 2024,
        "unit": "%",
        "decimals": 1,
        "area": {"name": "Wexmoor", "value": 41.25, "state": ""},
        "source": {"publication": "A published table"},
        "invented": True,
    }
    made.versions.update(data=data)
    told = page(people["inspector"], found, "figures/")
    for words in ("Share of plans of the year", "Wexmoor, 2024", "A published table", "invented"):
        assert words in told
