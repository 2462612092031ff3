"""Places in which sessions are held, the ways between them, and school holidays."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable import place_forms as given
from extramile.web.timetable.actions import places as actions
from extramile.web.timetable.queries import places as queries

Errors = list[tuple[str, str]]


def _back(scope, found) -> HttpResponse:
    return redirect("timetable:places", slug=scope.name, inspection_id=found.pk)


@room()
def places(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every place, how long the ways take, when no pupils come."""
    found = inspection_or_404(scope, inspection_id)
    return _page(request, scope, found, [])


def _page(request: HttpRequest, scope, found, errors: Errors) -> HttpResponse:
    context = {
        **around(scope, found),
        "places": queries.places(scope),
        "buildings": [("", "Choose"), *((each, each) for each in queries.buildings(scope))],
        "roads": queries.ways(scope),
        "holidays": queries.holidays(scope),
        "may_edit": scope.can(Permission.EDIT_TIMETABLE),
        "values": request.POST.dict() if errors else {},
        "errors": errors,
    }
    return render(request, "timetable/places.html", context, status=422 if errors else 200)


@room(Permission.EDIT_TIMETABLE)
def add_place(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Add a place."""
    found = inspection_or_404(scope, inspection_id)
    form = given.PlaceForm(request.POST or None, scope=scope)
    errors: Errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.add_place, scope=scope, **form.cleaned_data)
            if not problem:
                messages.success(request, "The place can be chosen now.")
                return _back(scope, found)
            errors = [("id_name", problem)]
    values = request.POST.dict() if request.method == "POST" else {"kind": "room"}
    return _form(request, scope, found, form, place=None, values=values, errors=errors)


@room(Permission.EDIT_TIMETABLE)
def change_place(request: HttpRequest, scope, inspection_id: int, place_id: int) -> HttpResponse:
    """Change what is known of a place."""
    found = inspection_or_404(scope, inspection_id)
    place = queries.place(scope, place_id)
    if place is None:
        raise Http404
    form = given.PlaceForm(request.POST or None, scope=scope)
    values, errors = given.values_of(place), []
    if request.method == "POST":
        errors, values = errors_of(form), request.POST.dict()
        seen = given.PlaceForm(request.POST, prefix="seen", scope=scope)
        if form.is_valid():
            was = seen.cleaned_data if seen.is_valid() else None
            if was is None:
                problem = "Open the page again: what it showed of the place did not come with the form."
            else:
                problem = told(actions.change_place, scope=scope, place=place, was=was, **form.cleaned_data)
            if not problem:
                messages.success(request, "The place is changed.")
                return _back(scope, found)
            errors = [("id_name", problem)]
    return _form(request, scope, found, form, place=place, values=values, errors=errors)


def _form(request: HttpRequest, scope, found, form, **more: Any) -> HttpResponse:
    fields = form.fields
    context = {
        **around(scope, found),
        "kinds": fields["kind"].choices,
        "phases": fields["phase"].choices,
        "bodies": [
            ("", "Nobody's of this partnership"),
            *((each.pk, each.name) for each in fields["organisation"].queryset),
        ],
        "seen": given.values_of(more["place"]) if more["place"] else {},
        **more,
    }
    return render(request, "timetable/place.html", context, status=422 if more["errors"] else 200)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def retire(request: HttpRequest, scope, inspection_id: int, place_id: int) -> HttpResponse:
    """Offer a place no longer, or again."""
    found = inspection_or_404(scope, inspection_id)
    place = queries.place(scope, place_id)
    if place is None:
        raise Http404
    action = actions.use_place_again if request.POST.get("do") == "again" else actions.retire_place
    problem = told(action, scope=scope, place=place)
    messages.info(
        request, problem or f"{place.name} is {'in use' if action is actions.use_place_again else 'retired'}."
    )
    return _back(scope, found)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def way(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Say how long a way takes, or forget it."""
    found = inspection_or_404(scope, inspection_id)
    chosen = request.POST.get("out", "")
    if chosen:
        row = queries.ways(scope).filter(pk=whole_number(chosen)).first()
        if row is None:
            raise Http404
        told(actions.take_out_way, scope=scope, way=row)
        messages.info(request, "The way is taken out.")
        return _back(scope, found)
    form = given.WayForm(request.POST)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.set_way, scope=scope, **form.cleaned_data)
        if not problem:
            messages.success(request, "The way is entered. Clashes are found with it from now on.")
            return _back(scope, found)
        errors = [("id_one", problem)]
    return _page(request, scope, found, errors)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def holiday(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Say when schools have holidays, or take one out."""
    found = inspection_or_404(scope, inspection_id)
    chosen = request.POST.get("out", "")
    if chosen:
        row = queries.holidays(scope).filter(pk=whole_number(chosen)).first()
        if row is None:
            raise Http404
        told(actions.take_out_holiday, scope=scope, holiday=row)
        messages.info(request, "The holiday is taken out.")
        return _back(scope, found)
    form = given.HolidayForm(request.POST)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.add_holiday, scope=scope, **form.cleaned_data)
        if not problem:
            messages.success(request, "The holiday is entered.")
            return _back(scope, found)
        errors = [("id_name", problem)]
    return _page(request, scope, found, errors)
