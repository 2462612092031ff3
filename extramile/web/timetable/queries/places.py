"""Places, the ways between their buildings, and school holidays of a partnership."""

from django.db.models import Count, Q, QuerySet

from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Holiday, Place, PlaceKind, Travel


def places(scope: Scope) -> QuerySet[Place]:
    """Return every place, those in use first, each with how many sessions are held in it (`held`)."""
    held = Count("sessions", filter=Q(sessions__called_off_at=None))
    rows = Place.objects.filter(partnership=scope.partnership).select_related("organisation").annotate(held=held)
    return rows.order_by("retired_at", "name")


def place(scope: Scope, place_id: int) -> Place | None:
    """Return a place of this partnership, or None."""
    return places(scope).filter(pk=place_id).first()


def buildings(scope: Scope) -> list[str]:
    """Return the buildings between which there can be a way: a setting is one unless it says which it stands in."""
    rows = Place.objects.filter(partnership=scope.partnership, retired_at=None).exclude(kind=PlaceKind.ONLINE)
    return sorted({each.building or each.name for each in rows})


def ways(scope: Scope) -> QuerySet[Travel]:
    """Return how long the ways between buildings take."""
    return Travel.objects.filter(partnership=scope.partnership).order_by("one", "other")


def holidays(scope: Scope) -> QuerySet[Holiday]:
    """Return the school holidays."""
    return Holiday.objects.filter(partnership=scope.partnership)
