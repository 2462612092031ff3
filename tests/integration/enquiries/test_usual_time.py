"""The times that are offered for an answer: mornings of working days, and the usual time of the framework with its grade."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.days import working_day_on_or_after
from extramile.web.enquiries.actions import cases
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.request_forms import soon
from extramile.web.enquiries.usual import usual_time
from extramile.web.frameworks.actions import set_deadline
from extramile.web.inspections.queries.inspections import framework_of
from tests.integration.enquiries.asking import ask, inspect
from tests.integration.inspections.scene import make_partnership, signed_in

pytestmark = pytest.mark.django_db
USUAL = "The usual time for papers of a tracked case, about 2 days (unverified)"


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe", area_code="")


def here(*when: int) -> datetime:
    return datetime(*when, tzinfo=timezone.get_current_timezone())  # type: ignore[misc]


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ((2026, 11, 12, 10), ["Today, 17:00", "Tomorrow, Friday 13 November, 09:00", "Monday 16 November, 09:00"]),
        ((2026, 11, 13, 18), ["Monday 16 November, 09:00", "Tuesday 17 November, 09:00"]),
        ((2026, 11, 14, 10), ["Monday 16 November, 09:00", "Tuesday 17 November, 09:00"]),
        # A bank holiday is no morning on which a school answers.
        ((2026, 12, 24, 18), ["Tuesday 29 December, 09:00", "Wednesday 30 December, 09:00"]),
    ],
)
def test_nobody_is_asked_for_the_morning_of_a_day_off(now: tuple[int, ...], offered: list[str]) -> None:
    assert [words for _, words, _ in soon(here(*now))] == offered


def test_a_request_can_be_due_by_the_usual_time_counted_from_when_it_was_asked(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = ask(lead, inspect(lead))
    address = f"/p/ashcombe/inspect/{found.inspection_id}/requests/{found.pk}/"
    page = signed_in(lead).get(address).content.decode()
    assert USUAL in page
    assert "Secondary source: South Gloucestershire Parents and Carers" in page
    assert "Still to be checked" in page
    asked = timezone.localdate(found.asked_at)
    sent = {"revision": "1", "due_when": "usual", "seen-due_when": "none"}
    assert signed_in(lead).post(f"{address}change/", sent).status_code == 302
    found.refresh_from_db()
    due = timezone.localtime(found.due)
    assert (due.date(), due.hour) == (working_day_on_or_after(asked + timedelta(days=2)), 17)
    sent = {"words-0": "The plans", "keep-0": "on", "asked_day": "10 November 2025", "asked_hour": "9:30"}
    new = signed_in(lead).post(
        f"/p/ashcombe/inspect/{found.inspection_id}/requests/new/", {**sent, "due_when": "usual"}
    )
    assert new.status_code == 302
    assert Request.objects.get(number=2).due == here(2025, 11, 12, 17)


def test_an_area_sets_it_otherwise_and_then_it_is_its_own_word(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = inspect(lead)
    usual = usual_time(lead, found)
    assert usual is not None
    assert usual.words == USUAL
    pack = framework_of(found)
    set_deadline(scope=lead, pack=pack, deadline_id=usual.rule.id, value=3, unit="working-days", reason="Agreed")
    held = usual_time(lead, found)
    assert held is not None
    assert held.words == "The usual time for papers of a tracked case, about 3 working days"
    assert held.due(here(2026, 11, 13, 9)) == here(2026, 11, 18, 17)
    # Two days from a Friday are a Sunday, on which nobody answers.
    assert usual.due(here(2026, 11, 13, 9)) == here(2026, 11, 16, 17)


@pytest.mark.parametrize("more", [{"pack": "send-2016", "kind": "inspection"}, {"kind": "monitoring"}])
def test_where_the_framework_states_none_none_is_offered(people: dict[str, Any], more: dict[str, str]) -> None:
    lead = people["lead"]
    found = inspect(lead, **more)
    assert usual_time(lead, found) is None
    page = signed_in(lead).get(f"/p/ashcombe/inspect/{found.pk}/requests/new/?by=hand").content.decode()
    assert "usual time" not in page.lower()


def test_a_paper_of_a_case_begins_with_it(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = inspect(lead)
    case = cases.add(scope=lead, inspection=found, values={"age_band": "5-10", "consent": "given"}, months=1)
    page = signed_in(lead).get(f"/p/ashcombe/inspect/{found.pk}/cases/{case.pk}/").content.decode()
    day = working_day_on_or_after(case.named_on + timedelta(days=2))
    assert f'value="{day:%-d %B %Y}"' in page
    assert f"{USUAL}: {day:%-d %B %Y}. Secondary source" in page
