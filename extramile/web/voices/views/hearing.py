"""What was said: counts, who was reached, what people wrote, who left a name, themes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import actions, coding, gathering, queries
from extramile.web.voices.counting import SurveyCounts
from extramile.web.voices.forms import PopulationForm
from extramile.web.voices.presenters import hearing as words
from extramile.web.voices.presenters import surveys as survey_words
from extramile.web.voices.views.common import found_or_404, page, words_of


def _counts(scope: Scope, survey: queries.Survey, questions: list[queries.Question]) -> SurveyCounts | None:
    return queries.counts(scope, survey, questions) if queries.counts_are_out(scope, survey) else None


@room()
def results(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Counts and charts of closed questions, and who was reached, with small numbers protected."""
    found = found_or_404(queries.survey(scope, survey_id))
    questions = list(found.questions.all())
    counts = _counts(scope, found, questions)
    about = words.about_questions(questions, counts) if counts else []
    by = next((each for each in about if each.about == request.GET.get("by", "")), None)
    tables = queries.tables_by_group(scope, found, questions, by) if by else {}
    return page(
        request,
        scope,
        "voices/results.html",
        survey=found,
        row=survey_words.survey_row(found),
        out=counts is not None,
        counted=survey_words.counted_words(counts.everybody, found.answered) if counts else "",
        results=words.results(questions, counts, tables) if counts else [],
        about=[(each.about, words.group_of(each.about).title) for each in about],
        by=by.about if by else "",
        reach=words.reached(scope, questions, counts, queries.populations(scope)) if counts else [],
        asks=any(each.kind == "about" for each in questions),
        can_run=scope.can(Permission.RUN_SURVEYS),
    )


@room()
def results_csv(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """The same counts as CSV: protected as on the page."""
    found = found_or_404(queries.survey(scope, survey_id))
    questions = list(found.questions.all())
    counts = _counts(scope, found, questions)
    columns = ["question", "answer", "people"]
    if counts is None:
        later = {"question": "Counts are shown when the survey is closed and at least five people have answered"}
        return as_csv(f"survey-{found.pk}", columns, [later])
    rows = [
        {"question": each.words, "answer": name, "people": value}
        for each in words.results(questions, counts)
        for name, value in each.chart.table.rows
    ]
    return as_csv(f"survey-{found.pk}", columns, rows)


@room()
def reach_csv(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Who was reached, as CSV: protected as on the page."""
    found = found_or_404(queries.survey(scope, survey_id))
    questions = list(found.questions.all())
    counts = _counts(scope, found, questions)
    reach = words.reached(scope, questions, counts, queries.populations(scope)) if counts else []
    columns = ["grouped by", "group", "answered", "share of answers", "there are", "share of all", "says", "source"]
    rows = [
        {
            "grouped by": each.title,
            "group": line.title,
            "answered": line.answered,
            "share of answers": line.share,
            "there are": line.there,
            "share of all": line.there_share,
            "says": line.says,
            "source": each.source or each.missing,
        }
        for each in reach
        for line in each.rows
    ]
    return as_csv(f"reach-{found.pk}", columns, rows)


@room(Permission.READ_ANSWERS)
def texts(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """What people wrote, for those who may read it."""
    found = found_or_404(queries.survey(scope, survey_id))
    wanted = words_of(request)
    return page(
        request,
        scope,
        "voices/texts.html",
        survey=found,
        answers=list(queries.text_answers(scope, found, wanted)),
        words=wanted,
        inside=queries.inside(scope, found),
        contacts=queries.contacts(scope, found).count(),
    )


@require_POST
@room(Permission.READ_ANSWERS)
def texts_csv(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """What people wrote, to take away, with the codes that hold; that it was taken stands in the trail."""
    found = found_or_404(queries.survey(scope, survey_id))
    answers = list(queries.text_answers(scope, found).prefetch_related("codings"))
    if answers:
        actions.take_texts(scope=scope, survey=found, count=len(answers))
    titles = {each.id: each.title for each in coding.code_book(scope)}
    rows = [
        {
            "question": each.question.words,
            "answer": each.text,
            "codes": [titles.get(code, code) for code in coding.final_codes(each)],
        }
        for each in answers
    ]
    return as_csv(f"texts-{found.pk}", ["question", "answer", "codes"], rows)


@room(Permission.READ_ANSWERS)
def contacts(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Who left a name or a way to reach them, to be told what came of it; thrown away after that."""
    found = found_or_404(queries.survey(scope, survey_id))
    if not queries.inside(scope, found):
        raise Http404
    if request.method == "POST":
        gone = actions.forget_names(scope=scope, survey=found)
        messages.success(request, f"{gone} {'name was' if gone == 1 else 'names were'} thrown away. The answers stay.")
        return redirect("voices:contacts", slug=scope.name, survey_id=found.pk)
    people = [(each.name, each.contact) for each in queries.contacts(scope, found)]
    return page(request, scope, "voices/contacts.html", survey=found, people=people)


@room(Permission.RUN_SURVEYS)
def population(request: HttpRequest, scope: Scope, group: str) -> HttpResponse:
    """Enter how many there are in each group."""
    known = found_or_404(words.group_of(group))
    entered = queries.populations(scope).get(group)
    initial = {f"n-{name}": count for name, count in entered.counts.items()} if entered else {}
    if entered:
        initial |= {"source": entered.source, "as_of": entered.as_of}
    form = PopulationForm(request.POST if request.method == "POST" else None, options=known.options, initial=initial)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            data = form.cleaned_data
            counts = {option.id: data[f"n-{option.id}"] for option in known.options}
            problem = told(
                gathering.set_population,
                scope=scope,
                group=group,
                counts={name: count for name, count in counts.items() if count is not None},
                source=data["source"],
                as_of=data["as_of"],
            )
            if not problem:
                return redirect("voices:home", slug=scope.name)
            errors = [("id_source", problem)]
    return page(request, scope, "voices/population.html", errors, group=known, form=form)


@room()
def theme(request: HttpRequest, scope: Scope, theme: str) -> HttpResponse:
    """A voice theme: how many spoke of it, in whose words; the forum may release it."""
    known = {each.id for each in coding.code_book(scope)}
    if theme not in known:
        raise Http404
    found = queries.voice_theme(scope, theme)
    errors = []
    if request.method == "POST":
        shown = getattr(found.total, "count", None)
        summary = request.POST.get("summary", "")[:600]
        problem = told(gathering.release_theme, scope=scope, theme=theme, summary=summary, people=shown)
        if not problem:
            return redirect(reverse("voices:theme", args=[scope.name, theme]))
        errors = [("id_summary", problem)]
    return page(
        request,
        scope,
        "voices/theme.html",
        errors,
        theme=found,
        summary=request.POST.get("summary", ""),
        people=[(name, words.said(count)) for name, count in found.people],
        total=words.said(found.total),
        releases=queries.theme_releases(scope, theme),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM),
    )
