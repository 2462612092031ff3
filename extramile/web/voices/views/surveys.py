"""Making surveys, opening and closing them, entering what came on paper or by phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.voices import actions, answering, queries
from extramile.web.voices.forms import EntryForm, NewSurveyForm, QuestionForm, SurveyForm
from extramile.web.voices.presenters import asking
from extramile.web.voices.presenters import surveys as words


def found_or_404(found):
    """Return what was found; what is not there, or not for this person, does not exist."""
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, scope, template: str, errors=(), **context) -> HttpResponse:
    """Return a page of this room; one with errors says so in its status."""
    context = {"here": "voices", "scope": scope, "errors": list(errors), **context}
    return render(request, template, context, status=422 if errors else 200)


def not_done(request: HttpRequest, problem: str) -> HttpResponse:
    """Return the page that says why something was not done."""
    return render(request, "design/error.html", {"heading": "Nothing was changed", "advice": problem}, status=422)


@room(Permission.RUN_SURVEYS)
def new(request: HttpRequest, scope) -> HttpResponse:
    """Begin a survey."""
    form = NewSurveyForm(request.POST if request.method == "POST" else None)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.make_survey, scope=scope, **form.cleaned_data)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=queries.surveys(scope).first().pk)
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
def survey(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """A survey: its link, its questions, what can be done with it."""
    found = found_or_404(queries.survey(scope, survey_id))
    return page(
        request,
        scope,
        "voices/survey.html",
        survey=found,
        row=words.survey_row(found),
        ways=words.ways(found) if found.state != "draft" else None,
        questions=[words.question_row(each) for each in found.questions.all()],
        can_run=scope.can(Permission.RUN_SURVEYS) and queries.inside(scope, found),
        can_read=scope.can(Permission.READ_ANSWERS) and queries.inside(scope, found),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM) and found.space == "forum" and not found.released_on,
    )


@room(Permission.RUN_SURVEYS)
def edit(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """Change a survey's words and window."""
    found = found_or_404(queries.survey(scope, survey_id))
    initial = {name: getattr(found, name) for name in (*actions.SETTINGS, "version")}
    form = SurveyForm(request.POST if request.method == "POST" else None, initial=initial)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.change_survey, scope=scope, survey=found, **form.cleaned_data)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=found.pk)
            errors = [("id_title", problem)]
    found = queries.survey(scope, survey_id)
    return page(request, scope, "voices/survey_edit.html", errors, survey=found, form=form)


@room(Permission.RUN_SURVEYS)
def question(request: HttpRequest, scope, survey_id: int, question_id: int = 0) -> HttpResponse:
    """Add or change a question."""
    found = found_or_404(queries.survey(scope, survey_id))
    asked = found_or_404(queries.question(scope, survey_id, question_id)) if question_id else None
    initial = {"options": ""}
    if asked:
        initial = {name: getattr(asked, name) for name in QuestionForm.base_fields}
        initial["options"] = "\n".join(asked.options)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.write_question, scope=scope, survey=found, question=asked, **form.cleaned_data)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=found.pk)
            errors = [("id_options", problem)]
    return page(request, scope, "voices/question.html", errors, survey=found, form=form, asked=asked)


@require_POST
@room(Permission.RUN_SURVEYS)
def question_do(request: HttpRequest, scope, survey_id: int, question_id: int) -> HttpResponse:
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
def step(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
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
def paper(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """The survey to print."""
    found = found_or_404(queries.survey(scope, survey_id))
    return page(request, scope, "voices/paper.html", survey=found, parts=words.paper(found), ways=words.ways(found))


@room(Permission.RUN_SURVEYS)
def enter(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """Enter an answer that came on paper or by phone."""
    found = found_or_404(queries.survey(scope, survey_id))
    questions = list(found.questions.all())
    form = EntryForm(request.POST if request.method == "POST" else None)
    raw, errors = {}, []
    if request.method == "POST":
        raw = answering.sent(questions, request.POST)
        errors = [*errors_of(form), *answering.problems(questions, raw)]
        if not errors:
            problem = told(actions.enter_answers, scope=scope, survey=found, raw=raw, **form.cleaned_data)
            if not problem:
                return redirect("voices:enter", slug=scope.name, survey_id=found.pk)
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
