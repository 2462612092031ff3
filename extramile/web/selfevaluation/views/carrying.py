"""Carrying a self-evaluation over: first what would happen, then doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions.carrying import carry_over, undo_carrying
from extramile.web.selfevaluation.queries import carrying as queries
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


@require_POST
@room(Permission.LEAD_EVALUATION)
def undo(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Take a carrying over back."""
    found = evaluation_or_404(scope, evaluation_id)
    origin = found.origin_id
    problem = told(undo_carrying, scope=scope, evaluation=found)
    if problem:
        context = {"heading": "The self-evaluation stays as it is", "advice": problem}
        return render(request, "design/error.html", context, status=422)
    messages.info(request, "The carrying over is undone. This is the self-evaluation that it came from, as it was.")
    return redirect("selfevaluation:evaluation", slug=scope.name, evaluation_id=origin)


@room(Permission.LEAD_EVALUATION)
def carry(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Choose where to; see what moves, what has several homes, what is left; do it."""
    found = evaluation_or_404(scope, evaluation_id)
    targets = queries.targets(found)
    asked = (request.POST or request.GET).get("to", "")
    target = next((pack for pack in targets if pack.id == asked), None)
    preview = queries.preview(scope, found, target.id) if target else None
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and target and preview:
        made: list = []
        homes = {each.item.pk: tuple(request.POST.getlist(f"home-{each.item.pk}")) for each in preview.doubled}
        problem = told(
            lambda: made.append(
                carry_over(
                    scope=scope,
                    evaluation=found,
                    target=target.id,
                    title=request.POST.get("title", "")[:160],
                    period=request.POST.get("period", "")[:80],
                    homes=homes,
                )
            )
        )
        if not problem:
            return redirect("selfevaluation:evaluation", slug=scope.name, evaluation_id=made[0].pk)
        errors = [("id_title", problem)]
    context = {
        **around(scope, found),
        "targets": targets,
        "target": target,
        "preview": preview,
        "names": {each.id: f"{each.id} {each.short}" for each in target.all_criteria()} if target else {},
        "values": {"title": request.POST.get("title", found.title), "period": request.POST.get("period", "")},
        "errors": errors,
    }
    return render(request, "selfevaluation/carry.html", context, status=422 if errors else 200)
