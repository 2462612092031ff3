"""A rehearsal is timed from the call, and stands beside an earlier one."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from extramile.web.inspections.models import Inspection, Task
from extramile.web.inspections.presenters.rehearsal import length
from tests.integration.inspections.scene import CALLED, inspect, line, make_partnership, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe")


def settled_after(found: Inspection, number: int, time: timedelta, lead: Any) -> None:
    """Let a line have been done so long after the call."""
    values = {"state": "done", "settled_at": found.called_at + time, "settled_by": lead.person}
    Task.objects.filter(pk=line(found, number).pk).update(**values)


def page(scope: Any, found: Any, **query: Any) -> str:
    response = signed_in(scope).get(reverse("inspections:rehearsal", args=[scope.name, found.pk]), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=20), "at once"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(days=1, hours=3, minutes=40), "1 day 3 hours"),
        (timedelta(days=2, minutes=40), "2 days"),
    ],
)
def test_lengths_of_time(time: timedelta, words: str) -> None:
    assert length(time) == words


def test_two_rehearsals_beside_each_other(people: dict[str, Any]) -> None:
    lead = people["lead"]
    first = inspect(lead, purpose="rehearsal", title="In spring", called_at=CALLED - timedelta(days=100))
    second = inspect(lead, purpose="rehearsal", title="In autumn")
    settled_after(first, 0, timedelta(hours=30), lead)
    settled_after(second, 0, timedelta(hours=2), lead)
    settled_after(second, 1, timedelta(hours=4), lead)

    shown = page(people["reader"], second)
    assert "Beside In spring" in shown
    assert "2 of " in shown
    assert "1 day 4 hours sooner" in shown
    assert "3 hours" in shown

    assert "sooner" not in page(people["reader"], second, **{"with": "none"})
    assert "no earlier rehearsal of this kind" in page(people["reader"], first)


def test_a_real_inspection_is_not_timed_and_inspectors_see_no_times(people: dict[str, Any]) -> None:
    real, drill = inspect(people["lead"]), inspect(people["lead"], purpose="rehearsal")
    assert (
        signed_in(people["lead"]).get(reverse("inspections:rehearsal", args=["ashcombe", real.pk])).status_code == 404
    )
    address = reverse("inspections:rehearsal", args=["ashcombe", drill.pk])
    assert signed_in(people["inspector"]).get(address).status_code == 403
