"""What is asked before files can be read as they are meant: headings, the year, the day."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence import store
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import answering
from extramile.web.returns.forms import DayForm, YearForm
from extramile.web.returns.presenters import headings as words
from extramile.web.returns.presenters import loads as load_words
from extramile.web.returns.queries import headings as queries
from extramile.web.returns.queries import loads
from extramile.web.returns.views.loads import load_page
from extramile.web.returns.views.within import found_in, unopened


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def headings(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Ask once for each heading that nobody knows which item it is; then the files are read again."""
    found = found_in(scope, load_id)
    if found.asks != "headings" or found.state != "checked":
        if request.method != "POST":
            raise Http404
        # Somebody else answered while this form was open.
        messages.info(
            request, "The files were read again meanwhile, and no heading is asked for any more. Nothing was changed."
        )
        return redirect("returns:load", slug=scope.name, load_id=found.pk)
    seen = request.POST.get("seen", "")
    errors: list[tuple[str, str]] = []
    try:
        questions, more = words.questions(found)
        if request.method == "POST":
            answers = {each["place"]: request.POST.get(each["name"], "") for each in questions}
            problem = told(answering.answer_headings, scope=scope, load=found, answers=answers, seen=seen)
            if not problem:
                return redirect("jobs:job", job_id=loads.job_of(scope, found.pk))
            errors = [(f"id_{questions[0]['name']}", problem)]
    except store.DamagedError as error:
        return unopened(request, error)
    context = {"here": "returns", "scope": scope, "load": found, "title": load_words.title(found)}
    # What was chosen stays only beside the heading for which it was chosen.
    kept = request.POST if seen == found.snapshot else {}
    given = {each["name"]: kept.get(each["name"], "") for each in questions}
    context |= {"questions": questions, "more": more, "errors": errors, "given": given}
    return render(request, "returns/headings.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LOAD_RETURNS)
def again(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Take the year or the day that the files do not say, and read them again."""
    found = found_in(scope, load_id)
    try:
        if found.asks == "year":
            form, action, name = YearForm(request.POST, load_words.years(found)), answering.say_year, "year"
        else:
            form, action, name = DayForm(request.POST), answering.say_day, "day"
        errors = errors_of(form)
        if not errors:
            problem = told(action, scope=scope, load=found, **{name: form.cleaned_data[name]})
            errors = [(f"id_{name}", problem)] if problem else []
    except store.DamagedError as error:
        return unopened(request, error)
    if errors:
        return load_page(request, scope, found, errors)
    return redirect("jobs:job", job_id=loads.job_of(scope, found.pk))


@require_POST
@room(Permission.LOAD_RETURNS)
def stop(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Delete files that wait for an answer."""
    found = found_in(scope, load_id)
    problem = told(answering.stop_asking, scope=scope, load=found)
    messages.info(request, problem or "The files are deleted. The load stays as it was read.")
    return redirect("returns:load", slug=scope.name, load_id=found.pk)


@require_POST
@room(Permission.LOAD_RETURNS)
def as_it_is(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Let a load stand although nobody said what some headings are."""
    found = found_in(scope, load_id)
    try:
        problem = told(answering.take_as_it_is, scope=scope, load=found)
    except store.DamagedError as error:
        return unopened(request, error)
    messages.info(request, problem or load_words.taken_words(found_in(scope, load_id)))
    return redirect("returns:load", slug=scope.name, load_id=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def remembered(request: HttpRequest, scope) -> HttpResponse:
    """What was said of headings, each to be taken back."""
    if request.method == "POST":
        asked = whole_number(request.POST.get("heading", ""))
        if asked is None or not answering.take_back(scope=scope, heading_id=asked):
            raise Http404
        messages.success(request, "It is forgotten. The next file that has this heading asks again.")
        return redirect("returns:remembered", slug=scope.name)
    rows = [words.remembered_row(each) for each in queries.remembered(scope)]
    return render(request, "returns/remembered.html", {"here": "returns", "scope": scope, "rows": rows})
