"""Sessions: who was asked, who came, what was said."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import actions, coding, gathering, queries, unfinished
from extramile.web.voices.forms import QuoteForm, RosterForm, SessionForm
from extramile.web.voices.presenters.differing import differences, session_value
from extramile.web.voices.presenters.surveys import space_words
from extramile.web.voices.views.common import begun, found_or_404, kept_for_later, page, version_of


@room(Permission.RUN_SURVEYS)
def session_edit(request: HttpRequest, scope: Scope, session_id: int = 0) -> HttpResponse:
    """Note a session, or change it."""
    found = found_or_404(queries.session(scope, session_id)) if session_id else None
    if found and not queries.inside(scope, found):
        raise Http404
    kept = begun(scope, "session", session_id)
    initial = {name: getattr(found, name) for name in SessionForm.base_fields} if found else {}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial | kept)
    errors: list[tuple[str, str]] = []
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        later = kept_for_later(request, scope, "session", session_id, fields=SessionForm.base_fields, lists=("themes",))
        if isinstance(later, HttpResponse):
            return later
        errors = [("id_title", later)] if later else errors_of(form)
        if not errors:
            made: list[queries.Session] = []
            sent = {"session": found, "version": version_of(request) if found else None, **form.cleaned_data}
            problem = told(lambda: made.append(gathering.write_session(scope=scope, **sent)))
            if not problem:
                unfinished.drop(scope=scope, form="session", thing_id=session_id)
                return redirect("voices:session", slug=scope.name, session_id=made[0].pk)
            found = queries.session(scope, session_id) if session_id else None
            theirs = differences("session", problem, form.cleaned_data, found, session_value) if found else []
            errors = [("theirs" if theirs else "id_title", problem)]
    version = found.version if found else ""
    return page(
        request,
        scope,
        "voices/session_edit.html",
        errors,
        session=found,
        form=form,
        forum=scope.can(Permission.USE_FORUM_SPACE),
        kept=kept.get("saved_on"),
        # A draft was begun on the page of its day: what others changed since then is told when it is saved.
        version=version if request.method == "POST" else kept.get("version", version),
        theirs=theirs,
    )


@room()
def session(request: HttpRequest, scope: Scope, session_id: int) -> HttpResponse:
    """A session: who was asked and came, what was said."""
    found = found_or_404(queries.session(scope, session_id))
    roster = RosterForm(request.POST if request.POST.get("do") == "roster" else None, scope=scope)
    quote = QuoteForm(request.POST if request.POST.get("do") == "quote" else None)
    errors = []
    problem = ""
    if request.method == "POST":
        do = request.POST.get("do")
        form, action = (roster, gathering.add_roster_line) if do == "roster" else (quote, gathering.add_quote)
        if do == "release":
            problem = told(actions.release, scope=scope, thing=found, kind="session")
        elif do in {"roster", "quote"}:
            scope.check(Permission.RUN_SURVEYS)
            errors = errors_of(form)
            problem = told(action, scope=scope, session=found, **form.cleaned_data) if form.is_valid() else ""
        else:
            raise Http404
        if not errors and not problem:
            return redirect("voices:session", slug=scope.name, session_id=found.pk)
        if problem:
            errors = [("id_role" if do == "roster" else "id_words", problem)]
    lines = list(found.roster.select_related("organisation").order_by("pk"))
    inside = queries.inside(scope, found)
    return page(
        request,
        scope,
        "voices/session.html",
        errors,
        session=found,
        space=space_words(found),
        lines=lines,
        totals=[sum(getattr(each, name) for each in lines) for name in ("invited", "accepted", "attended")],
        quotes=list(queries.quotes(scope, found)),
        themes=[each for each in coding.code_book(scope) if each.id in found.themes],
        can_run=scope.can(Permission.RUN_SURVEYS) and inside,
        can_read=scope.can(Permission.READ_ANSWERS) and inside,
        can_release=scope.can(Permission.RELEASE_FROM_FORUM) and found.space == "forum" and not found.released_on,
        roster=roster,
        quote=quote,
        today=timezone.localdate(),
        organisations=organisation_choices(scope),
    )


@room(Permission.RUN_SURVEYS)
def roster_line(request: HttpRequest, scope: Scope, session_id: int, line_id: int) -> HttpResponse:
    """Change a line of the roster, or take it out."""
    line = found_or_404(queries.roster_line(scope, session_id, line_id))
    initial = {name: getattr(line, name) for name in ("organisation", *TOLD, "names")}
    form = RosterForm(request.POST if request.method == "POST" else None, scope=scope, initial=initial)
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and request.POST.get("do") == "remove":
        gathering.remove_roster_line(scope=scope, line=line)
        return redirect("voices:session", slug=scope.name, session_id=session_id)
    if request.method == "POST":
        errors = errors_of(form)
        if not errors:
            problem = told(gathering.change_roster_line, scope=scope, line=line, **form.cleaned_data)
            if not problem:
                return redirect("voices:session", slug=scope.name, session_id=session_id)
            errors = [("id_accepted", problem)]
    return page(
        request,
        scope,
        "voices/roster.html",
        errors,
        session=line.session,
        roster=form,
        organisations=organisation_choices(scope),
    )


TOLD = ("role", "invited", "accepted", "attended")


def organisation_choices(scope: Scope) -> list[tuple[str, str]]:
    """Return the organisations of the partnership, to choose from."""
    return [("", "No organisation"), *((str(each.pk), each.name) for each in organisations(scope))]


@room()
def sessions_csv(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The sessions with their rosters, without names: how many were invited, accepted and came."""
    rows = [
        {
            "day": each.held_on.isoformat(),
            "session": each.title,
            "what": each.get_kind_display(),
            "place": each.place,
            "role": line.role if line else "",
            "organisation": line.organisation.name if line and line.organisation else "",
            "invited": line.invited if line else "",
            "accepted": line.accepted if line else "",
            "attended": line.attended if line else "",
        }
        for each in queries.sessions(scope).prefetch_related("roster__organisation")
        for line in (list(each.roster.all()) or [None])
    ]
    columns = ["day", "session", "what", "place", "role", "organisation", "invited", "accepted", "attended"]
    return as_csv(f"sessions-{scope.name}", columns, rows)


@require_POST
@room(Permission.RUN_SURVEYS)
def withdraw(request: HttpRequest, scope: Scope, quote_id: UUID) -> HttpResponse:
    """End the consent to a quote."""
    found = found_or_404(queries.quote(scope, quote_id))
    gathering.withdraw_consent(scope=scope, quote=found)
    return redirect("voices:session", slug=scope.name, session_id=found.session_id)
