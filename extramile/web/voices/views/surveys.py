"""Making surveys, opening and closing them, their copy on paper, entering what came on paper or by phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import actions, answering, queries
from extramile.web.voices.forms import EntryForm, NewSurveyForm, QuestionForm, SurveyForm
from extramile.web.voices.importing import read_day
from extramile.web.voices.presenters import asking
from extramile.web.voices.presenters import surveys as words
from extramile.web.voices.presenters.differing import differences
from extramile.web.voices.presenters.paper import paper as printed
from extramile.web.voices.views.common import found_or_404, not_done, page


@room(Permission.RUN_SURVEYS)
def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Begin a survey."""
    form = NewSurveyForm(request.POST if request.method == "POST" else None)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            made: list[Any] = []
            problem = told(lambda: made.append(actions.make_survey(scope=scope, **form.cleaned_data)))
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=made[0].pk)
            errors = [("id_title", problem)]
    return page(
        request,
        scope,
        "voices/survey_new.html",
        errors,
        form=form,
        templates=words.templates(),
        forum=scope.can(Permission.USE_FORUM_SPACE),
    )


@room()
def survey(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """A survey: its link, its questions, what can be done with it."""
    found = found_or_404(queries.survey(scope, survey_id))
    can_run = scope.can(Permission.RUN_SURVEYS) and queries.inside(scope, found)
    return page(
        request,
        scope,
        "voices/survey.html",
        survey=found,
        row=words.survey_row(found),
        ways=words.ways(found) if found.state != "draft" else None,
        questions=[words.question_row(each) for each in found.questions.all()],
        imports=list(queries.imports(scope, found)) if can_run else [],
        can_run=can_run,
        can_read=queries.reads(scope, found),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM)
        and found.space == "forum"
        and not found.released_on
        and found.state != "draft",
    )


@room(Permission.RUN_SURVEYS)
def edit(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Change a survey's words and window."""
    found = found_or_404(queries.survey(scope, survey_id))
    initial = {name: getattr(found, name) for name in (*actions.SETTINGS, "version")}
    form = SurveyForm(request.POST if request.method == "POST" else None, initial=initial)
    errors: list[tuple[str, str]] = []
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.change_survey, scope=scope, survey=found, **form.cleaned_data)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=found.pk)
            found = found_or_404(queries.survey(scope, survey_id))
            theirs = differences("survey", problem, form.cleaned_data, found)
            errors = [("theirs" if theirs else "id_title", problem)]
    return page(request, scope, "voices/survey_edit.html", errors, survey=found, form=form, theirs=theirs)


@room(Permission.RUN_SURVEYS)
def question(request: HttpRequest, scope: Scope, survey_id: int, question_id: int = 0) -> HttpResponse:
    """Add or change a question."""
    found = found_or_404(queries.survey(scope, survey_id))
    asked = found_or_404(queries.question(scope, survey_id, question_id)) if question_id else None
    initial = {"options": ""}
    if asked:
        initial = {name: getattr(asked, name) for name in QuestionForm.base_fields if name != "seen"}
        initial["options"] = "\n".join(asked.options)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    errors: list[tuple[str, str]] = []
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.write_question, scope=scope, survey=found, question=asked, **form.cleaned_data)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=found.pk)
            theirs = differences("question", problem, form.cleaned_data, asked) if asked else []
            errors = [("theirs" if theirs else "id_options", problem)]
    return page(
        request,
        scope,
        "voices/question.html",
        errors,
        survey=found,
        form=form,
        asked=asked,
        seen=actions.fingerprint(asked) if asked else "",
        theirs=theirs,
    )


@require_POST
@room(Permission.RUN_SURVEYS)
def question_do(request: HttpRequest, scope: Scope, survey_id: int, question_id: int) -> HttpResponse:
    """Move a question or take it out."""
    found = found_or_404(queries.survey(scope, survey_id))
    asked = found_or_404(queries.question(scope, survey_id, question_id))
    do = request.POST.get("do")
    if do == "remove":
        problem = told(actions.remove_question, scope=scope, survey=found, question=asked)
    else:
        problem = told(actions.move_question, scope=scope, survey=found, question=asked, up=do == "up")
    if problem:
        return not_done(request, problem)
    return redirect("voices:survey", slug=scope.name, survey_id=found.pk)


STEPS = {"open": actions.open_survey, "close": actions.close_survey}


@require_POST
@room()
def step(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Open, close or release a survey."""
    found = found_or_404(queries.survey(scope, survey_id))
    do = request.POST.get("do", "")
    if do == "release":
        problem = told(actions.release, scope=scope, thing=found, kind="survey")
    elif do in STEPS:
        problem = told(STEPS[do], scope=scope, survey=found)
    else:
        raise Http404
    if problem:
        return not_done(request, problem)
    return redirect("voices:survey", slug=scope.name, survey_id=found.pk)


@room(Permission.RUN_SURVEYS)
def paper(request: HttpRequest, scope: Scope, survey_id: int, size: str) -> HttpResponse:
    """The survey as a PDF to print."""
    found = found_or_404(queries.survey(scope, survey_id))
    if not found.questions.exists():
        return not_done(request, "There is no question in this survey yet. Add one, and then print it.")
    response = HttpResponse(printed(found, large_print=size == "large-print"), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="survey-{found.code}-{size}.pdf"'
    return response


@room(Permission.RUN_SURVEYS)
def enter(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Enter an answer that came on paper or by phone."""
    found = found_or_404(queries.survey(scope, survey_id))
    questions = list(found.questions.all())
    # Sheets come in piles: the next one came most likely as the one before.
    before = {"way": request.GET.get("way"), "answered_on": read_day(request.GET.get("answered_on", ""))}
    form = EntryForm(request.POST if request.method == "POST" else None, initial=before)
    raw: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        raw = answering.sent(questions, request.POST)
        errors = [*errors_of(form), *answering.problems(questions, raw)]
        if not errors:
            problem = told(actions.enter_answers, scope=scope, survey=found, raw=raw, **form.cleaned_data)
            if not problem:
                messages.success(request, "The answer is saved. Here is an empty sheet for the next one.")
                return redirect(f"{request.path}?{entered_again(form.cleaned_data)}")
            errors = [("id_way", problem)]
    shown = [
        (title, [asking.asked(each, raw, dict(errors)) for each in asked])
        for title, asked in answering.sections(questions)
    ]
    return page(
        request,
        scope,
        "voices/enter.html",
        errors,
        survey=found,
        form=form,
        sections=shown,
        row=words.survey_row(found),
    )


def entered_again(data: dict[str, Any]) -> str:
    """Return the part of the address that says how the last sheet came, and on which day."""
    return f"way={data['way']}&answered_on={data['answered_on'].isoformat()}"
