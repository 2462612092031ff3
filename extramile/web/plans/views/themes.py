"""Themes: one, a new one, changed, moved, taken out and put back; families' words in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import theming as actions
from extramile.web.plans.fields import values_of
from extramile.web.plans.forms import ThemeForm, WordForm
from extramile.web.plans.presenters import changes, overview
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, plan_or_404, theme_or_404
from extramile.web.plans.views.writing import from_row, written


@room(Permission.SEE_PLANS)
def theme(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """One theme with all that stands under it, and what became of it."""
    return _page(request, scope, theme_or_404(scope, plan_id, theme_id))


def _page(request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    now = content.theme_now(scope, found, timezone.localdate())
    context = {
        **around(scope, found.plan),
        "theme": found,
        "item": overview.theme(now, found.plan, scope.name),
        "withdrawn": [overview.word(each, scope.name) for each in queries.words_withdrawn(found)],
        "measures_out": list(queries.measures_out(found)),
        "history": changes.history(scope, queries.history(scope, "theme", found.pk)),
        "errors": errors or [],
    }
    context["writes_in"] = context["writes"] and not found.out_at
    return render(request, "plans/theme.html", context, status=422 if errors else 200)


def _back(scope, found: Any) -> str:
    return reverse("plans:theme", args=[scope.name, found.plan_id, found.pk])


@room(Permission.WORK_ON_PLANS)
def add(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Add a theme."""
    plan = plan_or_404(scope, plan_id)
    form = ThemeForm(request.POST or None)
    return written(
        request,
        scope,
        form,
        lambda: actions.add_theme(scope=scope, plan=plan, **form.given()),
        template="plans/write_theme.html",
        context={**around(scope, plan), "theme": None},
        back=lambda made: _back(scope, made),
    )


@room(Permission.WORK_ON_PLANS)
def change(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Change what a theme is called and what it wants to be different."""
    found = theme_or_404(scope, plan_id, theme_id)
    form = ThemeForm(request.POST or None, initial=from_row(ThemeForm, found, values_of(found)))
    return written(
        request,
        scope,
        form,
        lambda: actions.change_theme(scope=scope, theme=found, **form.change()),
        template="plans/write_theme.html",
        context={**around(scope, found.plan), "theme": found},
        back=lambda made: _back(scope, made),
    )


@require_POST
@room(Permission.WORK_ON_PLANS)
def move(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Put a theme before or behind its neighbour."""
    found = theme_or_404(scope, plan_id, theme_id)
    problem = told(actions.move_theme, scope=scope, theme=found, up=request.POST.get("where") == "up")
    if problem:
        return _page(request, scope, found, [("what", problem)])
    return redirect("plans:plan", slug=scope.name, plan_id=found.plan_id)


@require_POST
@room(Permission.WORK_ON_PLANS)
def take_out(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Take a theme out, for a reason."""
    found = theme_or_404(scope, plan_id, theme_id)
    problem = told(actions.take_out_theme, scope=scope, theme=found, why=request.POST.get("why", "")[:1000])
    if problem:
        return _page(request, scope, found, [("why-out", problem)])
    return redirect(_back(scope, found))


@require_POST
@room(Permission.WORK_ON_PLANS)
def put_back(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Put back a theme that was taken out, for a reason."""
    found = theme_or_404(scope, plan_id, theme_id)
    problem = told(actions.put_back_theme, scope=scope, theme=found, why=request.POST.get("why", "")[:1000])
    if problem:
        return _page(request, scope, found, [("why-back", problem)])
    return redirect(_back(scope, found))


@room(Permission.WORK_ON_PLANS)
def hear(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Note that families said something got better, and where they said it."""
    found = theme_or_404(scope, plan_id, theme_id)
    form = WordForm(request.POST or None, scope=scope)
    return written(
        request,
        scope,
        form,
        lambda: actions.hear(scope=scope, theme=found, **form.cleaned_data),
        template="plans/hear.html",
        context={**around(scope, found.plan), "theme": found},
        back=lambda made: f"{_back(scope, found)}#words",
    )


@require_POST
@room(Permission.WORK_ON_PLANS)
def unhear(request: HttpRequest, scope, plan_id: int, theme_id: int, word_id: int) -> HttpResponse:
    """Withdraw families' word, for a reason."""
    found = theme_or_404(scope, plan_id, theme_id)
    word = queries.word(found, word_id)
    if word is None:
        raise Http404
    problem = told(actions.unhear, scope=scope, word=word, why=request.POST.get("why", "")[:1000])
    if problem:
        return _page(request, scope, found, [(f"why-word-{word.pk}", problem)])
    return redirect(f"{_back(scope, found)}#words")
