"""How a rehearsal went: each step timed from the call, beside an earlier rehearsal of the same kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.inspections.around import all_timed
from extramile.web.inspections.presenters import rehearsal as words
from extramile.web.inspections.queries import inspections as queries
from extramile.web.inspections.queries import tasks
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room


@room()
def rehearsal(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """How long each step took."""
    found = inspection_or_404(scope, inspection_id)
    tasks.check_sees(scope)
    if not found.is_rehearsal:
        raise Http404
    earlier = list(queries.earlier_rehearsals(scope, found))
    asked = request.GET.get("with", "")
    chosen = next((each for each in earlier if str(each.pk) == asked), earlier[0] if earlier and not asked else None)
    steps = all_timed(scope, found)
    rows = words.groups(
        found.called_at, steps, chosen.called_at if chosen else None, all_timed(scope, chosen) if chosen else ()
    )
    context = {
        **around(scope, found),
        "groups": rows,
        "done": sum(each.done for each in rows),
        "number": sum(each.number for each in rows),
        "earlier": [("none", "None of them"), *((each.pk, each.title) for each in earlier)] if earlier else [],
        "chosen": chosen,
    }
    return render(request, "inspections/rehearsal.html", context)
