"""What stands beside a claim: challenges, voices, evidence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence import queries as evidence_queries
from extramile.web.evidence.presenters import item_row
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions import challenges as actions
from extramile.web.selfevaluation.actions import linking
from extramile.web.selfevaluation.forms import ChallengeForm, QuoteForm
from extramile.web.selfevaluation.queries import evaluations as queries
from extramile.web.selfevaluation.queries import hearing, proof
from extramile.web.selfevaluation.views.finding import around, claim_or_404, room


def _back(request: HttpRequest, scope, claim, problem: str = "") -> HttpResponse:
    if problem:
        return render(request, "design/error.html", {"heading": "Nothing was changed", "advice": problem}, status=422)
    return redirect("selfevaluation:claim", slug=scope.name, evaluation_id=claim.evaluation_id, claim_id=claim.pk)


@require_POST
@room(Permission.CHALLENGE_CLAIMS)
def challenge(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Challenge a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    form = ChallengeForm(request.POST)
    problem = (
        told(actions.challenge_claim, scope=scope, claim=claim, text=form.cleaned_data["text"])
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    return _back(request, scope, claim, problem)


@require_POST
@room(Permission.WRITE_CLAIMS)
def answer_challenge(request: HttpRequest, scope, evaluation_id: int, claim_id: int, challenge_id: int) -> HttpResponse:
    """Answer a challenge."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    found = queries.challenges(scope, claim).filter(pk=challenge_id).first()
    if found is None:
        raise Http404
    form = ChallengeForm(request.POST)
    problem = (
        told(actions.answer_challenge, scope=scope, challenge=found, text=form.cleaned_data["text"])
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    return _back(request, scope, claim, problem)


@room(Permission.WRITE_CLAIMS)
def voice(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Put what somebody said beside a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    form = QuoteForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.add_quote, scope=scope, claim=claim, **form.cleaned_data)
            if not problem:
                return _back(request, scope, claim)
            errors = [("id_words", problem)]
    context = {
        **around(scope, claim.evaluation),
        "claim": claim,
        "form": form,
        "themes": [("", "Choose"), *hearing.themes(scope)],
        "errors": errors,
    }
    return render(request, "selfevaluation/voice.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WRITE_CLAIMS)
def theme(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Put a theme of the room of voices beside a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    asked = request.POST.get("theme", "")[:80]
    return _back(request, scope, claim, told(actions.add_theme, scope=scope, claim=claim, theme=asked))


@require_POST
@room(Permission.WRITE_CLAIMS)
def drop_theme(request: HttpRequest, scope, evaluation_id: int, claim_id: int, theme_id: int) -> HttpResponse:
    """Take a theme away from a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    found = hearing.theme_of(scope, claim, theme_id)
    if found is None:
        raise Http404
    return _back(request, scope, claim, told(actions.remove_theme, scope=scope, theme=found))


@require_POST
@room(Permission.WRITE_CLAIMS)
def drop_voice(request: HttpRequest, scope, evaluation_id: int, claim_id: int, quote_id: int) -> HttpResponse:
    """Take a voice away from a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    found = claim.quotes.filter(pk=quote_id).first()
    if found is None:
        raise Http404
    return _back(request, scope, claim, told(actions.remove_quote, scope=scope, quote=found))


@room(Permission.WRITE_CLAIMS)
def evidence(request: HttpRequest, scope, evaluation_id: int, claim_id: int) -> HttpResponse:
    """Choose evidence for a claim."""
    claim = claim_or_404(scope, evaluation_id, claim_id)
    if request.method == "POST":
        number = whole_number(request.POST.get("item", "")) or 0
        if request.POST.get("do") == "instead":
            old = whole_number(request.POST.get("old", "")) or 0
            problem = told(linking.put_in_place, scope=scope, claim=claim, old_id=old, item_id=number)
            return _back(request, scope, claim, problem)
        action = linking.unlink_evidence if request.POST.get("do") == "unlink" else linking.link_evidence
        return _back(request, scope, claim, told(action, scope=scope, claim=claim, item_id=number))
    typed = request.GET.get("words", "")[:200]
    linked = {each.id for each in proof.proofs(scope, [claim.pk]).get(claim.pk, [])}
    ids = proof.choices(scope, claim.evaluation.pack, claim.criterion, typed)
    today = localdate()
    rows = [item_row(each, today) for each in evidence_queries.offered(scope, ids, linked)]
    context = {**around(scope, claim.evaluation), "claim": claim, "items": rows, "typed": typed}
    return render(request, "selfevaluation/evidence.html", context)
