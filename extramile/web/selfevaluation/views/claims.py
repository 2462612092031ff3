"""The claims of a criterion, one claim, and writing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.actions import claims as actions
from extramile.web.selfevaluation.actions.claims import ChangedMeanwhileError
from extramile.web.selfevaluation.actions.taking_out import take_out_claim
from extramile.web.selfevaluation.forms import ClaimForm, ReasonForm, SearchForm
from extramile.web.selfevaluation.presenters import differences
from extramile.web.selfevaluation.presenters import evaluations as words
from extramile.web.selfevaluation.queries import evaluations as queries
from extramile.web.selfevaluation.queries import hearing, proof, search
from extramile.web.selfevaluation.views.finding import around, claim_or_404, criterion_or_404, evaluation_or_404, room


@room()
def claims(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Every claim that stands, to be searched."""
    found = evaluation_or_404(scope, evaluation_id)
    form = SearchForm(request.GET)
    wanted = search.Wanted(**form.cleaned_data) if form.is_valid() else search.Wanted()
    rows = search.claims(scope, found, wanted)
    names = {each.id: f"{each.id} {each.short}" for each in queries.framework_of(found).all_criteria()}
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    back = proof.resting_on_what_is_back(scope, [each.pk for each in page])
    context = {
        **around(scope, found),
        "claims": [
            (words.claim_line(each, back=each.pk in back), names.get(each.criterion, each.criterion)) for each in page
        ],
        "number": page.paginator.count,
        "page": page,
        "query": query.urlencode(),
        "wanted": wanted,
        "form": form,
    }
    return render(request, "selfevaluation/claims.html", context)


@room()
def claims_csv(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """The claims as a table to take away, as they were searched."""
    found = evaluation_or_404(scope, evaluation_id)
    form = SearchForm(request.GET)
    wanted = search.Wanted(**form.cleaned_data) if form.is_valid() else search.Wanted()
    rows = search.claims(scope, found, wanted).prefetch_related("quotes", "challenges")
    proven = proof.proofs(scope, [each.pk for each in rows])
    columns = words.claim_heads(workings=queries.sees_workings(scope))
    table = [words.claim_columns(each, proven.get(each.pk, []), columns) for each in rows]
    return as_csv(f"claims-{scope.name}", columns, table)


@room()
def criterion(request: HttpRequest, scope, evaluation_id: int, criterion_id: str) -> HttpResponse:
    """What is said for one criterion."""
    found = evaluation_or_404(scope, evaluation_id)
    asked = criterion_or_404(found, criterion_id)
    part = queries.part_of(scope, found, asked.id)
    pack = queries.framework_of(found)
    ids = [each.id for each in pack.all_criteria()]
    place = ids.index(asked.id)
    said = list(queries.claims(scope, found, asked.id).select_related("origin__evaluation"))
    back = proof.resting_on_what_is_back(scope, [each.pk for each in said])
    context = {
        **around(scope, found),
        "criterion": asked,
        "part": words.part_row(part, pack) if part else None,
        "claims": [words.claim_page(each, back=each.pk in back) for each in said],
        "refused": queries.why_not_writable(scope, found, part),
        "draft": queries.draft(scope, found, asked.id),
        "before": ids[place - 1] if place else "",
        "after": ids[place + 1] if place + 1 < len(ids) else "",
    }
    return render(request, "selfevaluation/criterion.html", context)


@room(Permission.WRITE_CLAIMS)
def add(request: HttpRequest, scope, evaluation_id: int, criterion_id: str) -> HttpResponse:
    """Write a claim."""
    found = evaluation_or_404(scope, evaluation_id)
    asked = criterion_or_404(found, criterion_id)
    kept = queries.draft(scope, found, asked.id)
    form = ClaimForm(request.POST or None, initial=kept.texts if kept else {"service": "together"})
    return _written(request, scope, found=found, asked=asked, form=form, kept=kept)


@room(Permission.WRITE_CLAIMS)
def change(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Change a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    asked = criterion_or_404(claim.evaluation, claim.criterion)
    kept = queries.draft(scope, claim.evaluation, asked.id, claim)
    initial = {**kept.texts, "seen": kept.seen} if kept else {**claim_texts.texts_of(claim), "seen": claim.revision}
    form = ClaimForm(request.POST or None, initial=initial)
    return _written(request, scope, found=claim.evaluation, asked=asked, form=form, kept=kept, claim=claim)


def _written(request: HttpRequest, scope, *, found, asked, form, kept, claim=None) -> HttpResponse:
    """Answer the form of a claim, new or changed: save it, keep it as a draft, or show what somebody else changed."""
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    values = {name: form[name].value() or "" for name in claim_texts.NAMES}
    seen = form["seen"].value() or 0
    if request.method == "POST" and request.POST.get("do") == "draft":
        seen = whole_number(str(seen)) or 0
        problem = told(
            actions.save_draft, scope=scope, evaluation=found, criterion=asked.id, texts=values, claim=claim, seen=seen
        )
        if not problem:
            messages.info(request, "Your draft is kept. Only you see it; go on whenever you like.")
            return redirect(request.path)
        errors = [("id_judgement", problem)]
    elif request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            try:
                saved, problem = _save(scope, found, asked, form.cleaned_data, claim)
            except ChangedMeanwhileError as meanwhile:
                # What both want stands in the form; what only the other changed is in it already.
                problem, met = str(meanwhile), differences.met(meanwhile.met)
                values, seen = meanwhile.proposal, meanwhile.claim.revision
            if not problem:
                return redirect("selfevaluation:claim", slug=scope.name, evaluation_id=found.pk, claim_id=saved.pk)
            errors = [("met" if met else "id_judgement", problem)]
    context = {
        **around(scope, found),
        "criterion": asked,
        "claim": claim,
        "form": form,
        "values": values,
        "seen": seen,
        "fields": claim_texts.TEXTS,
        "choices": {name: (label, choices.choices) for name, label, choices in claim_texts.CHOICES},
        "met": met,
        "draft": kept,
        "errors": errors,
    }
    return render(request, "selfevaluation/write.html", context, status=422 if errors else 200)


def _save(scope, found, asked, data, claim) -> tuple[Any, str]:
    """Save; return the claim and "", or None and the sentence that says why not."""
    saved: list[Any] = []

    def save() -> None:
        if claim is None:
            saved.append(actions.write_claim(scope=scope, evaluation=found, criterion=asked.id, texts=data))
        else:
            saved.append(actions.change_claim(scope=scope, claim=claim, texts=data, seen=data["seen"] or 0))

    problem = told(save)
    return (saved[0] if saved else None), problem


@room()
def claim(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """One claim with all that belongs to it."""
    found = claim_or_404(scope, evaluation_id, claim_id)
    part = queries.part_of(scope, found.evaluation, found.criterion)
    proofs = proof.proofs(scope, [found.pk]).get(found.pk, [])
    context = {
        **around(scope, found.evaluation),
        "criterion": criterion_or_404(found.evaluation, found.criterion),
        "claim": words.claim_page(found, back=any(each.back for each in proofs)),
        "refused": queries.why_not_writable(scope, found.evaluation, part, found.organisation),
        "draft": queries.draft(scope, found.evaluation, found.criterion, found),
        "history": differences.history(queries.texts(scope, found)),
        "workings": queries.sees_workings(scope),
        "challenges": queries.challenges(scope, found),
        "quotes": found.quotes.all(),
        "heard": hearing.heard(scope, found),
        "proofs": proofs,
        "instead": proof.instead(scope, proofs),
        "can_challenge": scope.can(Permission.CHALLENGE_CLAIMS) and found.evaluation.state == "writing",
    }
    return render(request, "selfevaluation/claim.html", context)


def _done(request: HttpRequest, scope, found, problem: str, heading: str) -> HttpResponse:
    if problem:
        return render(request, "design/error.html", {"heading": heading, "advice": problem}, status=422)
    return redirect("selfevaluation:claim", slug=scope.name, evaluation_id=found.evaluation_id, claim_id=found.pk)


@require_POST
@room(Permission.WRITE_CLAIMS)
def confirm(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Say that a claim is still so."""
    found = claim_or_404(scope, evaluation_id, claim_id)
    return _done(request, scope, found, told(actions.confirm_claim, scope=scope, claim=found), "Not confirmed")


@require_POST
@room(Permission.WRITE_CLAIMS)
def take_out(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Take a claim out."""
    found = claim_or_404(scope, evaluation_id, claim_id)
    form = ReasonForm(request.POST)
    problem = (
        told(take_out_claim, scope=scope, claim=found, why=form.cleaned_data["why"])
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    if problem:
        return _done(request, scope, found, problem, "The claim stays")
    return redirect(
        "selfevaluation:criterion", slug=scope.name, evaluation_id=evaluation_id, criterion_id=found.criterion
    )


@require_POST
@room(Permission.WRITE_CLAIMS)
def drop_draft(request: HttpRequest, scope, evaluation_id: int, criterion_id: str) -> HttpResponse:
    """Throw one's own draft away."""
    found = evaluation_or_404(scope, evaluation_id)
    claim_id = whole_number(request.POST.get("claim", ""))
    changed = queries.claim(scope, found, claim_id) if claim_id is not None else None
    kept = queries.draft(scope, found, criterion_id, changed)
    if kept is not None:
        actions.drop_draft(scope=scope, draft=kept)
    return redirect("selfevaluation:criterion", slug=scope.name, evaluation_id=evaluation_id, criterion_id=criterion_id)
