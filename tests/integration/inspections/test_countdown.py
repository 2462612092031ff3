"""The countdown: late, today, next; one's own first; nothing once it has ended; the card on the page “Today”."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions import ending
from extramile.web.inspections.actions import tasks as actions
from extramile.web.inspections.actions.days import set_days
from extramile.web.inspections.around import Falling
from extramile.web.inspections.presenters.countdown import stages, where_it_stands
from extramile.web.inspections.queries.inspections import dates
from extramile.web.partnerships.today import cards
from tests.integration.inspections.scene import inspect, line, make_partnership, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 22, 11, 0, tzinfo=UTC)


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe")


def falling(words: str, due: date | datetime, *, mine: bool = False) -> Falling:
    return Falling(words, "/", due, "Somebody", mine)


def test_what_is_late_for_today_and_next() -> None:
    found = stages(
        [
            falling("later", date(2025, 11, 1)),
            falling("an hour ago", NOW - timedelta(hours=1)),
            falling("by tonight", date(2025, 9, 22)),
            falling("in an hour", NOW + timedelta(hours=1)),
            falling("mine next week", date(2025, 9, 29), mine=True),
            falling("tomorrow", date(2025, 9, 23)),
            falling("yesterday", date(2025, 9, 21)),
        ],
        NOW,
    )
    assert {each.id: [one.words for one in each.items] for each in found} == {
        "late": ["yesterday", "an hour ago"],
        "today": ["in an hour", "by tonight"],
        "next": ["mine next week", "tomorrow"],
        "later": ["later"],
    }


@pytest.mark.parametrize(
    ("today", "stands"),
    [(date(2025, 9, 8), "14 days to go"), (date(2025, 9, 23), "Day 2"), (date(2025, 9, 27), "After the visit")],
)
def test_where_it_stands(people: dict[str, Any], today: date, stands: str) -> None:
    found = inspect(people["lead"])
    assert where_it_stands(dates(people["lead"], found), today)[0] == stands


def test_the_visit_is_not_over_while_sessions_are_to_come(people: dict[str, Any]) -> None:
    schedule = dates(people["lead"], inspect(people["lead"]))
    after = date(2025, 9, 27)
    assert where_it_stands(schedule, after, [date(2025, 9, 29), date(2025, 9, 30)]) == (
        "Nearly over",
        "2 sessions are still to come, the last on Tuesday 30 September 2025",
    )
    assert where_it_stands(schedule, date(2025, 9, 23), [after])[0] == "Day 2"


def test_the_list_says_which_is_under_way_which_is_to_come_and_which_is_finished(people: dict[str, Any]) -> None:
    lead, now = people["lead"], timezone.now()
    inspect(lead, title="Just called", called_at=now)
    here = inspect(lead, title="Inspectors are here", called_at=now - timedelta(days=20))
    days = {"on-site-start": timezone.localdate(), "fieldwork-end": timezone.localdate() + timedelta(days=1)}
    set_days(scope=lead, inspection=here, days={"fieldwork-start": timezone.localdate(), **days}, seen={})
    over = inspect(lead, title="Over", called_at=now - timedelta(days=90))
    ending.end(scope=lead, inspection=over, why="It is over")

    shown = signed_in(lead).get(reverse("inspections:inspections", args=["ashcombe"])).content.decode()
    parts = {
        name: shown.split(f'id="{name}"')[1].split("</section>")[0] for name in ("under-way", "to-come", "finished")
    }
    assert "Inspectors are here" in parts["under-way"]
    assert "<strong>Day 1</strong>, of the days in which inspectors are here" in parts["under-way"]
    assert "Just called" in parts["to-come"]
    assert "days to go</strong>, until inspectors are here" in parts["to-come"]
    assert "Over" in parts["finished"]
    assert "; ended " in parts["finished"]
    assert [part.count("x-card") for part in parts.values()] == [1, 1, 1]


def test_the_front_page_says_what_waits_and_for_whom(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"], called_at=timezone.now())
    task = line(found)
    given = {"owner": people["data"].member, "due": timezone.localdate() - timedelta(days=1)}
    actions.change_several(scope=lead, inspection=found, ids=[task.pk], given=given)

    client = signed_in(people["data"])
    shown = " ".join(
        client.get(reverse("inspections:inspection", args=["ashcombe", found.pk])).content.decode().split()
    )
    assert "Late (1)" in shown
    assert "yours" in shown
    assert "yesterday" in shown
    assert "Nothing is due today." in shown
    card = next(each for each in cards(people["data"]) if each.title == "Inspect: Area SEND inspection")
    assert [(each.words, each.late) for each in card.items] == [(f"{task.group}: {task.words}", True)]
    assert not next(each for each in cards(people["reader"]) if each.title.startswith("Inspect")).items


def test_inspectors_see_no_line_falling_due(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    task = line(found)
    actions.change_several(scope=people["lead"], inspection=found, ids=[task.pk], given={"due": date(2025, 9, 9)})
    shown = signed_in(people["inspector"]).get(reverse("inspections:inspection", args=["ashcombe", found.pk]))
    assert task.words not in shown.content.decode()


def test_an_ended_one_is_read_only_until_it_is_opened_again(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    task = line(found)
    actions.change_several(scope=lead, inspection=found, ids=[task.pk], given={"due": date(2025, 9, 9)})
    with pytest.raises(InputError, match="why it ends"):
        ending.end(scope=lead, inspection=found, why=" ")
    ending.end(scope=lead, inspection=found, why="Called off")
    with pytest.raises(InputError, match="has ended"):
        actions.take_step(scope=lead, task=task, step="begin")
    client, address = signed_in(lead), reverse("inspections:inspection", args=["ashcombe", found.pk])
    shown = client.get(address).content.decode()
    assert "Called off" in shown
    assert task.words not in shown
    assert not [each for each in cards(lead) if each.title.startswith("Inspect")]
    assert client.post(address + "reopen/", {"why": ""}).status_code == 422
    assert client.post(address + "reopen/", {"why": "A letter is missing"}).status_code == 302
    actions.take_step(scope=lead, task=task, step="begin")


def test_a_new_one_opens_at_its_countdown(people: dict[str, Any]) -> None:
    sent = {
        "what": "send-2023:full",
        "purpose": "rehearsal",
        "title": "Drill",
        "day": "9 November 2026",
        "hour": "9:30",
    }
    response = signed_in(people["lead"]).post(reverse("inspections:new", args=["ashcombe"]), sent, follow=True)
    assert response.status_code == 200
    assert "Drill" in response.content.decode()
    assert "Checklist" in response.content.decode()
