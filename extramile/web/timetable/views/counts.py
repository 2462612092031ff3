"""What the inspection has been, and who has been asked and who is missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.design.downloads import as_csv
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.timetable.presenters import counts as words
from extramile.web.timetable.queries.counts import counts


@room()
def been(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Each count with its definition and the sessions behind it."""
    found = inspection_or_404(scope, inspection_id)
    counted = counts(found)
    context = {
        **around(scope, found),
        "figures": words.figures(counted),
        "people": words.people(counted),
        "sentence": words.sentence(counted),
        "called_off": counted.called_off,
        "to_come": counted.to_come,
    }
    return render(request, "timetable/been.html", context)


@room()
def been_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every session that was not called off, with its numbers."""
    found = inspection_or_404(scope, inspection_id)
    return as_csv(f"sessions-{found.pk}", words.COLUMNS, words.table(counts(found)))
