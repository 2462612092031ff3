"""How a plan answers findings: each in a theme, or not and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from extramile.web.design.errors import told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import theming as actions
from extramile.web.plans.presenters import answers as words
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, plan_or_404


@room(Permission.SEE_PLANS)
def findings(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every finding with how the plan answers it; posted, one of them is answered."""
    plan = plan_or_404(scope, plan_id)
    if request.method != "POST":
        return _page(request, scope, plan, [])
    scope.check(Permission.WORK_ON_PLANS)
    asked = request.POST.get("finding", "")
    found = next((each for each in queries.findings_to_answer(plan) if str(each.pk) == asked), None)
    if found is None:
        raise Http404
    chosen = request.POST.get("theme", "")
    theme = next((each for each in queries.themes(plan) if str(each.pk) == chosen), None)
    why_not = request.POST.get("why_not", "")[:1000]
    if theme is not None and why_not.strip():
        problem = "Choose a theme or say why not, and not both. Choose “No theme” if the plan does not answer it."
    else:
        more = {"theme": theme, "why_not": why_not, "seen": request.POST.get("seen", "")[:40]}
        problem = told(actions.answer_finding, scope=scope, plan=plan, finding=found, **more)
    if problem:
        return _page(request, scope, plan, [(f"theme-{found.pk}", problem)])
    return redirect(f"{reverse('plans:findings', args=[scope.name, plan.pk])}#finding-{found.pk}")


def _page(request: HttpRequest, scope, plan: Any, errors: list[tuple[str, str]]) -> HttpResponse:
    context = around(scope, plan)
    typed = request.POST if errors else {}
    context |= {
        "rows": words.rows(plan, queries.findings_to_answer(plan), queries.answered(plan), scope.name, typed),
        "choices": [("", "No theme"), *((each.pk, each.title) for each in queries.themes(plan))],
        "errors": errors,
    }
    return render(request, "plans/findings.html", context, status=422 if errors else 200)
