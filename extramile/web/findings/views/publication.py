"""Publication: the checklist, the day, a correction afterwards; and the history of what was published."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import errors_of, told
from extramile.web.findings.actions import publication as actions
from extramile.web.findings.documents import report
from extramile.web.findings.forms import CorrectionForm, PublicationCorrectionForm, PublishForm
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import findings as finding_words
from extramile.web.findings.presenters import meeting
from extramile.web.findings.presenters import publication as words
from extramile.web.findings.queries import publication, readiness
from extramile.web.findings.views.within import around, finding_or_404, readable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.LEAD_INSPECTION)
def publish(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """What stands in the way, and publishing."""
    inspection = readable(scope, inspection_id)
    form = PublishForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.publish, scope=scope, inspection=inspection, **form.cleaned_data)
            if not problem:
                messages.success(
                    request, "It is published. The embargo has ended: everybody in this partnership reads it now."
                )
                return redirect("findings:findings", slug=scope.name, inspection_id=inspection.pk)
            errors = [("id_on", problem)]
    held = embargo.holds(inspection)
    checks = readiness.checks(scope, inspection, report(scope, inspection).missing()) if held else []
    context = {
        **around(scope, inspection),
        "checks": words.checklist(checks),
        "ready": not readiness.stands_in_the_way(scope, inspection),
        "corrections": words.corrections(publication.corrections(publication.publication(inspection))),
        "listeners": publication.told_of(inspection).count(),
        "form": form,
        "errors": errors,
    }
    return render(request, "findings/publish.html", context, status=422 if errors else 200)


@room(Permission.LEAD_INSPECTION)
def correct(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """Correct the words of a published finding."""
    inspection = readable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    if embargo.holds(inspection) or found.state != "moderated":
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"words": found.words, "seen": found.revision})
    values = {name: form[name].value() for name in form.fields}
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            try:
                problem = told(actions.correct, scope=scope, finding=found, **form.cleaned_data)
            except ChangedMeanwhileError as meanwhile:
                problem, met = str(meanwhile), meeting.met(meanwhile.met)
                values |= {**meanwhile.proposal, "seen": meanwhile.revision}
            if not problem:
                return redirect("findings:finding", slug=scope.name, inspection_id=inspection.pk, finding_id=found.pk)
            errors = [("met" if met else "id_words", problem)]
    context = {**around(scope, inspection), "finding": found, "values": values, "met": met, "errors": errors}
    context["card"] = finding_words.card(found, context["pack"], drafts=False)
    return render(request, "findings/correct.html", context, status=422 if errors else 200)


@room(Permission.LEAD_INSPECTION)
def correct_publication(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Correct the day or the address of a publication, with a reason."""
    inspection = readable(scope, inspection_id)
    made = publication.publication(inspection)
    if made is None or embargo.holds(inspection):
        raise Http404
    number = publication.corrections(made).count()
    initial = {"on": words.day(inspection.published_on), "address": made.address, "seen": number}
    form = PublicationCorrectionForm(request.POST or None, initial=initial)
    values = {name: form[name].value() for name in form.fields}
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            try:
                problem = told(actions.correct_publication, scope=scope, inspection=inspection, **form.cleaned_data)
            except ChangedMeanwhileError as meanwhile:
                problem, met = str(meanwhile), meeting.met(meanwhile.met, words.shown)
                proposal = {name: words.shown(name, value) for name, value in meanwhile.proposal.items()}
                values |= {**proposal, "seen": meanwhile.revision}
            if not problem:
                return redirect("findings:publish", slug=scope.name, inspection_id=inspection.pk)
            errors = [("met" if met else "id_on", problem)]
    context = {**around(scope, inspection), "values": values, "met": met, "errors": errors}
    return render(request, "findings/correct_publication.html", context, status=422 if errors else 200)


@room()
def history(request: HttpRequest, scope) -> HttpResponse:
    """The published inspections of the area with their findings, to be searched."""
    typed = request.GET.get("words", "")[:200]
    chapters = words.chapters(publication.history(scope, typed))
    number = sum(len(each["cards"]) for each in chapters)
    context = {"here": "inspect", "scope": scope, "chapters": chapters, "typed": typed, "number": number}
    return render(request, "findings/history.html", context)
