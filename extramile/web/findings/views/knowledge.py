"""How well did we know ourselves? Findings and claims side by side, a decision for each, the share, and a comparison."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.findings.actions import knowledge as actions
from extramile.web.findings.presenters import knowledge as words
from extramile.web.findings.queries import knowledge as queries
from extramile.web.findings.queries.access import may_write
from extramile.web.findings.views.within import around, readable, writable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


def _seen(scope, found: Any) -> Any:
    """Return the inspection, if this person reads the claims that stand beside its findings."""
    if not queries.may_see(scope, found):
        raise Http404
    return found


@room()
def knowledge(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The share, the findings with the claims that they may answer to, the claims that no finding answers to."""
    return _page(request, scope, _seen(scope, readable(scope, inspection_id)))


def _page(request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    embargo.opened(scope, found, "self-knowledge", found.pk, f"Self-knowledge of inspection {found.pk}")
    context = around(scope, found)
    pack, known = context["pack"], queries.knowledge(found)
    sides = [words.side(each, pack) for each in queries.sides(found)]
    undecided, missed = queries.unanswered(found)
    names = {each.id: each.short for each in pack.all_criteria()}
    context |= {
        "known": known,
        "share": words.share(known),
        "open_sides": [each for each in sides if not each["pairs"]],
        "decided_sides": [each for each in sides if each["pairs"]],
        "undecided": [words.claim(each) for each in undecided],
        "missed": missed,
        "claims": [words.claim(each) for each in queries.claims(found)],
        "criteria": [(f"{key} {names[key]}", words.share(each)) for key, each in queries.by_criterion(found, pack)],
        "over_time": [(each, words.share(counts), counts.undecided) for each, counts in queries.over_time(scope)],
        "evaluations": [] if found.evaluation_id else list(queries.evaluations(scope, found)),
        "decides": may_write(scope, found),
        "errors": errors or [],
    }
    return render(request, "findings/knowledge.html", context, status=422 if errors else 200)


@room()
def knowledge_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every decision and everything undecided, as a table to take away."""
    found = _seen(scope, readable(scope, inspection_id))
    embargo.opened(scope, found, "self-knowledge", found.pk, f"Self-knowledge of inspection {found.pk}")
    undecided, missed = queries.unanswered(found)
    table = words.rows(queries.sides(found), missed, undecided, around(scope, found)["pack"])
    return as_csv(f"self-knowledge-{scope.name}-{found.pk}", words.COLUMNS, table)


@require_POST
@room(Permission.WRITE_FINDINGS)
def decide(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Decide of a finding, of a claim, or of the two together."""
    found = _seen(scope, writable(scope, inspection_id))
    finding_id, claim_id = (whole_number(request.POST.get(name, "")) for name in ("finding", "claim"))
    problem = told(
        actions.decide,
        scope=scope,
        inspection=found,
        decision=request.POST.get("decision", ""),
        finding_id=finding_id,
        claim_id=claim_id,
        why=request.POST.get("why", ""),
    )
    if problem:
        return _page(request, scope, found, [(f"finding-{finding_id}" if finding_id else "claims", problem)])
    return _back(scope, found, f"finding-{finding_id}" if finding_id else "claims")


def _back(scope, found: Any, place: str) -> HttpResponse:
    """Return to the place on the page where one was: nobody who goes by keyboard begins again at the top."""
    return redirect(f"{reverse('knowing:knowledge', args=[scope.name, found.pk])}#{place}")


@require_POST
@room(Permission.WRITE_FINDINGS)
def take_back(request: HttpRequest, scope, inspection_id: int, pair_id: int) -> HttpResponse:
    """Take a decision back."""
    found = _seen(scope, writable(scope, inspection_id))
    actions.take_back(scope=scope, inspection=found, pair_id=pair_id)
    return _back(scope, found, request.POST.get("at", "")[:30] or "claims")


@require_POST
@room(Permission.WRITE_FINDINGS)
def evaluation(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Say which self-evaluation the findings are set beside."""
    found = _seen(scope, writable(scope, inspection_id))
    chosen = whole_number(request.POST.get("evaluation", "")) or 0
    problem = told(actions.set_evaluation, scope=scope, inspection=found, evaluation_id=chosen)
    if problem:
        return _page(request, scope, found, [("evaluation", problem)])
    return _back(scope, found, "claims")
