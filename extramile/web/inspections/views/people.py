"""Who has a part in an inspection: the contact sheet, the roles, somebody's own sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.inspections.actions import people as actions
from extramile.web.inspections.around import doings, person_ways
from extramile.web.inspections.person_forms import PersonForm, seen_values
from extramile.web.inspections.presenters import people as words
from extramile.web.inspections.queries import people as queries
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _seen_by(scope: Scope, inspection_id: int) -> Any:
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope, found)
    return found


def _person_or_404(found: Any, person_id: int) -> Any:
    person = queries.participant(found, person_id)
    if person is None:
        raise Http404
    return person


def _may_change(scope: Scope, found: Any) -> bool:
    return scope.can(Permission.EDIT_TIMETABLE) and not found.ended_at


@room()
def people(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Everybody with a part, and how they are reached."""
    found = _seen_by(scope, inspection_id)
    given, rows = around(scope, found), list(queries.people(found))
    context = {
        **given,
        "groups": words.groups(rows, given["pack"]),
        "left": [words.row(each, given["pack"]) for each in rows if each.left_at],
        "may_change": _may_change(scope, found),
        "may_invite": scope.can(Permission.MANAGE_PEOPLE),
    }
    return render(request, "inspections/people.html", context)


@room()
def contacts_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The contact sheet to take away."""
    found = _seen_by(scope, inspection_id)
    sides = words.groups(queries.people(found), around(scope, found)["pack"])
    rows = [words.columns(each) for _, those in sides for each in those]
    return as_csv(f"contacts-{scope.name}-{found.pk}", words.COLUMNS, rows)


@room()
def roles(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """What each role does, and who has it."""
    found = _seen_by(scope, inspection_id)
    given = around(scope, found)
    context = {
        **given,
        "sides": words.role_sheets(queries.roles_held(found), given["pack"]),
        "may_change": _may_change(scope, found),
    }
    return render(request, "inspections/roles.html", context)


@room()
def person(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Somebody's own sheet: who they are, what their role does, when and where they are."""
    found = _seen_by(scope, inspection_id)
    return _sheet(request, scope, found, _person_or_404(found, person_id))


def _sheet(
    request: HttpRequest, scope: Scope, found: Any, someone: Any, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    given = around(scope, found)
    held = [each for each in queries.roles_held(found) if each.role.id == someone.role]
    sheets = [sheet for _, those in words.role_sheets(held, given["pack"]) for sheet in those]
    context = {
        **given,
        "person": words.row(someone, given["pack"]),
        "role": sheets[0] if sheets else None,
        "person_ways": person_ways(),
        "doings": words.doing_rows(doings(scope, found, someone)),
        "may_change": _may_change(scope, found),
        "errors": errors or [],
    }
    return render(request, "inspections/person.html", context, status=422 if errors else 200)


@room(Permission.EDIT_TIMETABLE)
def add(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Give somebody a part."""
    found = inspection_or_404(scope, inspection_id)
    form = PersonForm(request.POST or None, scope=scope, inspection=found)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.add_person, scope=scope, inspection=found, values=form.cleaned_data)
            if not problem:
                messages.info(request, f"{form.cleaned_data['name']} has a part now.")
                return redirect("inspections:people", slug=scope.name, inspection_id=found.pk)
            errors = [("id_name", problem)]
    asked = request.POST.dict() if request.method == "POST" else request.GET.dict()
    context = {
        **around(scope, found),
        **_choices(form),
        "person": None,
        "values": {**dict.fromkeys(form.fields, ""), "side": "local", **asked},
        "errors": errors,
        "met": [],
    }
    return render(request, "inspections/person_form.html", context, status=422 if errors else 200)


@room(Permission.EDIT_TIMETABLE)
def change(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Change what is said of somebody."""
    found = inspection_or_404(scope, inspection_id)
    someone = _person_or_404(found, person_id)
    form = PersonForm(request.POST or None, scope=scope, inspection=found, person=someone)
    values: dict[str, Any] = seen_values(someone)
    errors: list[tuple[str, str]] = []
    met: list[words.MetRow] = []
    if request.method == "POST":
        errors, values = errors_of(form), {**values, **request.POST.dict()}
        if form.is_valid():
            try:
                problem = _save(request, scope, someone, form)
            except actions.ChangedMeanwhileError as changed:
                someone, problem = changed.person, str(changed)
                met = words.met(changed.met, around(scope, found)["pack"])
                values = {name: getattr(value, "pk", value) or "" for name, value in changed.proposal.items()}
            if not problem:
                messages.info(request, "What is said of them is saved.")
                return redirect("inspections:person", slug=scope.name, inspection_id=found.pk, person_id=someone.pk)
            errors = [("met" if met else "id_name", problem)]
    context = {
        **around(scope, found),
        **_choices(form),
        "person": someone,
        "values": values,
        "seen": seen_values(someone),
        "errors": errors,
        "met": met,
    }
    return render(request, "inspections/person_form.html", context, status=422 if errors else 200)


def _save(request: HttpRequest, scope: Scope, someone: Any, form: PersonForm) -> str:
    base = PersonForm(request.POST, prefix="seen", scope=scope, inspection=someone.inspection, person=someone)
    seen = request.POST.get("revision", "")
    return told(
        actions.change_person,
        scope=scope,
        person=someone,
        values=form.cleaned_data,
        seen=whole_number(seen) or 0,
        base=base.cleaned_data if base.is_valid() else None,
    )


def _choices(form: PersonForm) -> dict[str, Any]:
    """Return what can be chosen in the form of a person."""
    fields = form.fields
    accounts = [(each.pk, f"{each.person.name}, {each.organisation.name}") for each in fields["member"].queryset]
    return {
        "sides": fields["side"].choices,
        "roles_of": fields["role"].choices,
        "bodies": [("", "No organisation"), *((each.pk, each.name) for each in fields["organisation"].queryset)],
        "accounts": [("", "No account here"), *accounts],
        "managers": [("", "Nobody here"), *((each.pk, each.name) for each in fields["managed_by"].queryset)],
    }


@require_POST
@room(Permission.EDIT_TIMETABLE)
def leave(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Somebody takes no part any more."""
    found = inspection_or_404(scope, inspection_id)
    someone = _person_or_404(found, person_id)
    problem = told(actions.leave, scope=scope, person=someone, why=request.POST.get("why", "")[:500])
    if problem:
        return _sheet(request, scope, found, someone, [("id_why", problem)])
    messages.info(request, f"{someone.name} is asked to nothing more.")
    return redirect("inspections:people", slug=scope.name, inspection_id=found.pk)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def come_back(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Somebody takes part again."""
    found = inspection_or_404(scope, inspection_id)
    someone = _person_or_404(found, person_id)
    problem = told(actions.come_back, scope=scope, person=someone)
    if problem:
        return _sheet(request, scope, found, someone, [("main-content", problem)])
    return redirect("inspections:person", slug=scope.name, inspection_id=found.pk, person_id=someone.pk)
