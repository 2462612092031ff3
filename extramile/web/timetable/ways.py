"""The ways of this app within an inspection."""

from django.urls import reverse
from django.utils import timezone

from extramile.web.inspections.around import (
    Doing,
    Falling,
    Notice,
    diary,
    falling_due,
    noticed,
    person_way,
    told_of_timetable,
    way,
)
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.presenters.rosters import place_words
from extramile.web.timetable.presenters.timetable import row, to_resolve
from extramile.web.timetable.queries import timetable as queries
from extramile.web.timetable.queries.held import held

way(20, "timetable:list", "Timetable")
way(22, "timetable:clashes", "Clashes")
way(24, "timetable:places", "Places")
way(36, "timetable:been", "In numbers")
way(38, "timetable:untold", "Not told yet", lambda scope, inspection: scope.can(Permission.EDIT_TIMETABLE))
way(37, "timetable:calendar", "Your calendar")
way(35, "timetable:balance", "Who is asked")
person_way("timetable:person", "Their timetable and calendar")
told_of_timetable(held)


@diary
def sessions_of(scope: Scope, inspection: Inspection, person: Participant) -> list[Doing]:
    """Return the sessions to which somebody goes, those called off left out."""
    rows = queries.sessions(inspection, person=person.pk).filter(called_off_at=None)
    return [Doing(each.starts, each.ends, each.title, place_words(each), _page(scope, each)) for each in rows]


@falling_due
def sessions_ahead(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return what is held from now on, and the sessions that are over of which nobody has said who came."""
    now, mine = timezone.now(), queries.own_part(scope, inspection)
    ahead = queries.sessions(inspection).filter(called_off_at=None, ends__gte=now)
    found = [
        Falling(
            words=f"{each.title}, {place_words(each)}",
            href=_page(scope, each),
            due=each.starts,
            who=row(each, {}).people,
            mine=mine is not None and any(one.participant_id == mine.pk for one in each.goings.all()),
        )
        for each in ahead
    ]
    if scope.can(Permission.EDIT_TIMETABLE):
        found += [
            Falling(
                words=f"Who came to {each.title}",
                href=_page(scope, each, "timetable:attendance"),
                due=each.ends,
                who="whoever makes the timetable",
            )
            for each in queries.without_attendance(inspection, now)
        ]
    return found


@noticed
def clashes_to_resolve(scope: Scope, inspection: Inspection) -> list[Notice]:
    """Return how many clashes are to be resolved, if there is any."""
    words = to_resolve(queries.misfits(scope, inspection).to_resolve)
    address = reverse("timetable:clashes", args=[scope.name, inspection.pk])
    return [Notice(f"{words} in the timetable", address)] if words else []


def _page(scope: Scope, session, name: str = "timetable:session") -> str:
    return reverse(name, args=[scope.name, session.inspection_id, session.pk])
