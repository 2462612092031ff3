"""Whom to thank after publication: settings that were visited and organisations whose people took part; and the letters."""

from django.db.models import QuerySet

from extramile.web.findings.models import Thanks
from extramile.web.inspections.models import Inspection, Side
from extramile.web.timetable.models import PlaceKind, Session


def took_part(inspection: Inspection) -> dict[str, str]:
    """Return the settings and organisations that took part, by name, each with what it did."""
    found: dict[str, str] = {}
    people = inspection.participants.filter(side=Side.LOCAL, organisation__isnull=False)
    for name in people.values_list("organisation__name", flat=True).order_by("organisation__name").distinct():
        found[name] = "your people gave their time and answered openly"
    visits = Session.objects.filter(inspection=inspection, place__kind=PlaceKind.SETTING, called_off_at=None)
    for name in visits.values_list("place__name", flat=True).order_by("place__name").distinct():
        found[name] = "you opened your doors to a visit"
    return dict(sorted(found.items()))


def letters(inspection: Inspection) -> QuerySet[Thanks]:
    """Return the letters of thanks that were written, by name."""
    return Thanks.objects.filter(inspection=inspection).select_related("written_by")


def letter(inspection: Inspection, thanks_id: int) -> Thanks | None:
    """Return a letter of this inspection, or None."""
    return letters(inspection).filter(pk=thanks_id).first()
