"""The parts of a plan in words, each with every earlier text."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions.planning import write_part
from extramile.web.plans.forms import PartForm
from extramile.web.plans.parts import parts_of
from extramile.web.plans.presenters import texts as words
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, plan_or_404


@room(Permission.SEE_PLANS)
def part(request: HttpRequest, scope, plan_id: int, part: str) -> HttpResponse:
    """One part: its text, to be written anew, and how it came about."""
    plan = plan_or_404(scope, plan_id)
    title = parts_of(plan).get(part)
    if title is None:
        raise Http404
    if request.method == "POST":
        scope.check(Permission.WORK_ON_PLANS)
    texts = list(queries.texts_of(plan, part))
    newest = texts[-1] if texts else None
    form = PartForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            said: dict[str, Any] = {"words": form.cleaned_data["words"], "seen": form.cleaned_data["seen"] or 0}
            problem = told(write_part, scope=scope, plan=plan, part=part, **said)
            if not problem:
                return redirect("plans:plan", slug=scope.name, plan_id=plan.pk)
            errors = [("id_words", problem)]
    typed = request.POST.get("words", "")[:20_000] if request.method == "POST" else None
    context = {
        **around(scope, plan),
        "part_title": title,
        "words": typed if typed is not None else newest.words if newest else "",
        "standing": newest.words if newest and errors else "",
        # What stands was shown now: a second save knows of it.
        "seen": newest.revision if newest else 0,
        "history": words.history(texts),
        "errors": errors,
    }
    return render(request, "plans/part.html", context, status=422 if errors else 200)
