"""The whole timetable as those who inspect see it: what, when and where."""

from extramile.web.inspections.around import Doing
from extramile.web.inspections.models import Inspection
from extramile.web.timetable.models import Session


def held(found: Inspection) -> list[Doing]:
    """Return what is held in an inspection, without what was called off: no roster, no link to join, no debrief.

    The caller lets in only those who may see the room of the inspectors.
    """
    rows = Session.objects.filter(inspection=found, called_off_at=None).select_related("place")
    return [Doing(each.starts, each.ends, each.title, each.place.name if each.place else "", "") for each in rows]
