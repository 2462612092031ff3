"""The coverage map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.presenters import coverage as words
from extramile.web.selfevaluation.queries.coverage import coverage as covered
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


@room()
def coverage(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """What each criterion lacks."""
    found = evaluation_or_404(scope, evaluation_id)
    leads = scope.can(Permission.LEAD_EVALUATION)
    writes = scope.can(Permission.WRITE_CLAIMS) and found.state == "writing"
    context = {
        **around(scope, found),
        "rows": words.coverage_rows(scope, found.pk, covered(scope, found), writes=writes, leads=leads),
        "headings": words.HEADINGS,
    }
    return render(request, "selfevaluation/coverage.html", context)
