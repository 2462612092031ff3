"""Lines of enquiry: finding them, what was offered for one, what is asked on it, what happened."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from extramile.web.enquiries.models import Line, Turn
from extramile.web.enquiries.queries.requests import OPEN
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item, Use
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

KIND = "line"
# The trail and the turns call evidence by its number: what it is called is for those who may see it.
EVIDENCE, EVIDENCE_TURNS = "Evidence ", ("offered", "taken back")


def lines(inspection: Inspection, *, words: str = "", state: str = "", criterion: str = "") -> list[Line]:
    """Return the lines that are wanted, open ones first, each with `asked` and `waiting`: its requests, and those open.

    The caller has checked who asks.
    """
    rows = Line.objects.filter(inspection=inspection).select_related("raised_by", "made_by")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(reading__icontains=word))
    if state in ("open", "closed"):
        rows = rows.filter(closed_on__isnull=state == "open")
    rows = rows.annotate(
        asked=Count("requests", distinct=True),
        waiting=Count("requests", filter=Q(requests__state__in=OPEN), distinct=True),
    )
    found = [each for each in rows if not criterion or criterion in each.criteria]
    return sorted(found, key=lambda each: (each.closed_on is not None, each.raised_on, each.pk))


def line(inspection: Inspection, line_id: int) -> Line | None:
    """Return a line of this inspection, or None."""
    return Line.objects.filter(inspection=inspection, pk=line_id).select_related("raised_by", "made_by").first()


def turns(found: Line) -> QuerySet[Turn]:
    """Return what happened with a line, newest first."""
    return found.turns.select_related("by").order_by("-at", "-pk")


def offered(scope: Scope, found: Line) -> list[Item]:
    """Return the evidence offered for a line that this person may see."""
    return evidence.evidence_of(scope, KIND, [found.pk]).get(str(found.pk), [])


def titles(scope: Scope, found: Sequence[Turn]) -> dict[str, str]:
    """Return the titles of the evidence that turns speak of, by their words, as far as this person may see it."""
    ids = {each.words.removeprefix(EVIDENCE) for each in found if each.verb in EVIDENCE_TURNS}
    rows = evidence.items(scope).filter(pk__in=[each for each in ids if each.isdecimal()]).values_list("pk", "title")
    return {f"{EVIDENCE}{pk}": title for pk, title in rows}


def counts_offered(lines: Sequence[Line]) -> dict[int, int]:
    """Return how many pieces of evidence were offered for each line, also of those that one does not see."""
    uses = Use.objects.filter(kind=KIND, thing_id__in=[str(each.pk) for each in lines], item__withdrawn_at=None)
    rows = uses.order_by().values_list("thing_id").annotate(many=Count("pk"))
    return {int(thing): many for thing, many in rows}


def criteria(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the criteria that a line can be about."""
    return [(each.id, f"{each.id} {each.short}") for each in framework_of(inspection).all_criteria()]
