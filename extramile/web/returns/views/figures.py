"""Measures of a load, raw: all of them, one with its series and parts, the rows behind it. For who may see returns."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import told
from extramile.web.evidence import store
from extramile.web.evidence.views.reading import damaged
from extramile.web.library.presenters.paging import turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import measuring, taking
from extramile.web.returns.presenters import figures as words
from extramile.web.returns.presenters.beside import beside
from extramile.web.returns.queries import figures as queries
from extramile.web.returns.queries import loads
from extramile.web.returns.views.within import found_in, unopened, within

EACH_PAGE = 25


@require_safe
@room(Permission.SEE_RETURNS)
def figures(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Every measure of a load; where they are not there yet, how far they are."""
    found = found_in(scope, load_id)
    stands = queries.stands(found)
    context = {
        **within(scope, found, "returns:figures"),
        "stands": stands,
        "lines": [],
        "stale": False,
        "uncounted": False,
        "elsewhere": [],
        "unreleased": "",
    }
    try:
        if stands == "there":
            known, last = queries.figures(scope, found), queries.before(scope, found)
            context |= {"lines": words.list_of(scope.name, found, known, last), "stale": queries.is_stale(found)}
            context |= {"elsewhere": words.elsewhere(known), "unreleased": queries.kept(found.kind)}
            context["uncounted"] = queries.is_uncounted(found, known)
            context |= {"this": words.this_load(known), "before": words.load_before(found.year, last)}
    except store.DamagedError as error:
        return damaged(request, error)
    return render(request, "returns/figures.html", context)


@require_POST
@room(Permission.LOAD_RETURNS)
def begin_again(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Work the measures out again: the declarations changed, or the last attempt broke off."""
    found = found_in(scope, load_id)
    if told(measuring.begin_again, scope=scope, load=found):
        raise Http404
    return redirect("jobs:job", job_id=queries.measured_of(found).job)


def _measure(scope, load_id: int, name: str):
    found = found_in(scope, load_id)
    known = queries.declared(found.kind, name)
    if known is None or queries.stands(found) != "there":
        raise Http404
    return found, known


@require_safe
@room(Permission.SEE_RETURNS)
def figure(request: HttpRequest, scope, load_id: int, measure: str) -> HttpResponse:
    """One measure: its figure, its months and years, its parts, what is published beside it."""
    found, known = _measure(scope, load_id, measure)
    try:
        raw, last = queries.figures(scope, found), queries.before(scope, found)
        if measure not in raw.by_measure:
            raise Http404
        page = words.page(
            known, raw, last=last, earlier=queries.earlier(scope, found), groups=queries.groups(found.kind)
        )
    except store.DamagedError as error:
        return damaged(request, error)
    context = {**within(scope, found, "returns:figures"), "measure": known, "page": page}
    return render(request, "returns/figure.html", {**context, "beside": beside(scope, measure, page["by_year"])})


@require_safe
@room(Permission.SEE_RETURNS)
def rows(request: HttpRequest, scope, load_id: int, measure: str) -> HttpResponse:
    """The rows behind a measure. That they were read stands in the trail."""
    found, known = _measure(scope, load_id, measure)
    which = request.GET.get("which", "")
    which = which if which in words.WHICH else ""
    try:
        every = taking.read_rows(scope=scope, load=found, measure=measure)
        decided = queries.decided(scope, found, measure)
        left_out = queries.left_out(scope, found, measure)
        place = loads.place_word(found)
    except store.DamagedError as error:
        return unopened(request, error)
    lines = words.row_lines(known, every, which, decided)
    given = {"which": which, "page": request.GET.get("page", "")}
    path = reverse("returns:figure-rows", args=[scope.name, found.pk, measure])
    pages, here, _ = turned(given, total=len(lines), size=EACH_PAGE, path=path)
    context = {**within(scope, found, "returns:figures"), "measure": known, "which": which, "pages": pages}
    context |= {
        "lines": words.shown_rows(lines[here]),
        "lede": words.rows_lede(known, every),
        "left_out": words.left_out(left_out) if left_out else None,
        "names": decided.names,
        "place": place,
        "cases": queries.has_cases(found),
        "total": len(lines),
        "choices": [("", "All rows"), *words.row_words(known).items()],
    }
    return render(request, "returns/figure_rows.html", context)


@require_POST
@room(Permission.SEE_RETURNS)
def take_rows(request: HttpRequest, scope, load_id: int, measure: str) -> HttpResponse:
    """The rows behind a measure as CSV. Sent for, not linked: it stands in the trail."""
    found, known = _measure(scope, load_id, measure)
    try:
        every = taking.taken_measured(scope=scope, load=found, measure=measure)
        decided = queries.decided(scope, found, measure)
    except store.DamagedError as error:
        return damaged(request, error)
    lines = [
        {**each, **dict(zip(decided.names, each["read"], strict=False))}
        for each in words.row_lines(known, every, "", decided)
    ]
    return as_csv(f"{measure}-{found.pk}", ("row", "key", "counts", *decided.names), lines)
