"""The list of self-evaluations, a new one, and one as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions import evaluations as actions
from extramile.web.selfevaluation.forms import EvaluationForm
from extramile.web.selfevaluation.presenters import evaluations as words
from extramile.web.selfevaluation.queries import evaluations as queries
from extramile.web.selfevaluation.queries.carrying import why_not_undone
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


@room()
def evaluations(request: HttpRequest, scope) -> HttpResponse:
    """Every self-evaluation of the partnership."""
    packs = {pack.id: pack for pack in queries.known_packs()}
    context = {
        "here": "know",
        "scope": scope,
        "rows": [words.evaluation_row(each, packs.get(each.pack)) for each in queries.evaluations(scope)],
        "packs": packs.values(),
        "can_lead": scope.can(Permission.LEAD_EVALUATION),
    }
    return render(request, "selfevaluation/evaluations.html", context)


@room(Permission.LEAD_EVALUATION)
def new(request: HttpRequest, scope) -> HttpResponse:
    """Begin a self-evaluation."""
    form = EvaluationForm(request.POST or None, initial={"title": f"Self-evaluation of {scope.partnership.name}"})
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            found = actions.make_evaluation(scope=scope, **form.cleaned_data)
            return redirect("selfevaluation:evaluation", slug=scope.name, evaluation_id=found.pk)
    context = {"here": "know", "scope": scope, "form": form, "errors": errors}
    return render(request, "selfevaluation/new.html", context, status=422 if errors else 200)


@room()
def evaluation(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """One self-evaluation: its criteria, what is said for each, who answers for it."""
    found = evaluation_or_404(scope, evaluation_id)
    pack = queries.framework_of(found)
    context = {
        **around(scope, found),
        "row": words.evaluation_row(found, pack),
        "groups": words.criteria(pack, queries.parts(scope, found), queries.counts(scope, found)),
        "can_lead": scope.can(Permission.LEAD_EVALUATION),
        "can_undo": scope.can(Permission.LEAD_EVALUATION) and not why_not_undone(found),
    }
    return render(request, "selfevaluation/evaluation.html", context)


def _moved(request: HttpRequest, scope, evaluation_id: int, action, **arguments) -> HttpResponse:
    problem = told(action, scope=scope, evaluation=evaluation_or_404(scope, evaluation_id), **arguments)
    if problem:
        context = {"heading": "The self-evaluation stays as it is", "advice": problem}
        return render(request, "design/error.html", context, status=422)
    return redirect("selfevaluation:evaluation", slug=scope.name, evaluation_id=evaluation_id)


@require_POST
@room(Permission.LEAD_EVALUATION)
def agree(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Agree the whole."""
    return _moved(request, scope, evaluation_id, actions.agree_evaluation)


@require_POST
@room(Permission.LEAD_EVALUATION)
def reopen(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Go on writing."""
    return _moved(request, scope, evaluation_id, actions.reopen_evaluation, why=request.POST.get("why", "")[:500])


@require_POST
@room(Permission.LEAD_EVALUATION)
def put_aside(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Put it aside."""
    return _moved(request, scope, evaluation_id, actions.supersede_evaluation, why=request.POST.get("why", "")[:500])
