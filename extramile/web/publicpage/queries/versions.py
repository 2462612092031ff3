"""What a public page is made from, as a short text that changes whenever any of it does."""

from django.db.models import Count, Max

from extramile.web.announcements.queries import public as announcements
from extramile.web.evidence.models import Item
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.plans.models import Change
from extramile.web.publicpage.models import Page, Update
from extramile.web.voices.models import LoopEntry


def version(found: Page) -> str:
    """Return what the page is made from: every write of a room that it reads moves one of these."""
    partnership = found.partnership
    plans = Change.objects.filter(partnership=partnership).aggregate(last=Max("pk"))
    told = Update.objects.filter(partnership=partnership).aggregate(last=Max("pk"))
    findings = Finding.objects.filter(inspection__partnership=partnership).aggregate(
        texts=Max("texts"), many=Count("pk", distinct=True)
    )
    visits = Inspection.objects.filter(partnership=partnership).aggregate(
        last=Max("published_on"), first=Count("published_on"), moved=Max("days__at")
    )
    documents = Item.objects.filter(partnership=partnership).aggregate(last=Max("changed_at"))
    loop = LoopEntry.objects.filter(partnership=partnership, released_on__isnull=False).aggregate(
        many=Count("pk"), versions=Max("version"), last=Max("released_on")
    )
    rows = (found.revision, found.opened_at, *plans.values(), *told.values(), *findings.values(), *visits.values())
    rows = (*rows, *documents.values(), *loop.values(), announcements.version(partnership.slug))
    return " ".join(map(str, rows))
