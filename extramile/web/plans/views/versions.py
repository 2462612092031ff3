"""A plan as it stood on days: the list, one of them, two compared in words, and noting a stocktake or a visit."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans import rendering
from extramile.web.plans.actions import freezing as actions
from extramile.web.plans.parts import parts_of
from extramile.web.plans.presenters import comparing, packs, stood
from extramile.web.plans.presenters import submitting as words
from extramile.web.plans.presenters.saying import day, moment
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries import versions as found_versions
from extramile.web.plans.submission_forms import KeepForm, ReplyForm
from extramile.web.plans.views.within import around, plan_or_404


@room(Permission.SEE_PLANS)
def versions(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every day on which a plan was kept; posted, it is kept for a stocktake or a visit."""
    plan = plan_or_404(scope, plan_id)
    today = timezone.localdate()
    form = KeepForm(request.POST or None, initial={"held_on": day(today)})
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        scope.check(Permission.WORK_ON_PLANS)
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.freeze, scope=scope, plan=plan, **form.cleaned_data)
            if not problem:
                return redirect("plans:versions", slug=scope.name, plan_id=plan.pk)
            errors = [("id_held_on", problem)]
    rows = [words.version(each, today) for each in queries.snapshots(plan)]
    context = {
        **around(scope, plan),
        "rows": rows,
        "choices": _choices(rows),
        "chosen": {"before": str(rows[0]["number"]) if rows else "", "after": "now"},
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/versions.html", context, status=422 if errors else 200)


def _choices(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    # Two packs of one meeting are called alike: the number tells them apart, as it does in the list of versions.
    kept = [(str(each["number"]), f"{each['number']}. {each['title']}, {each['held']}") for each in rows]
    return [("now", "The plan as it stands today"), *kept]


@room(Permission.SEE_PLANS)
def version(request: HttpRequest, scope, plan_id: int, number: int) -> HttpResponse:
    """A plan as it stood, with what was answered."""
    plan = plan_or_404(scope, plan_id)
    found = _version_or_404(plan, number)
    return _page(request, scope, found, ReplyForm(initial={"on": day(timezone.localdate())}), [])


def _version_or_404(plan: Any, number: int) -> Any:
    found = found_versions.snapshot(plan, number)
    if found is None:
        raise Http404
    found.plan = plan
    return found


def _page(request: HttpRequest, scope, found: Any, form: ReplyForm, errors: list[tuple[str, str]]) -> HttpResponse:
    plan = found.plan
    forms = found_versions.forms_of([found]).get(found.pk, ())
    pack = packs.of_version(found, forms, rendering.NAMES, found_versions.replaced_by(found))
    context = {
        **around(scope, plan),
        "item": {**words.version(found, timezone.localdate()), "pack": pack},
        "stood": stood.whole(found.content, parts_of(plan)),
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/version.html", context, status=422 if errors else 200)


@room(Permission.SEE_PLANS)
def compare(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """What is different between two versions, or between one and today, in words."""
    plan = plan_or_404(scope, plan_id)
    today = timezone.localdate()
    rows = [words.version(each, today) for each in queries.snapshots(plan)]
    chosen = {name: request.GET.get(name, "")[:9] for name in ("before", "after")}
    sides = {name: _side(scope, plan, each) for name, each in chosen.items()}
    context = {
        **around(scope, plan),
        "choices": _choices(rows),
        "chosen": chosen,
        "sides": sides,
        "found": all(sides.values()),
        "different": _different(plan, sides) if all(sides.values()) else [],
    }
    return render(request, "plans/compare.html", context)


def _different(plan: Any, sides: dict[str, Any]) -> list[comparing.Different]:
    return comparing.compared(sides["before"]["content"], sides["after"]["content"], parts_of(plan))


def _side(scope, plan: Any, chosen: str) -> dict[str, Any] | None:
    if chosen == "now":
        now = content.now(scope, plan, timezone.localdate())
        return {"name": "The plan as it stands today", "when": day(now.today), "content": content.frozen(now)}
    found = found_versions.snapshot(plan, whole_number(chosen) or 0)
    return {"name": found.title, "when": moment(found.at), "content": found.content} if found else None


@require_POST
@room(Permission.LEAD_PLANS)
def reply(request: HttpRequest, scope, plan_id: int, number: int) -> HttpResponse:
    """Note what was answered to a submission, or said after a visit."""
    plan = plan_or_404(scope, plan_id)
    found = _version_or_404(plan, number)
    form = ReplyForm(request.POST)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.reply, scope=scope, snapshot=found, **form.cleaned_data)
        if not problem:
            return redirect("plans:version", slug=scope.name, plan_id=plan.pk, number=number)
        errors = [("id_words", problem)]
    return _page(request, scope, found, form, errors)
