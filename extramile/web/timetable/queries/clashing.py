"""What clashes in the timetable of an inspection, as the core finds it in the rows of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from extramile.core import inspecting as core
from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.timetable.models import Answer, Holiday, Place, PlaceKind, Session, Travel
from extramile.web.timetable.queries.rosters import with_rosters


def clashes_of(found: Inspection, *, names: bool) -> list[core.Clash]:
    """Return what clashes, those called off left out. Without `names` people are called by their post."""
    rows = with_rosters(found).filter(called_off_at=None)
    places: dict[int, core.Place] = {}
    return core.clashes([_session(each, places) for each in rows], _around(found, names=names))


@dataclass(frozen=True, slots=True)
class Misfits:
    """What does not fit, told apart: what somebody can still resolve, and what is over."""

    to_resolve: list[core.Clash]
    over: list[core.Clash]


def told_apart(found: Inspection, clashes: list[core.Clash], now: datetime) -> Misfits:
    """Tell what can still be resolved from what is over: until the last of its sessions begins, one of them can be moved."""
    if not clashes or found.ended_at:
        return Misfits([], clashes)
    rows = Session.objects.filter(inspection=found, starts__gt=now).values_list("pk", flat=True)
    to_come = {str(each) for each in rows}
    ahead = [each for each in clashes if not to_come.isdisjoint(each.sessions)]
    return Misfits(ahead, [each for each in clashes if to_come.isdisjoint(each.sessions)])


def _place(place: Place) -> core.Place:
    # A setting is a building of its own unless somebody says which; nobody travels to what is online.
    building = "" if place.kind == PlaceKind.ONLINE else place.building or place.name
    hours = {"opens": place.opens, "closes": place.closes} if place.opens and place.closes else {}
    return core.Place(str(place.pk), place.name, building, place.seats, frozenset(place.offers), **hours)


def _session(session: Session, places: dict[int, core.Place]) -> core.Session:
    place = session.place
    if place and place.pk not in places:
        places[place.pk] = _place(place)
    going = [each.participant for each in session.goings.all() if each.answer != Answer.DECLINED]
    visiting = frozenset(str(each.pk) for each in going if each.side == Side.VISITING)
    # Who is counted on the roster is expected; only one of the two numbers may have been entered.
    counted = max(session.expected, sum(each.invited for each in session.roster.all()))
    return core.Session(
        id=str(session.pk),
        type=session.type,
        title=session.title,
        start=timezone.localtime(session.starts),
        end=timezone.localtime(session.ends),
        place=places[place.pk] if place else None,
        people=frozenset(str(each.pk) for each in going) - visiting,
        inspectors=visiting,
        size=counted + len(going),
        needs=frozenset(session.needs),
        provided=frozenset(session.arranged),
        staff_group=session.staff_group,
        with_pupils=session.with_pupils,
    )


def _around(found: Inspection, *, names: bool) -> core.Surroundings:
    people = list(Participant.objects.filter(inspection=found))
    managers: dict[str, set[str]] = {}
    for each in people:
        if each.managed_by_id:
            managers.setdefault(str(each.managed_by_id), set()).add(str(each.pk))
    ways = Travel.objects.filter(partnership=found.partnership_id)
    holidays = Holiday.objects.filter(partnership=found.partnership_id)
    return core.Surroundings(
        names={str(each.pk): each.name if names else each.post or "Somebody" for each in people},
        travel={(each.one, each.other): each.minutes for each in ways},
        managers={manager: frozenset(managed) for manager, managed in managers.items()},
        school_holidays=tuple((each.first, each.last) for each in holidays),
    )
