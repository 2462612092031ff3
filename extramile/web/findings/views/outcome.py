"""The outcome of an inspection: those the pack allows, the one proposed with its reasons, what follows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.findings.actions import outcome as actions
from extramile.web.findings.forms import OutcomeForm, OutcomeStepForm
from extramile.web.findings.presenters import outcome as words
from extramile.web.findings.presenters.findings import waiting_for
from extramile.web.findings.queries import outcome as queries
from extramile.web.findings.queries.access import others_who_write
from extramile.web.findings.views.within import around, readable, writable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room()
def outcome(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The outcome, its reasons and what follows."""
    return _page(request, scope, readable(scope, inspection_id))


@require_POST
@room(Permission.WRITE_FINDINGS)
def propose(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Propose an outcome."""
    inspection = writable(scope, inspection_id)
    form = OutcomeForm(request.POST, inspection=inspection)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.propose, scope=scope, inspection=inspection, **form.values())
        if not problem:
            return redirect("findings:outcome", slug=scope.name, inspection_id=inspection.pk)
        errors = [("id_why", problem)]
    return _page(request, scope, inspection, errors, form)


@require_POST
@room(Permission.WRITE_FINDINGS)
def step(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Agree to the proposed outcome, return it, or open it again."""
    inspection = writable(scope, inspection_id)
    form = OutcomeStepForm(request.POST)
    problem = (
        told(actions.take_step, scope=scope, inspection=inspection, **form.cleaned_data)
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    if not problem:
        return redirect("findings:outcome", slug=scope.name, inspection_id=inspection.pk)
    return _page(request, scope, inspection, [("what", problem)])


def _page(request: HttpRequest, scope, inspection: Any, errors: Any = (), form: Any = None) -> HttpResponse:
    embargo.opened(scope, inspection, "outcome", inspection.pk, f"Outcome of inspection {inspection.pk}")
    context = around(scope, inspection)
    pack, found = context["pack"], queries.judgement(scope, inspection)
    # After publication the inspection holds it; the reasons are published with it.
    chosen = inspection.outcome if not context["under_embargo"] else (found.outcome if found else "")
    leads = scope.can(Permission.LEAD_INSPECTION)
    initial = {"outcome": found.outcome, "why": found.why} if found else {}
    form = form or OutcomeForm(inspection=inspection, initial=initial)
    context |= {
        "judged": words.judged(found, pack) if found else None,
        "allowed": [words.described(each, pack) for each in queries.choices(inspection)],
        "follows": words.consequences(queries.what_follows(scope, inspection, chosen), pack) if chosen else None,
        "steps": words.steps_open(found, scope.person.pk, leads=leads) if found and context["writes"] else [],
        "waits": waiting_for(others_who_write(scope, inspection, {scope.person.pk}), "proposed")
        if found and found.state == "proposed" and found.proposed_by_id == scope.person.pk
        else "",
        "proposes": context["writes"] and (found is None or found.state != "agreed"),
        "history": words.history(queries.steps(scope, found), pack) if found else [],
        "form": form,
        "errors": list(errors),
    }
    return render(request, "findings/outcome.html", context, status=422 if errors else 200)
