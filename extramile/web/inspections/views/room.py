"""The room of those who inspect or review: the index, one criterion, the figures and what they mean. Nothing is changed here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from extramile.web.evidence import presenters as evidence_words
from extramile.web.evidence import queries as evidence
from extramile.web.inspections.presenters import room as words
from extramile.web.inspections.queries import room as queries
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room as door
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

LONGEST = 200


def _around(scope: Scope, found: Any) -> dict[str, Any]:
    return {
        **around(scope, found),
        "room_title": queries.title(found),
        "inspects": queries.inspects(scope),
        "open_until": words.open_until(queries.last_day(scope)),
    }


@require_safe
@door(Permission.SEE_INSPECTORS_ROOM)
def room(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The index of everything in the room; with ?words=, what has them all."""
    found = inspection_or_404(scope, inspection_id)
    theirs, today = queries.as_inspectors(scope), timezone.localdate()
    typed = " ".join(request.GET.get("words", "").replace("\0", "").split())[:LONGEST]
    context = {**_around(scope, found), "typed": typed}
    if typed:
        hits = queries.search(theirs, found, typed)
        more = {
            "number": hits.number,
            "heading": words.found_words(hits, typed),
            "claims": words.claim_hits(hits),
            "pieces": words.pieces(hits.evidence, today, hits.marked),
            "requests": words.asked(hits.requests),
            "days": words.held(hits.sessions),
        }
        return render(request, "inspections/room_search.html", context | more)
    said = queries.evaluation(theirs, found)
    own = evidence.bundles(scope) if queries.inspects(scope) else []
    more = {
        "groups": words.index(queries.index(theirs, found, said, today)),
        "said": said,
        "agreed": words.agreed(said),
        "evidence_number": queries.evidence_number(theirs),
        "figures_number": queries.figures_number(theirs),
        "requests": words.asked(queries.requests(found)),
        "days": words.held(queries.timetable(found)),
        "bundles": [evidence_words.bundle_row(scope.name, each) for each in own],
    }
    return render(request, "inspections/room.html", context | more)


@require_safe
@door(Permission.SEE_INSPECTORS_ROOM)
def criterion(request: HttpRequest, scope, inspection_id: int, criterion_id: str) -> HttpResponse:
    """What the area says for one criterion, and the evidence for it."""
    found = inspection_or_404(scope, inspection_id)
    asked = queries.criterion(found, criterion_id)
    if asked is None:
        raise Http404
    theirs = queries.as_inspectors(scope)
    said = queries.evaluation(theirs, found)
    rows, number = queries.evidence_for(theirs, found, asked.id)
    context = {
        **_around(scope, found),
        "criterion": asked,
        "agreed": words.agreed(said),
        "claims": words.said(queries.said_for(theirs, said, asked.id)),
        "pieces": words.pieces(rows, timezone.localdate()),
        "number": number,
        "before": queries.beside(found, asked.id, -1),
        "after": queries.beside(found, asked.id, 1),
    }
    return render(request, "inspections/room_criterion.html", context)


@require_safe
@door(Permission.SEE_INSPECTORS_ROOM)
def figures(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every figure that is shared, and what it means."""
    found = inspection_or_404(scope, inspection_id)
    rows = words.figure_rows(queries.figures(queries.as_inspectors(scope)))
    return render(request, "inspections/room_figures.html", {**_around(scope, found), "rows": rows})
