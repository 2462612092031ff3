"""What a public page is made from, as a short text that changes whenever any of it does."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, Max, Model, OuterRef, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Concat

from extramile.core.announcing import PUBLIC_STATES
from extramile.web.announcements.models import Announcement
from extramile.web.evidence.models import Item
from extramile.web.findings.models import Finding, FindingState, FindingStep, FindingText
from extramile.web.inspections.models import EventDay, Inspection
from extramile.web.partnerships.models import Partner
from extramile.web.plans import returned
from extramile.web.plans.models import Change
from extramile.web.publicpage.models import Page, Update
from extramile.web.voices.models import LoopEntry

# Stands for the name of the partnership in the question that is compiled once.
NAME = "the name of a partnership"
HERE = OuterRef("partnership")


class Together(Aggregate):
    """The words of every row as one text: for what is edited in place, and leaves nothing that could be counted."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '|')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """Return it as PostgreSQL calls it."""
        return self.as_sql(compiler, connection, function="STRING_AGG")


def version(slug: str) -> str | None:
    """Return what the open page of a partnership is made from, or None if none is open: the one question that a visitor costs.

    Every write of a room that the page reads moves one of these.
    """
    words, values = _question(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(words, [slug if each == NAME else each for each in values])
        found = cursor.fetchone()
    return " ".join(map(str, found)) if found else None


@cache
def _question(vendor: str) -> tuple[str, tuple[object, ...]]:
    """Return the question in the database's words. Putting it together takes longer than the answer, so that it is done once."""
    of_page = Page.objects.filter(opened_at__isnull=False, partnership__slug=NAME)
    loop = LoopEntry.objects.filter(partnership=HERE, released_on__isnull=False)
    told = Announcement.objects.filter(partnership=HERE, state__in=sorted(PUBLIC_STATES))
    visits = Inspection.objects.filter(partnership=HERE, published_on__isnull=False)
    findings = Finding.objects.filter(inspection__partnership=HERE, state=FindingState.MODERATED)
    parts = {
        "of_plans": _newest(Change.objects.filter(partnership=HERE)),
        "of_updates": _newest(Update.objects.filter(partnership=HERE)),
        # Summed and not counted: one out and one in is another sum, and the same number.
        "of_findings": _all(findings, Sum("pk")),
        "of_steps": _newest(FindingStep.objects.filter(finding__inspection__partnership=HERE)),
        "of_words": _newest(FindingText.objects.filter(finding__inspection__partnership=HERE)),
        "of_visits": _all(visits, Together(_words("pk", "published_on", "outcome", "title"))),
        "of_bodies": _all(Partner.objects.filter(partnership=HERE), Together("organisation__name")),
        "of_days": _all(EventDay.objects.filter(inspection__partnership=HERE), Max("at")),
        "of_documents": _all(Item.objects.filter(partnership=HERE), Max("changed_at")),
        "of_heard": _all(loop, Sum("pk")),
        "of_heard_versions": _all(loop, Sum("version")),
        "of_released": _all(loop, Max("released_on")),
        "of_told": _all(told, Count("pk")),
        "of_told_at": _all(told, Max("changed_at")),
    }
    # Summed: of two that are saved at once the newer one may be there first, and the other has to move it as well.
    parts |= {f"of_returns_{number}": _all(rows, Sum("pk")) for number, rows in enumerate(returned.made_of(HERE))}
    asked = of_page.annotate(**parts).values_list("revision", "opened_at", "partnership__name", *parts)
    return asked.query.sql_with_params()


def _newest(rows: QuerySet[Model]) -> Subquery:
    return Subquery(rows.order_by("-pk").values("pk")[:1])


def _words(*names: str) -> Concat:
    return Concat(*(each for name in names for each in (Cast(name, TextField()), Value(" "))), output_field=TextField())


def _all(rows: QuerySet[Model], counted: Aggregate) -> Subquery:
    # Grouped by nothing: one row, whatever there is.
    return Subquery(
        rows.order_by().annotate(_group=Value(1)).values("_group").annotate(_found=counted).values("_found")
    )
