"""Dates of an inspection on its pages: the published example, what a lead enters, what two enter at once."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from extramile.core.frameworks import pack
from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.days import set_days
from extramile.web.inspections.queries.inspections import dates
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe")


def page(scope: Any, found: Any, name: str = "dates") -> str:
    response = signed_in(scope).get(reverse(f"inspections:{name}", args=[scope.name, found.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_ealing_2025_on_the_page(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])

    shown = page(people["reader"], found)

    for day in ("Thursday 18 September 2025", "Monday 22 September 2025", "Friday 26 September 2025"):
        assert day in shown
    assert "Counted from Monday 8 September 2025." in shown
    assert "unverified" in shown
    assert "Set differently" not in shown
    assert "it joins them once the outcome is published" in shown


@pytest.mark.parametrize("purpose", ["rehearsal", "challenge"])
def test_a_rehearsal_and_a_peer_challenge_are_counted_as_the_real_thing(people: dict[str, Any], purpose: str) -> None:
    lead = people["lead"]
    for name in ("send-2016", "send-2023"):
        for kind in pack(name).kinds:
            if kind.may_be_rehearsed:
                real, tried = inspect(lead, name, kind.id), inspect(lead, name, kind.id, purpose=purpose)
                assert dates(lead, tried) == dates(lead, real)
                assert any(each.day for each in dates(lead, tried).due)


def test_bank_holidays_that_were_passed_over_are_named(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    set_days(
        scope=people["lead"],
        inspection=found,
        days={"notification": date(2026, 3, 30)},
        seen={"notification": date(2025, 9, 8)},
    )

    shown = page(people["lead"], found)

    assert "Not counted: Friday 3 April (Good Friday); Monday 6 April (Easter Monday)." in shown
    assert "Set differently" in shown


def test_what_follows_from_an_outcome_waits_for_its_publication(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    found.outcome = "widespread-failings"
    assert "monitoring-due" not in {each.deadline.id for each in dates(people["lead"], found).due}

    found.published_on = date(2025, 12, 1)
    told = {each.deadline.id for each in dates(people["lead"], found).due}
    assert {"monitoring-due", "priority-plan-law", "next-full-failings"} <= told
    assert not {"strategic-plan-due", "next-full-positive"} & told


def test_a_day_is_entered_and_taken_away(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = inspect(lead)
    client, address = signed_in(lead), reverse("inspections:enter-days", args=[lead.name, found.pk])

    sent = {"notification": "8 September 2025", "seen-notification": "8 September 2025", "fieldwork-end": "25/09/2025"}
    assert client.post(address, sent).status_code == 302
    assert dates(lead, found).day_of("fieldwork-end") == date(2025, 9, 25)
    assert "Entered by Lead of ashcombe" in page(lead, found)

    sent |= {"fieldwork-end": "", "seen-fieldwork-end": "25 September 2025"}
    assert client.post(address, sent).status_code == 302
    assert dates(lead, found).day_of("fieldwork-end") == date(2025, 9, 26)


def test_days_out_of_order_are_refused(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    with pytest.raises(InputError, match="The first day on site cannot come before notification, 8 September 2025"):
        set_days(scope=people["lead"], inspection=found, days={"on-site-start": date(2025, 9, 1)}, seen={})
    with pytest.raises(InputError, match="first day cannot be taken away"):
        set_days(
            scope=people["lead"], inspection=found, days={"notification": None}, seen={"notification": date(2025, 9, 8)}
        )


def test_of_two_who_enter_a_day_the_second_sees_the_first(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = inspect(lead)
    set_days(scope=lead, inspection=found, days={"fieldwork-end": date(2025, 9, 25)}, seen={})

    response = signed_in(lead).post(
        reverse("inspections:enter-days", args=[lead.name, found.pk]),
        {
            "notification": "8 September 2025",
            "seen-notification": "8 September 2025",
            "fieldwork-end": "24 September 2025",
            "draft-received": "3 November 2025",
        },
    )

    assert response.status_code == 422
    shown = response.content.decode()
    assert "Somebody entered another day for the last day on site while you wrote" in shown
    assert 'value="24 September 2025"' in shown
    assert 'value="3 November 2025"' in shown
    assert dates(lead, found).day_of("fieldwork-end") == date(2025, 9, 25)


def test_only_a_lead_enters_days(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    with pytest.raises(NotAllowedError):
        set_days(scope=people["contributor"], inspection=found, days={"fieldwork-end": date(2025, 9, 25)}, seen={})
