"""The findings library, one finding, and its correction by editors."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.design.errors import errors_of, told
from extramile.web.library import actions, asking, queries
from extramile.web.library.forms import CorrectionForm, FindingFilterForm, SplitForm
from extramile.web.library.presenters import findings as words
from extramile.web.library.presenters.inspections import typed_days
from extramile.web.library.presenters.paging import options, page_number, pager, query_string
from extramile.web.library.ready import ready

PAGE_SIZE = 25
MOST_ALIKE = 12
COLUMNS = [
    "key",
    "area",
    "la_code",
    "region",
    "fictional",
    "inspection",
    "inspection_start",
    "outcome",
    "kind",
    "position",
    "text",
    "responsible",
    "page",
    "themes",
]


@ready
def findings(request: HttpRequest) -> HttpResponse:
    """All findings, searched and filtered."""
    form = FindingFilterForm(request.GET)
    holds = queries.holdings()
    filters = _filters(form, real=bool(holds.reports))
    rows = queries.findings(filters)
    given = form.given()
    pages = pager(
        total=rows.count(),
        number=page_number(request.GET.get("page", "")),
        size=PAGE_SIZE,
        path=request.path,
        given=given,
    )
    shown = list(queries.in_full(rows)[max(pages.first - 1, 0) : pages.last])
    marked = queries.with_words_marked(shown, filters.words) if filters.words else {}
    near = asking.area(filters.neighbours_of)
    like = asking.neighbour_names(near.code) if near else {}
    have = queries.areas_with_reports(like)
    context = {
        "here": "findings",
        "given": given,
        "problems": form.problems(),
        "typed": typed_days(form.used(), request.GET),
        "words": filters.words,
        "kinds": options(form.fields["kind"].choices, filters.kinds),
        "themes": options(form.fields["theme"].choices, filters.themes),
        "outcomes": options(form.fields["outcome"].choices, [str(each) for each in filters.outcomes]),
        "regions": options(form.fields["region"].choices, filters.region),
        "area": asking.area_name(filters.area),
        "near": near.name if near else "",
        "cards": [words.card(each, marked.get(each.id)) for each in shown],
        "pager": pages,
        "reports": holds.reports,
        "total": holds.findings,
        "examples": holds.examples,
        "fictional": filters.fictional,
        "chips": words.chips(request.path, given, asking.filter_names(filters, form)),
        "coverage": words.coverage(near.name, list(like.values()), [like[code] for code in like if code in have])
        if near
        else "",
        "everywhere": request.path + query_string(given, near=None, area=None, region=None),
        "filtered": bool(given),
        "csv": "/findings.csv" + query_string(given),
        "json": "/findings.json" + query_string(given),
    }
    return render(request, "library/findings.html", context)


def _filters(form: FindingFilterForm, *, real: bool) -> queries.FindingFilters:
    """Return what was asked. A library without a real report shows its examples; with one, only if they are asked for."""
    filters = form.filters()
    return replace(filters, fictional=filters.fictional or not real)


@ready
def download(request: HttpRequest, format: str) -> HttpResponse:
    """The findings that fit, as a file."""
    filters = _filters(FindingFilterForm(request.GET), real=queries.has_real_reports())
    rows = queries.in_full(queries.findings(filters))
    records = [words.record(each) for each in rows]
    return as_csv("findings", COLUMNS, records) if format == "csv" else as_json(records, "findings")


@ready
def finding(request: HttpRequest, key: str) -> HttpResponse:
    """One finding at its permanent address, with the areas that were told the same."""
    return render(request, "library/finding.html", _finding_context(request, key))


def _finding_context(request: HttpRequest, key: str) -> dict:
    found = queries.finding(key)
    if found is None:
        raise Http404
    alike = queries.told_the_same(found)
    theme = found.themes.all()[0].theme if found.themes.all() else None
    return {
        "here": "findings",
        "card": words.card(found),
        "text": found.text,
        "as_read": found.text_as_read,
        "changes": words.changes(queries.corrections_of(found)),
        "alike": [words.card(each) for each in queries.in_full(alike)[:MOST_ALIKE]],
        "alike_total": alike.count(),
        "all_alike": "/findings/" + query_string({"theme": theme, "kind": found.kind}) if theme else "",
        "can_correct": request.user.is_authenticated and request.user.is_editor,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """An editor corrects the words or the themes of a finding."""
    found = queries.finding(key)
    if found is None:
        raise Http404
    themes = [each.theme for each in found.themes.all()]
    initial = {"text": found.text, "seen_text": found.text, "theme": themes, "seen_themes": ",".join(themes)}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    problem = ""
    if form.is_valid():
        data = form.cleaned_data
        problem = told(
            actions.correct_finding,
            finding=found,
            text=data["text"],
            themes=data["theme"],
            why=data["why"],
            seen_text=data["seen_text"],
            seen_themes=[each for each in data["seen_themes"].split(",") if each],
            by=request.user,
        )
        if not problem:
            messages.success(request, "Your correction is saved, and stands beside the reading.")
            return redirect("library:finding", key=key)
    context = {"themes": options(form.fields["theme"].choices, form["theme"].value() or [])}
    # A mistake in the form leaves what was seen as it was. After a refusal the page shows the finding as it stands now,
    # so that who saves again has seen that.
    seen = {name: form[name].value() if form.errors else initial[name] for name in ("seen_text", "seen_themes")}
    return _form_page(request, "library/correct.html", key, form, problem, **context, **seen)


def _form_page(
    request: HttpRequest, template: str, key: str, form: Form, problem: str, **context: object
) -> HttpResponse:
    """Return the page of a form for a finding, with what was wrong; for editors only."""
    errors = errors_of(form) or ([(f"id_{next(iter(form.fields))}", problem)] if problem else [])
    context |= {**_finding_context(request, key), "form": form, "errors": errors}
    status = (422 if errors else 200) if context["can_correct"] else 403
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def split(request: HttpRequest, key: str) -> HttpResponse:
    """An editor parts a finding that holds two."""
    found = queries.finding(key)
    if found is None:
        raise Http404
    first, second = words.halves(found.text)
    initial = {"first": first, "second": second, "page": found.page, "seen_text": found.text}
    form = SplitForm(request.POST if request.method == "POST" else None, initial=initial)
    problem = ""
    if form.is_valid():
        data = form.cleaned_data
        problem = told(actions.split_finding, finding=found, by=request.user, **data)
        if not problem:
            messages.success(request, "The finding is parted in two. You can correct the words of each.")
            return redirect("library:finding", key=key)
    seen = form["seen_text"].value() if form.errors else found.text
    return _form_page(request, "library/split.html", key, form, problem, seen_text=seen)


@require_POST
@login_required
def undo(request: HttpRequest, key: str, correction: int) -> HttpResponse:
    """An editor takes a correction back."""
    found = queries.finding(key)
    chosen = next((each for each in queries.corrections_of(found) if each.pk == correction), None) if found else None
    if found is None or chosen is None:
        raise Http404
    problem = told(actions.undo_correction, correction=chosen, by=request.user)
    if problem:
        return render(
            request,
            "design/error.html",
            {"heading": "This cannot be taken back", "advice": problem},
            status=422 if request.user.is_editor else 403,
        )
    messages.success(request, "The correction is taken back.")
    if queries.finding(key) is None:  # it had been added
        return redirect("library:inspection", slug=found.report.slug)
    return redirect("library:finding", key=key)
