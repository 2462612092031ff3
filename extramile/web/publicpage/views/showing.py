"""What everybody may read of a theme: it is chosen and released, written otherwise, or taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.publicpage.actions import protecting, releasing
from extramile.web.publicpage.forms import ThemeForm
from extramile.web.publicpage.presenters import choosing, different, privacy
from extramile.web.publicpage.queries import making as queries
from extramile.web.publicpage.queries import private

Errors = list[tuple[str, str]]
TICKED = ("actions", "measures")


@room(Permission.PUBLISH)
def theme(request: HttpRequest, scope, theme_id: int) -> HttpResponse:
    """Choose what is shown of a theme, or take it back."""
    found = queries.theme(scope, theme_id)
    if found is None:
        raise Http404
    places = [each for each in found.theme.places.all() if each.action.state != "stopped"]
    actions = [(each.action_id, each.action.words) for each in places]
    measures = list(found.theme.measures.all())
    rows = private.rows(found.shown)
    form = ThemeForm(
        request.POST or None, actions=actions, measures={each.pk: choosing.choices(each) for each in measures}
    )
    sent: dict[str, Any] | None = None
    errors: Errors = []
    if request.method == "POST":
        do = request.POST.get("do")
        errors = _done(request, scope, found.theme, form, [each.title for each in measures])
        if not errors:
            messages.success(request, "It is done, and listed among what changed.")
            return redirect("publicpage:making", slug=scope.name)
        if do not in ("take-back", "as-it-stands"):
            sent = {**request.POST.dict(), **_ticked(request)}
    chosen = choosing.begins(found, actions, private.known(rows))
    context = {
        "here": "tell",
        "scope": scope,
        "found": found,
        "different": different.standing(found),
        "left_out": different.left_out(found),
        "actions": actions,
        "measures": [choosing.measure(each, found.shown, sent or chosen) for each in measures],
        "values": sent or chosen,
        "parts": privacy.choices(found.shown),
        "named": request.POST.getlist("parts"),
        "posted": request.POST,
        "privacy": privacy.notice(found.shown, rows),
        "errors": errors,
    }
    return render(request, "publicpage/showing.html", context, status=422 if errors else 200)


def _done(request: HttpRequest, scope, found, form: ThemeForm, measures: list[str]) -> Errors:
    """Do what was asked; return what is wrong, each with the field in which it is mended."""
    about: dict[str, Any] = {"scope": scope, "theme": found}
    do = request.POST.get("do")
    if do == "take-back":
        told_of = "private" in request.POST
        about |= {"why": request.POST.get("why", ""), "private": told_of}
        if told_of:
            about |= {"parts": request.POST.getlist("parts"), "words": request.POST.get("words", "")[:2_000]}
        problem = told(releasing.take_back_theme, **about)
        return [(_field_of_privacy(problem) if told_of else "id_why", problem)] if problem else []
    if do == "as-it-stands":
        problem = told(releasing.release_again, **about)
        field = "measures" if measures else "id_title"
    elif errors := errors_of(form):
        return errors
    else:
        problem = told(releasing.release_theme, **about, **form.values())
        # What is wrong with a measure names it, and is mended where the measures are.
        field = "measures" if any(f"“{each}”" in problem for each in measures) else "id_title"
    if problem.startswith(protecting.AGAIN):
        field = "id_title" if do == "as-it-stands" else "id_confirm"
    return [(field, problem)] if problem else []


def _field_of_privacy(problem: str) -> str:
    if problem == releasing.WHY_PRIVATE:
        return "id_why_private"
    return "id_parts" if problem == protecting.CHOOSE else "id_words"


def _ticked(request: HttpRequest) -> dict[str, list[int]]:
    return {
        name: [key for each in request.POST.getlist(name) if (key := whole_number(each)) is not None] for name in TICKED
    }
