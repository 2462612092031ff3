"""Where a person's partnerships are, today's page, the audit trail."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.audit.queries import events, verify
from extramile.web.design.downloads import as_csv
from extramile.web.partnerships import presenters as words
from extramile.web.partnerships import queries, today
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

COLUMNS = ["number", "at", "by_name", "verb", "kind", "thing_id", "thing", "before", "after", "why", "hash"]
PAGE_SIZE = 50


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The partnerships of the person who is signed in; straight to the only one."""
    found = list(queries.partnerships_of(request.user))
    if len(found) == 1:
        return redirect("partnerships:today", slug=found[0].slug)
    return render(request, "partnerships/mine.html", {"partnerships": found})


@room()
def today_page(request: HttpRequest, scope) -> HttpResponse:
    """What waits for this person in this partnership today."""
    found = today.cards(scope)
    context = {
        "here": "today",
        "scope": scope,
        "cards": found,
        "quiet": [each for each in found if not each.items],
        "people": queries.present_members(scope).count(),
    }
    return render(request, "partnerships/today.html", context)


@room(Permission.READ_AUDIT)
def audit(request: HttpRequest, scope) -> HttpResponse:
    """The audit trail, newest first, and whether it is whole."""
    rows = events(scope.name, kind=request.GET.get("kind", "")[:40], thing_id=request.GET.get("id", "")[:80])
    number = request.GET.get("page", "1")
    page = Paginator(rows, PAGE_SIZE).get_page(number[:9])
    count, found = verify(scope.name)
    context = {
        "here": "people",
        "scope": scope,
        "rows": [words.event_row(event) for event in page],
        "page": page,
        "count": count,
        "faults": [f"event {fault.number}: {fault.what}" for fault in found],
    }
    return render(request, "partnerships/audit.html", context)


@room(Permission.READ_AUDIT)
def audit_download(request: HttpRequest, scope) -> HttpResponse:
    """The audit trail as CSV."""
    rows = [{name: getattr(event, name) for name in COLUMNS} for event in events(scope.name).iterator()]
    return as_csv(f"audit-{scope.name}", COLUMNS, rows)
