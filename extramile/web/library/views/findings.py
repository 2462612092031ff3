"""The findings library, one finding, and its correction by editors."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.design.errors import errors_of, told
from extramile.web.library import actions, asking, queries
from extramile.web.library.forms import CorrectionForm, FindingFilterForm
from extramile.web.library.presenters import findings as words
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
    # A library without a real report shows what the examples look like; with one, examples are shown only when asked.
    filters = replace(form.filters(), fictional=form.filters().fictional or not holds.reports)
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


@ready
def download(request: HttpRequest, format: str) -> HttpResponse:
    """The findings that fit, as a file."""
    rows = queries.in_full(queries.findings(FindingFilterForm(request.GET).filters()))
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
    initial = {
        "text": found.text,
        "seen_text": found.text,
        "theme": [each.theme for each in found.themes.all()],
    }
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    errors = []
    if request.method == "POST":
        if form.is_valid():
            data = form.cleaned_data
            problem = told(
                actions.correct_finding,
                finding=found,
                text=data["text"],
                themes=data["theme"],
                why=data["why"],
                seen_text=data["seen_text"],
                by=request.user,
            )
            if not problem:
                messages.success(request, "Your correction is saved, and stands beside the reading.")
                return redirect("library:finding", key=key)
            errors = [("id_text", problem)]
        else:
            errors = errors_of(form)
    context = {
        **_finding_context(request, key),
        "form": form,
        "errors": errors,
        "themes": options(form.fields["theme"].choices, form["theme"].value() or []),
    }
    # A mistake in the form leaves what was seen as it was. After a refusal the page shows the words as they stand now,
    # so that who saves again has seen those.
    context["seen_text"] = form["seen_text"].value() if form.errors else context["text"]
    status = (422 if errors else 200) if context["can_correct"] else 403
    return render(request, "library/correct.html", context, status=status)


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
    return redirect("library:finding", key=key)
