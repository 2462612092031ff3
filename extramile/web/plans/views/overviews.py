"""One plan seen by owner, by body, by date and by its exceptions; and what the person who looks owns in all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import mailing
from extramile.web.plans.doing_forms import SearchForm
from extramile.web.plans.overview_forms import ViewForm
from extramile.web.plans.presenters import excepted
from extramile.web.plans.presenters import overviews as words
from extramile.web.plans.queries import content, overviews, owning
from extramile.web.plans.queries.excepted import looked_at, said_last, themes_of
from extramile.web.plans.queries.mailing import wants_mail
from extramile.web.plans.views.within import around, plan_or_404


def _view(request: HttpRequest, scope, plan_id: int) -> tuple[Any, list[Any], dict[str, Any]]:
    """Return the plan, the actions that are looked for, and what every view is given."""
    plan, form = plan_or_404(scope, plan_id), ViewForm(request.GET)
    wanted = form.wanted()
    actions = overviews.chosen(scope, plan, timezone.localdate(), **wanted)
    context = {
        **around(scope, plan),
        "form": form,
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "many": len(actions),
    }
    return plan, actions, context


@room(Permission.SEE_PLANS)
def by_owner(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """A plan by who owns what, first what nobody owns."""
    plan, actions, context = _view(request, scope, plan_id)
    measures = () if context["narrowed"] else content.now(scope, plan, timezone.localdate()).measures
    rows = [words.of_owner(each) for each in overviews.by_owner(actions, measures)]
    return render(request, "plans/by_owner.html", {**context, "rows": rows})


@room(Permission.SEE_PLANS)
def by_body(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """A plan by education, health and care, and by the bodies of the partnership."""
    _, actions, context = _view(request, scope, plan_id)
    rows = [words.of_body(each) for each in overviews.by_body(scope, actions)]
    context |= {
        "sectors": words.sectors(overviews.by_sector(actions)),
        "rows": [each for each in rows if each["answers"] or each["takes_part"]],
        "idle": []
        if context["narrowed"]
        else [each for each in rows if not each["answers"] and not each["takes_part"]],
    }
    return render(request, "plans/by_body.html", context)


@room(Permission.SEE_PLANS)
def by_date(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """A plan as a timeline: when each action runs, and month by month what falls due."""
    plan, actions, context = _view(request, scope, plan_id)
    today = timezone.localdate()
    now = content.now(scope, plan, today)
    dated = overviews.by_date(now, actions, all_of_it=not context["narrowed"])
    context |= {
        "bars": words.bars(actions, today),
        "months": words.by_month(dated, today, scope.name, plan),
        "today": today,
    }
    return render(request, "plans/by_date.html", context)


@room(Permission.SEE_PLANS)
def exceptions(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """What must be looked at first in a plan, each with what to do."""
    plan, form = plan_or_404(scope, plan_id), ViewForm(request.GET)
    now, wanted = content.now(scope, plan, timezone.localdate()), form.wanted()
    rows = excepted.things(now, looked_at(now), said_last(scope, now), themes_of(now))
    found = excepted.looked_for(rows, **wanted)
    context = {
        **around(scope, plan),
        "form": form,
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "sorts": words.exceptions(found, scope.name, plan),
        "how_many": excepted.how_many(found, " to look at"),
        "there": bool(now.themes),
        "all": len(rows),
        "many": len(found),
    }
    return render(request, "plans/exceptions.html", context)


@room(Permission.SEE_PLANS)
def mine(request: HttpRequest, scope) -> HttpResponse:
    """What the person who looks owns in all plans of the partnership: late, due, waiting for a word."""
    today, form = timezone.localdate(), SearchForm(request.GET)
    found, wanted = owning.mine(scope, today), form.wanted()
    shown = owning.looked_for(found, **wanted)
    context = {
        "here": "plan",
        "scope": scope,
        "form": form,
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "all": found.many,
        "many": shown.many,
        "parts": words.mine(shown, today, scope.name),
        "actions": found.actions,
        "measures": [words.own_measure(each, scope.name) for each in found.measures],
        "owns": bool(found.actions or found.measures),
        "works": scope.can(Permission.WORK_ON_PLANS),
        "mailed": wants_mail(scope),
        "address": scope.person.email,
    }
    return render(request, "plans/mine.html", context)


@require_POST
@room(Permission.SEE_PLANS)
def weekly_mail(request: HttpRequest, scope) -> HttpResponse:
    """Stop the weekly mail of this partnership, or have it again."""
    mailing.choose_weekly_mail(scope=scope, wanted=request.POST.get("want") == "yes")
    return redirect("plans:mine", slug=scope.name)
