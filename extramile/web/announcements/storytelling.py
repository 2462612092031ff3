"""Who is quoted in announcements of an inspection, for its story."""

from extramile.web.announcements.models import Quotation as Row
from extramile.web.findings.told import Quotation, quotations
from extramile.web.inspections.models import Inspection


@quotations
def quoted(inspection: Inspection) -> list[Quotation]:
    """Return who is quoted, by role, in the announcements that stand."""
    rows = Row.objects.filter(announcement__inspection=inspection)
    rows = rows.exclude(state="taken-out").exclude(announcement__state__in=["withdrawn", "dropped"])
    return [
        Quotation(each.role, each.state == "approved") for each in rows.order_by("announcement_id", "position", "pk")
    ]
