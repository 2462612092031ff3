"""What was announced of an inspection and who is quoted in it, for its story."""

from django.utils import timezone

from extramile.web.announcements.models import Announcement
from extramile.web.announcements.models import Quotation as Row
from extramile.web.findings.told import Announced, Quotation, announced, quotations
from extramile.web.inspections.models import Inspection


@announced
def told(inspection: Inspection) -> list[Announced]:
    """Return the announcements of an inspection that everybody can read."""
    rows = Announcement.objects.filter(inspection=inspection, state="published")
    return [Announced(each.headline, timezone.localdate(each.published_at)) for each in rows.exclude(published_at=None)]


@quotations
def quoted(inspection: Inspection) -> list[Quotation]:
    """Return who is quoted, by role, in the announcements that stand."""
    rows = Row.objects.filter(announcement__inspection=inspection)
    rows = rows.exclude(state="taken-out").exclude(announcement__state__in=["withdrawn", "dropped"])
    return [
        Quotation(each.role, each.state == "approved") for each in rows.order_by("announcement_id", "position", "pk")
    ]
