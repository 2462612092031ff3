"""Who is invited to a session, who said yes, who came."""

from django.db.models import Prefetch, QuerySet

from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Going, RosterLine, Session


def with_rosters(found: Inspection) -> QuerySet[Session]:
    """Return every session of an inspection with its roster, in the order of time."""
    goings = Going.objects.select_related("participant__organisation").order_by("participant__name")
    lines = RosterLine.objects.select_related("organisation")
    return (
        Session.objects.filter(inspection=found)
        .select_related("place__organisation")
        .prefetch_related(Prefetch("goings", queryset=goings), Prefetch("roster", queryset=lines))
    )


def rostered(found: Inspection, session_id: int) -> Session | None:
    """Return a session of this inspection with its roster, or None."""
    return with_rosters(found).filter(pk=session_id).first()


def own_going(scope: Scope, session: Session) -> Going | None:
    """Return this member's own invitation to a session, or None if they are not asked to it or have left the inspection."""
    rows = Going.objects.filter(session=session, participant__member=scope.member, participant__left_at=None)
    return rows.order_by("pk").first()


def line(found: Inspection, line_id: int) -> RosterLine | None:
    """Return a line of a roster in this inspection, or None."""
    rows = RosterLine.objects.filter(pk=line_id, session__inspection=found)
    return rows.select_related("session", "organisation").first()
