"""The timetable of an inspection with 60 sessions and with 600 in a week: the list, a day, one person and what clashes, each
against an empty view behind the same middleware and door; and the finder of clashes alone, which must not grow with the square."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from benchmarks import Measurement
from benchmarks.timing import beside, median, p95, times

# How many sessions, and how often each page is read.
SESSIONS = {60: 20, 600: 5}
MONDAY = date(2036, 11, 10)
PAGES = {
    "list": "",
    "list, one kind": "?kind=focus-group",
    "a day": "days/2036-11-12/",
    "one person": "people/{person}/",
    "clashes": "clashes/",
}
# A week is 60 sessions: its pages are made for one person at each reading. 600 are more than any week holds.
MOST_TIMES = 15
# Ten times the sessions take ten times as long (n) or somewhat more (n log n); a hundred times would be the square.
MOST_GROWTH = 20
ALONE = (300, 3_000, 30_000)


def measure() -> Iterator[Measurement]:
    """Measure each page: median and p95 as multiples of the empty view's, and its growth; then the finder of clashes alone."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.partnerships.doors import room
    from extramile.web.timetable.queries.clashing import clashes_of
    from tests.integration.evidence.scene import make_partnership

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    urls.urlpatterns.append(path("p/<slug:slug>/empty/", room()(lambda request, scope: HttpResponse(""))))
    taken: dict[int, dict[str, tuple[list[float], list[float]]]] = {}
    for count, rounds in SESSIONS.items():
        slug = f"week-{count}"
        lead = make_partnership(slug, area_code="")["lead"]
        found, person = _fill(lead, count)
        client = Client()
        client.force_login(lead.person)

        def get(address: str, client: Client = client, slug: str = slug) -> None:
            assert client.get(f"/p/{slug}/{address}").status_code == 200, address

        taken[count] = {}
        for name, address in PAGES.items():
            here = f"inspect/{found.pk}/timetable/{address.format(person=person)}"
            taken[count][name] = beside(lambda get=get: get("empty/"), lambda get=get, here=here: get(here), rounds)
        yield Measurement(f"clashes in {count} sessions", len(clashes_of(found, names=True)), "found")
    week, many = SESSIONS
    for name in PAGES:
        for count in SESSIONS:
            empty, page = taken[count][name]
            ratio = median(page) / median(empty)
            goal = f"at most {MOST_TIMES}" if count == week else ""
            yard = f"an empty view's median, {median(empty):.1f} ms"
            met = ratio <= MOST_TIMES if goal else None
            yield Measurement(f"{name}, {count} sessions, median {median(page):.1f} ms", ratio, "×", yard, goal, met)
            yield Measurement(
                f"{name}, {count} sessions, p95", p95(page), "ms", f"{p95(empty):.1f} ms of an empty view"
            )
        growth = median(taken[many][name][1]) / median(taken[week][name][1])
        yield Measurement(
            f"{name}, growth", growth, "×", "a tenth of the sessions", f"at most {MOST_GROWTH}", growth <= MOST_GROWTH
        )
    yield from _finder_alone()


def _finder_alone() -> Iterator[Measurement]:
    """Measure the finder of clashes on timetables as dense as a week's, the longer ones over more weeks."""
    from extramile.core.inspecting import clashes

    alone = {}
    for count in ALONE:
        made = _drawn(count)
        alone[count] = median(times(lambda made=made: clashes(made), 5))
        found = len(clashes(made))
        yield Measurement(f"the finder, {count} sessions, {found} clashes", alone[count], "ms")
    for fewer, more in pairwise(ALONE):
        growth = alone[more] / alone[fewer]
        yield Measurement(
            f"the finder, from {fewer} to {more}", growth, "×", "linear would be 10", f"at most {MOST_GROWTH}",
            growth <= MOST_GROWTH,
        )  # fmt: skip


def _drawn(count: int) -> list:
    """Return so many sessions of 40 people in 20 rooms, 60 in each week."""
    from extramile.core.inspecting import Place, Session

    chance = random.Random(7)  # noqa: S311 - an invented timetable
    rooms = [Place(f"room-{n}", f"Room {n}", f"Building {n % 8}", seats=20) for n in range(20)]
    found = []
    for number in range(count):
        starts = _moment(number // 60, chance)
        found.append(
            Session(
                id=str(number), type="focus-group", title=f"Group {number}", start=starts,
                end=starts + timedelta(minutes=15 * chance.randint(2, 6)), place=chance.choice(rooms),
                people=frozenset(f"person-{n}" for n in chance.sample(range(40), 3)), size=chance.randint(1, 25),
            )
        )  # fmt: skip
    return found


def _moment(week: int, chance: random.Random) -> datetime:
    day = MONDAY + timedelta(weeks=week, days=chance.randrange(5))
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=15 * chance.randrange(28))


def _fill(lead, count: int) -> tuple:
    """Begin an inspection with so many sessions in one week, each with three of its people; return it and one of them.

    For 600 sessions there are ten times the people and the rooms, so that the two weeks are equally full.
    """
    from extramile.web.inspections.actions import beginning
    from extramile.web.inspections.models import Participant
    from extramile.web.timetable.models import Going, Place, Session

    called = datetime(2036, 10, 27, 9, 30, tzinfo=UTC)
    found = beginning.begin(scope=lead, pack_id="send-2023", kind="full", title="The week", called_at=called)
    chance = random.Random(7)  # noqa: S311 - an invented timetable
    size = count // 60
    people = Participant.objects.bulk_create(
        Participant(
            inspection=found, name=f"Person {n}", post="Practitioner", side="visiting" if n % 5 == 0 else "local"
        )
        for n in range(40 * size)
    )
    rooms = Place.objects.bulk_create(
        Place(partnership=lead.partnership, kind="room", name=f"Room {n}", building=f"Building {n % 8}", seats=20)
        for n in range(20 * size)
    )
    made = []
    for number in range(count):
        starts = _moment(0, chance)
        ends = starts + timedelta(minutes=15 * chance.randint(2, 6))
        kind = "setting-visit" if number % 4 == 0 else "focus-group"
        made.append(
            Session(
                inspection=found, type=kind, title=f"Group {number}", starts=starts, ends=ends,
                place=chance.choice(rooms), expected=chance.randint(0, 20), made_by=lead.person,
            )
        )  # fmt: skip
    Session.objects.bulk_create(made)
    Going.objects.bulk_create(
        Going(session=each, participant=person) for each in made for person in chance.sample(people, 3)
    )
    return found, people[1].pk
