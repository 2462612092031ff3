"""A published report from outside: sent, read by a job, and each thing it says confirmed by a person."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.evidence.doing import sent_too_much
from extramile.web.findings.actions import outside as actions
from extramile.web.findings.queries import findings as finding_queries
from extramile.web.findings.queries import outside as queries
from extramile.web.findings.views.within import around, writable
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

WRITES = Permission.WRITE_FINDINGS


@room(WRITES)
def outside(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Send a report, and see what the last one proposes."""
    found = writable(scope, inspection_id)
    if request.method != "POST":
        return _page(request, scope, found)
    if sent_too_much(request):
        # It is not among the files at all.
        return _page(request, scope, found, [("report", actions.too_large())])
    upload = request.FILES.get("report")
    jobs: list[Any] = []

    def send() -> None:
        jobs.append(actions.send_report(scope=scope, inspection=found, content=upload.read() if upload else b""))

    problem = told(send)
    return _page(request, scope, found, [("report", problem)]) if problem else redirect("jobs:job", job_id=jobs[0].pk)


def _page(
    request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None, *, refused: int = 0
) -> HttpResponse:
    reading = queries.latest(scope, found)
    proposals = list(reading.proposals.select_related("finding", "decided_by")) if reading else []
    said = reading.said if reading else {}
    context = {
        **around(scope, found),
        "reading": reading,
        "open_ones": [each for each in proposals if not each.decided_at],
        "settled": [each for each in proposals if each.decided_at],
        "number": len(proposals),
        "outcome": queries.outcome_name(found, reading) if reading else "",
        "days": [date.fromisoformat(said[name]) for name in ("start", "end") if said.get(name)],
        "days_taken": reading is not None and queries.days_taken(found, reading),
        "proposed": hasattr(found, "judgement"),
        "kinds": [(each.id, each.name) for each in finding_queries.kinds(found)],
        "criteria": finding_queries.criteria(found),
        "errors": errors or [],
        # What was typed about the one that was refused stays in its form.
        "refused": refused,
        "typed": {**request.POST.dict(), "criteria": request.POST.getlist("criteria")},
    }
    return render(request, "findings/outside.html", context, status=422 if errors else 200)


@require_POST
@room(WRITES)
def settle(request: HttpRequest, scope, inspection_id: int, proposal_id: int) -> HttpResponse:
    """Confirm a proposal, as it is or changed, or leave it out."""
    found = writable(scope, inspection_id)
    proposal = queries.proposal(scope, found, proposal_id)
    if proposal is None:
        raise Http404
    if request.POST.get("do") == "leave-out":
        problem = told(actions.leave_out, scope=scope, proposal=proposal, why=request.POST.get("why", ""))
    else:
        said = {name: request.POST.get(name, "") for name in ("kind", "words")}
        criteria = request.POST.getlist("criteria")
        problem = told(actions.confirm, scope=scope, proposal=proposal, criteria=criteria, **said)
    if problem:
        return _page(request, scope, found, [(f"proposal-{proposal_id}", problem)], refused=proposal_id)
    return redirect(f"{reverse('knowing:outside', args=[scope.name, found.pk])}#to-confirm")


@require_POST
@room(WRITES)
def take(request: HttpRequest, scope, inspection_id: int, what: str) -> HttpResponse:
    """Take the days over, or propose the outcome, that the report gives."""
    found = writable(scope, inspection_id)
    reading = queries.latest(scope, found)
    action = {"days": actions.take_days, "outcome": actions.take_outcome}.get(what)
    if reading is None or action is None:
        raise Http404
    problem = told(action, scope=scope, reading=reading)
    if problem:
        return _page(request, scope, found, [("whole", problem)])
    if what == "days":
        messages.success(request, "The days are taken over. All other dates are counted from them.")
    return redirect("findings:outcome" if what == "outcome" else "knowing:outside", scope.name, found.pk)
