"""Pages of the frameworks: public ones, and an area's own deadlines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.frameworks import actions, queries
from extramile.web.frameworks import presenters as words
from extramile.web.frameworks.forms import UNITS, BackForm, DeadlineForm
from extramile.web.library.ready import ready
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


def _pack(pack_id: str):
    found = queries.pack_of(pack_id)
    if found is None:
        raise Http404
    return found


@ready
def packs(request: HttpRequest) -> HttpResponse:
    """Every framework."""
    return render(request, "frameworks/packs.html", {"rows": words.pack_rows(queries.known_packs())})


@ready
def pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """One framework, with what each entry rests on."""
    found = _pack(pack_id)
    context = {"pack": found, "when": words.in_force(found), "parts": words.parts(found)}
    return render(request, "frameworks/pack.html", context)


@room()
def deadlines(request: HttpRequest, scope, pack_id: str) -> HttpResponse:
    """The calendar rules as this area holds them."""
    found = _pack(pack_id)
    context = {
        "here": "know",
        "scope": scope,
        "pack": found,
        "rows": [words.deadline_row(rule, found) for rule in queries.deadlines(scope, found)],
        "past": queries.past_overrides(scope, found),
        "names": {rule.id: rule.name for rule in found.deadlines},
        "others": [each for each in queries.known_packs() if each.id != found.id],
        "can_change": scope.can(Permission.OVERRIDE_DEADLINES),
    }
    return render(request, "frameworks/deadlines.html", context)


@room(Permission.OVERRIDE_DEADLINES)
def deadline(request: HttpRequest, scope, pack_id: str, deadline_id: str) -> HttpResponse:
    """Set one deadline differently."""
    found = _pack(pack_id)
    rule = next((each for each in queries.deadlines(scope, found) if each.id == deadline_id), None)
    if rule is None:
        raise Http404
    initial = {"value": rule.value, "unit": rule.unit, "reason": rule.override.reason if rule.override else ""}
    form = DeadlineForm(request.POST or None, initial=initial)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.set_deadline, scope=scope, pack=found, deadline_id=deadline_id, **form.cleaned_data)
            if not problem:
                return redirect("frameworks:deadlines", slug=scope.name, pack_id=pack_id)
            errors = [("id_value", problem)]
    context = {
        "here": "know",
        "scope": scope,
        "pack": found,
        "row": words.deadline_row(rule, found),
        "form": form,
        "units": UNITS,
        "errors": errors,
    }
    return render(request, "frameworks/deadline.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.OVERRIDE_DEADLINES)
def back(request: HttpRequest, scope, pack_id: str, deadline_id: str) -> HttpResponse:
    """Go back to the framework's own deadline."""
    found = _pack(pack_id)
    form = BackForm(request.POST)
    problem = (
        told(
            actions.keep_to_framework,
            scope=scope,
            pack=found,
            deadline_id=deadline_id,
            why=form.cleaned_data["why"],
        )
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    if problem:
        context = {"heading": "The deadline stays as this area set it", "advice": problem}
        return render(request, "design/error.html", context, status=422)
    return redirect("frameworks:deadlines", slug=scope.name, pack_id=pack_id)
