"""The loop: what was said, decided, done, and what difference it made; the public page that the forum releases."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import actions, coding, gathering, queries, unfinished
from extramile.web.voices.forms import LoopForm
from extramile.web.voices.presenters import hearing as words
from extramile.web.voices.presenters.differing import differences
from extramile.web.voices.presenters.surveys import space_words
from extramile.web.voices.views.common import (
    begun,
    found_or_404,
    kept_for_later,
    not_done,
    page,
    version_of,
    words_of,
)


def _themes(scope: Scope, empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((each.id, each.title) for each in coding.code_book(scope))]


@room()
def loop(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was said and what became of it."""
    wanted, theme = words_of(request), words_of(request, "theme")
    entries = list(queries.loop(scope, wanted, theme))
    titles = dict(_themes(scope, ""))
    return page(
        request,
        scope,
        "voices/loop.html",
        rows=[
            (each, words.loop_steps(each), space_words(each), titles.get(each.theme, ""), words.writes(scope, each))
            for each in entries
        ],
        words=wanted,
        theme=theme,
        themes=_themes(scope, "All themes"),
        filtered=bool(wanted or theme),
        public=bool(queries.public_loop(scope.name)),
        can_tell=scope.can(Permission.TELL_THE_LOOP),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM),
    )


@room()
def loop_csv(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The loop as a table: a row for each entry, its steps with their days."""
    titles = dict(_themes(scope, ""))
    steps = ("said", *gathering.STAGES)
    columns = ["theme", *(f"{step}{end}" for step in steps for end in ("", "_by", "_on")), "public since"]
    rows = [
        {
            "theme": titles.get(each.theme, each.theme),
            "public since": each.released_on or "",
            **{name: getattr(each, name) or "" for name in columns[1:-1]},
        }
        for each in queries.loop(scope)
    ]
    return as_csv(f"loop-{scope.name}", columns, rows)


@room(Permission.TELL_THE_LOOP)
def loop_edit(request: HttpRequest, scope: Scope, entry_id: int = 0) -> HttpResponse:
    """Write an entry of the loop."""
    found = found_or_404(queries.entry(scope, entry_id)) if entry_id else None
    if found and not queries.inside(scope, found):
        raise Http404
    fields = list(LoopForm().fields)
    kept = begun(scope, "loop", entry_id)
    initial = {name: getattr(found, name) for name in fields} if found else {}
    form = LoopForm(request.POST if request.method == "POST" else None, initial=initial | kept)
    errors: list[tuple[str, str]] = []
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        later = kept_for_later(request, scope, "loop", entry_id, fields=fields)
        if isinstance(later, HttpResponse):
            return later
        errors = [("id_said", later)] if later else errors_of(form)
        if not errors:
            version = version_of(request) if found else None
            problem = told(gathering.write_loop, scope=scope, entry=found, version=version, **form.cleaned_data)
            if not problem:
                unfinished.drop(scope=scope, form="loop", thing_id=entry_id)
                return redirect("voices:loop", slug=scope.name)
            found = queries.entry(scope, entry_id) if entry_id else None
            theirs = differences("loop", problem, form.cleaned_data, found, _named(scope)) if found else []
            errors = [("theirs" if theirs else "id_said", problem)]
    version = found.version if found else ""
    return page(
        request,
        scope,
        "voices/loop_edit.html",
        errors,
        entry=found,
        form=form,
        forum=scope.can(Permission.USE_FORUM_SPACE),
        themes=_themes(scope, "No theme"),
        kept=kept.get("saved_on"),
        version=version if request.method == "POST" else kept.get("version", version),
        theirs=theirs,
    )


def _named(scope: Scope) -> Any:
    titles = dict(_themes(scope, "No theme"))
    return lambda name, value: titles.get(value, value) if name == "theme" else ""


@require_POST
@room()
def loop_release(request: HttpRequest, scope: Scope, entry_id: int) -> HttpResponse:
    """Release an entry to everybody, or take it back."""
    found = found_or_404(queries.entry(scope, entry_id))
    if request.POST.get("do") == "withdraw":
        problem = told(gathering.withdraw_loop, scope=scope, entry=found)
    else:
        problem = told(actions.release, scope=scope, thing=found, kind="loop")
    return not_done(request, problem) if problem else redirect("voices:loop", slug=scope.name)


def public(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody may read: what families said, and what came of it."""
    entries = queries.public_loop(slug)
    if not entries:
        raise Http404
    context = {
        "partnership": entries[0].partnership,
        "rows": [(each, words.loop_steps(each)) for each in entries],
    }
    return render(request, "voices/public/loop.html", context)
