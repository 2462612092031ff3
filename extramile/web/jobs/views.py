"""The page of a job: where it is, and what came of it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.jobs import queries
from extramile.web.jobs.presenters import job_page


@login_required
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    """One job of the person who started it; the page loads itself again while there is something to wait for."""
    found = queries.job_of(request.user.pk, job_id)
    if found is None:
        raise Http404
    page = job_page(found)
    response = render(request, "jobs/job.html", {"page": page})
    if page.reload_seconds:
        # A header, so that it works without scripts and without a word in the page.
        response.headers["Refresh"] = str(page.reload_seconds)
    return response
