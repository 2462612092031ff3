"""What waits in this room: lines of checklists that are due, and each person's own on the page “Today”."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.inspections.around import Falling, Timed, all_falling_due, falling_due, timed
from extramile.web.inspections.models import Inspection, TaskKind
from extramile.web.inspections.queries import room
from extramile.web.inspections.queries import tasks as queries
from extramile.web.inspections.queries.inspections import inspections
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source

SHOWN = 8


@falling_due
def lines(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return the lines of the checklist that have a day and are not settled."""
    rows = queries.tasks(scope, inspection, queries.Wanted(state="unsettled")).exclude(due=None)
    return [
        Falling(
            # A data request reads on from the name of its list: “Those with SEN support”.
            words=f"{each.group}: {each.words}" if each.kind == TaskKind.DATA and each.group else each.words,
            href=reverse("inspections:task", args=[scope.name, inspection.pk, each.pk]),
            due=each.due,
            who=each.owner.person.name if each.owner else each.organisation.name if each.organisation else "",
            mine=queries.is_mine(scope, each),
        )
        for each in rows
    ]


@timed
def settled(scope: Scope, inspection: Inspection) -> list[Timed]:
    """Return the lines of the checklist, each with the moment at which it was done or found not needed."""
    return [Timed(each.group, each.words, each.settled_at, each.key) for each in queries.tasks(scope, inspection)]


def is_late(due: date | datetime, now: datetime) -> bool:
    """Say whether something that was due then is late: a day is over at its end, a moment when it has passed."""
    return due < now if isinstance(due, datetime) else due < timezone.localdate(now)


def day_of(due: date | datetime) -> date:
    """Return the day on which something is due, here."""
    return timezone.localdate(due) if isinstance(due, datetime) else due


def order(each: Falling) -> tuple[date, bool, str]:
    """Put what is due first first; what is due by the end of a day comes after its moments."""
    moment = isinstance(each.due, datetime)
    return day_of(each.due), not moment, timezone.localtime(each.due).isoformat() if moment else each.words


def when(due: date | datetime) -> str:
    """Return when something is due, in words."""
    form = "l j F, H:i" if isinstance(due, datetime) else "l j F"
    return date_format(timezone.localtime(due) if isinstance(due, datetime) else due, form)


@source(30)
def inspect(scope: Scope) -> TodayCard | None:
    """Return the card of the room “Inspect”, while an inspection runs."""
    running = list(inspections(scope).filter(ended_at=None, published_on=None))
    if not running:
        return None
    one, now = len(running) == 1, timezone.now()
    mine = [(each, found) for found in running for each in all_falling_due(scope, found) if each.mine]
    items = [
        TodayItem(
            # Where several run, each says of which it is.
            words=each.words if one else f"{each.words}, {found.title}",
            href=each.href,
            due=f"{'was due' if is_late(each.due, now) else 'due'} {when(each.due)}",
            late=is_late(each.due, now),
        )
        for each, found in sorted(mine, key=lambda pair: order(pair[0]))
    ]
    address = reverse("inspections:inspection", args=[scope.name, running[0].pk])
    if room.inspects(scope):
        # Nothing waits for those who inspect: what they come for is in their room. Where several run, each says of which it is.
        items[:0] = [
            TodayItem(
                words=f"{room.title(each)}{'' if one else f', {each.title}'}: what the area says and its evidence, by criterion",
                href=reverse("inspections:room", args=[scope.name, each.pk]),
            )
            for each in running
            if room.may_see(scope, each)
        ]
    return TodayCard(
        title=f"Inspect: {running[0].title}" if one else "Inspect",
        items=tuple(items[:SHOWN]),
        empty="Nothing with a day waits for you in the inspection." if one else "Nothing with a day waits for you.",
        href=address if one else reverse("inspections:inspections", args=[scope.name]),
    )
