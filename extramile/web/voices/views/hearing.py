"""What was said: counts, texts, who was reached, coding, themes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.voices import coding, gathering, queries
from extramile.web.voices.forms import CodeForm, PopulationForm
from extramile.web.voices.presenters import hearing as words
from extramile.web.voices.presenters import surveys as survey_words
from extramile.web.voices.views.surveys import found_or_404, not_done, page


@room()
def results(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """Counts and charts of closed questions, with small numbers protected."""
    found = found_or_404(queries.survey(scope, survey_id))
    out = queries.counts_are_out(scope, found)
    about = words.about_questions(found)
    chosen = request.GET.get("by", "")
    by = next((each for each in about if each.about == chosen), None)
    answers = list(queries.closed_answers(scope, found).select_related("question")) if out else []
    return page(
        request,
        scope,
        "voices/results.html",
        survey=found,
        row=survey_words.survey_row(found),
        out=out,
        results=words.results(list(found.questions.all()), answers, by) if out else [],
        about=[(each.about, each.words) for each in about],
        by=by.about if by else "",
        reach=words.reached(scope, answers, queries.populations(scope)) if out else [],
        can_run=scope.can(Permission.RUN_SURVEYS),
    )


@room()
def results_csv(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """The same counts as CSV: protected as on the page."""
    found = found_or_404(queries.survey(scope, survey_id))
    if not queries.counts_are_out(scope, found):
        later = {"question": "Counts are shown when the survey is closed and at least five people have answered"}
        return as_csv(f"survey-{found.pk}", ["question", "answer", "people"], [later])
    answers = list(queries.closed_answers(scope, found))
    rows = [
        {"question": each.words, "answer": name, "people": value}
        for each in words.results(list(found.questions.all()), answers)
        for name, value in each.chart.table.rows
    ]
    return as_csv(f"survey-{found.pk}", ["question", "answer", "people"], rows)


@room(Permission.READ_ANSWERS)
def texts(request: HttpRequest, scope, survey_id: int) -> HttpResponse:
    """What people wrote, for those who may read it."""
    found = found_or_404(queries.survey(scope, survey_id))
    return page(
        request,
        scope,
        "voices/texts.html",
        survey=found,
        answers=list(queries.text_answers(scope, found).exclude(text="")),
        inside=queries.inside(scope, found),
    )


def _thing(scope, kind: str, thing_id):
    found = queries.text_answer(scope, thing_id) if kind == "answer" else queries.quote(scope, thing_id)
    return found_or_404(found)


@room(Permission.READ_ANSWERS)
def redact(request: HttpRequest, scope, kind: str, thing_id) -> HttpResponse:
    """Take words out of an answer or a quote."""
    thing = _thing(scope, kind, thing_id)
    errors = []
    if request.method == "POST":
        problem = told(coding.redact, scope=scope, thing=thing, words=request.POST.get("words", ""))
        if not problem:
            return redirect("voices:redact", slug=scope.name, kind=kind, thing_id=thing_id)
        errors = [("id_words", problem)]
    return page(request, scope, "voices/redact.html", errors, item=words.passage(scope, thing))


@room(Permission.RUN_SURVEYS)
def population(request: HttpRequest, scope, group: str) -> HttpResponse:
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


@room(Permission.CODE_ANSWERS)
def to_code(request: HttpRequest, scope) -> HttpResponse:
    """What people said, to be coded."""
    every = [words.passage(scope, each) for each in queries.to_code(scope)]
    mine = [each for each in every if each.mine]
    return page(request, scope, "voices/coding.html", mine=mine[:50], waiting=len(mine), every=len(every))


@room(Permission.CODE_ANSWERS)
def code(request: HttpRequest, scope, kind: str, thing_id) -> HttpResponse:
    """Code one answer or quote."""
    thing = _thing(scope, kind, thing_id)
    part = coding.part_for(scope, thing)
    mine = coding.codings(thing).get(part)
    errors = []
    if request.method == "POST":
        problem = told(coding.code, scope=scope, thing=thing, codes=request.POST.getlist("codes"))
        if not problem:
            rest = [each for each in queries.to_code(scope) if words.passage(scope, each).mine]
            if not rest:
                return redirect("voices:coding", slug=scope.name)
            following = rest[0]
            return redirect("voices:code", slug=scope.name, kind=coding.kind_of(following), thing_id=following.pk)
        errors = [("id_codes", problem)]
    item = words.passage(scope, thing)
    return page(
        request,
        scope,
        "voices/code.html",
        errors,
        item=item,
        part=part,
        book=[each for each in coding.code_book(scope) if not each.retired],
        chosen=request.POST.getlist("codes") if request.method == "POST" else list(mine.codes) if mine else [],
        suggested=dict(words.suggested(item.words)),
    )


@room(Permission.CODE_ANSWERS)
def agreement(request: HttpRequest, scope) -> HttpResponse:
    """How far two readers agree, and what they have to settle."""
    things = queries.to_code(scope)
    book = coding.code_book(scope)
    titles = {each.id: each.title for each in book}
    differ = []
    for each in things:
        done = coding.codings(each)
        if {"first", "second"} <= set(done) and "settled" not in done and done["first"].codes != done["second"].codes:
            sides = [(done[p].by.name, [titles.get(c, c) for c in done[p].codes]) for p in ("first", "second")]
            both = sorted({*done["first"].codes, *done["second"].codes})
            differ.append((words.passage(scope, each), sides, [(c, titles.get(c, c)) for c in both]))
    return page(request, scope, "voices/agreement.html", found=words.agreed(book, things), differ=differ)


@require_POST
@room(Permission.CODE_ANSWERS)
def settle(request: HttpRequest, scope, kind: str, thing_id) -> HttpResponse:
    """Settle a difference."""
    thing = _thing(scope, kind, thing_id)
    problem = told(
        coding.settle,
        scope=scope,
        thing=thing,
        codes=request.POST.getlist("codes"),
        why=request.POST.get("why", "")[:500],
    )
    return not_done(request, problem) if problem else redirect("voices:agreement", slug=scope.name)


@room()
def book(request: HttpRequest, scope) -> HttpResponse:
    """The code book; those who code may add to it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(coding.add_code, scope=scope, **form.cleaned_data)
            if not problem:
                return redirect("voices:book", slug=scope.name)
            errors = [("id_title", problem)]
    can_code = scope.can(Permission.CODE_ANSWERS)
    return page(request, scope, "voices/book.html", errors, book=coding.code_book(scope), form=form, can_code=can_code)


@room()
def theme(request: HttpRequest, scope, theme: str) -> HttpResponse:
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
        people=[(name, words.said(count)) for name, count in found.people],
        total=words.said(found.total),
        releases=queries.theme_releases(scope, theme),
        can_release=scope.can(Permission.RELEASE_FROM_FORUM),
    )
