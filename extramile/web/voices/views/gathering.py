"""Sessions, the loop, and answers collected elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.voices import actions, coding, gathering, queries
from extramile.web.voices.forms import LoopForm, QuoteForm, RosterForm, SessionForm
from extramile.web.voices.presenters import hearing as words
from extramile.web.voices.presenters.surveys import space_words
from extramile.web.voices.views.surveys import found_or_404, not_done, page


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@room(Permission.RUN_SURVEYS)
def session_edit(request: HttpRequest, scope, session_id: int = 0) -> HttpResponse:
    """Note a session, or change it."""
    found = found_or_404(queries.session(scope, session_id)) if session_id else None
    initial = {name: getattr(found, name) for name in SessionForm.base_fields} if found else {}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            version = _version(request) if found else None
            problem = told(gathering.write_session, scope=scope, session=found, version=version, **form.cleaned_data)
            if not problem:
                session_id = session_id or queries.sessions(scope).order_by("-pk").first().pk
                return redirect("voices:session", slug=scope.name, session_id=session_id)
            errors = [("id_title", problem)]
    found = queries.session(scope, session_id) if session_id else None
    return page(
        request,
        scope,
        "voices/session_edit.html",
        errors,
        session=found,
        form=form,
        forum=scope.can(Permission.USE_FORUM_SPACE),
    )


@room()
def session(request: HttpRequest, scope, session_id: int) -> HttpResponse:
    """A session: who was asked and came, what was said."""
    found = found_or_404(queries.session(scope, session_id))
    roster = RosterForm(request.POST if request.POST.get("do") == "roster" else None, scope=scope)
    quote = QuoteForm(request.POST if request.POST.get("do") == "quote" else None)
    errors = []
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
    lines = list(found.roster.select_related("organisation"))
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
        organisations=organisations(scope),
    )


@require_POST
@room(Permission.RUN_SURVEYS)
def withdraw(request: HttpRequest, scope, quote_id) -> HttpResponse:
    """End the consent to a quote."""
    found = found_or_404(queries.quote(scope, quote_id))
    gathering.withdraw_consent(scope=scope, quote=found)
    return redirect("voices:session", slug=scope.name, session_id=found.session_id)


@room()
def loop(request: HttpRequest, scope) -> HttpResponse:
    """What was said and what became of it."""
    rows = [(each, words.loop_steps(each), space_words(each)) for each in queries.loop(scope)]
    return page(
        request,
        scope,
        "voices/loop.html",
        rows=rows,
        can_tell=scope.can(Permission.TELL_THE_LOOP),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM),
    )


@room(Permission.TELL_THE_LOOP)
def loop_edit(request: HttpRequest, scope, entry_id: int = 0) -> HttpResponse:
    """Write an entry of the loop."""
    found = found_or_404(queries.entry(scope, entry_id)) if entry_id else None
    initial = {name: getattr(found, name) for name in LoopForm().fields} if found else {}
    form = LoopForm(request.POST if request.method == "POST" else None, initial=initial)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            version = _version(request) if found else None
            problem = told(gathering.write_loop, scope=scope, entry=found, version=version, **form.cleaned_data)
            if not problem:
                return redirect("voices:loop", slug=scope.name)
            errors = [("id_said", problem)]
    found = queries.entry(scope, entry_id) if entry_id else None
    return page(
        request,
        scope,
        "voices/loop_edit.html",
        errors,
        entry=found,
        form=form,
        forum=scope.can(Permission.USE_FORUM_SPACE),
        themes=[("", "No theme"), *((each.id, each.title) for each in coding.code_book(scope))],
    )


@require_POST
@room()
def loop_release(request: HttpRequest, scope, entry_id: int) -> HttpResponse:
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


@room(Permission.RUN_SURVEYS)
def import_new(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """Read a table of answers."""
    found = found_or_404(queries.survey(scope, survey_id))
    errors = []
    if request.method == "POST":
        file = request.FILES.get("table")
        if file is None:
            errors = [("id_table", "Choose a CSV or Excel file")]
        else:
            problem = told(gathering.hold_table, scope=scope, survey=found, content=file.read(), name="The file")
            if not problem:
                return redirect("voices:import", slug=scope.name, import_id=found.imports.first().pk)
            errors = [("id_table", problem)]
    return page(request, scope, "voices/import_new.html", errors, survey=found)


@room(Permission.RUN_SURVEYS)
def import_table(request: HttpRequest, scope, import_id: int) -> HttpResponse:
    """Give the columns of a table to questions, see what cannot be read, import all or nothing."""
    held = found_or_404(queries.held_table(scope, import_id))
    errors = []
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "drop":
            gathering.drop_table(scope=scope, held=held)
            return redirect("voices:survey", slug=scope.name, survey_id=held.survey_id)
        if do == "import":
            problem = told(gathering.import_rows, scope=scope, held=held)
        else:
            mapping = {str(n): request.POST.get(f"column-{n}", "") for n in range(len(held.headings))}
            problem = told(gathering.map_columns, scope=scope, held=held, mapping=mapping)
        if not problem:
            return redirect("voices:import", slug=scope.name, import_id=held.pk)
        errors = [("column-0", problem)]
    questions = list(held.survey.questions.all())
    problems, ready = [], 0
    if held.rows is not None and held.mapping:
        for number, row in zip(held.numbers, held.rows, strict=True):
            _, _, wrong = gathering.read_row(questions, held, row)
            problems += [(number, each) for each in wrong]
            ready += not wrong
    return page(
        request,
        scope,
        "voices/import.html",
        errors,
        held=held,
        survey=held.survey,
        targets=gathering.targets(questions),
        problems=problems[:100],
        more=max(0, len(problems) - 100),
        ready=ready,
    )
