"""The worklist of a load, one case of it, and the forecast of the 20-week figure. For who may see returns."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from extramile.web.design.downloads import as_csv
from extramile.web.evidence import store
from extramile.web.evidence.views.reading import damaged
from extramile.web.library.presenters.paging import query_string, turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import taking
from extramile.web.returns.presenters import queue as problem_words
from extramile.web.returns.presenters import worklist as words
from extramile.web.returns.queries import figures, loads, queue, worklist
from extramile.web.returns.views.within import found_in, unopened, within

EACH_PAGE = 25
# So many lines on a page that is to be printed.
MOST = 3000


def _found(scope, load_id: int):
    found = found_in(scope, load_id)
    if not figures.has_cases(found):
        raise Http404
    return found


def _wanted(request: HttpRequest) -> worklist.Wanted:
    """Read what is asked for. The key of a child comes with a form that is sent, never with an address."""
    asked = request.POST if request.method == "POST" else request.GET
    limits = {each.id for each in worklist.limits_held()}
    limit = asked.get("limit", "")
    return worklist.Wanted(
        group=words.group_of(asked.get("group", "")),
        limit=limit if limit in limits else "",
        key=request.POST.get("key", "").replace("\0", "")[:60],
        on="today" if asked.get("on") == "today" else "load",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def work(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What is late, due this week, in exception and due later; a child is looked for by a form, so that no address names it.

    That it was read stands in the trail.
    """
    found, wanted = _found(scope, load_id), _wanted(request)
    try:
        whole, chosen, cases = taking.read_work(scope=scope, load=found, wanted=wanted)
        doubts = words.doubts_of(figures.figures(scope, found))
        owners = queue.looked_after(found)
    except store.DamagedError as error:
        return damaged(request, error)
    group = wanted.group.replace(" ", "-")
    given = {"group": group, "limit": wanted.limit, "on": wanted.on if wanted.on == "today" else ""}
    path = reverse("returns:work", args=[scope.name, found.pk])
    pages, here, _ = turned(
        {**given, "page": request.GET.get("page", "")}, total=len(chosen), size=EACH_PAGE, path=path
    )
    # What was looked for is shown whole: the next page would be another address, which must not name it. To print, all is.
    whole_list = wanted.key or request.GET.get("all") == "1"
    lines = chosen[:MOST] if whole_list else chosen[here]
    day = worklist.day_of(found, wanted.on)
    later = words.is_later(day, found.as_of)
    context = {
        **within(scope, found, "returns:work"),
        "wanted": wanted,
        "group": group,
        "lede": words.lede(day, found.as_of, words.sentence(whole, len(cases), doubts)),
        "counts": words.counts(
            words.counted_by_group(whole),
            path + query_string({"on": given["on"]}),
            doubts,
            late_cases=words.late_cases(whole),
            later=later,
        ),
        "lines": [words.line(scope.name, found, each, given["on"], later=later, owners=owners) for each in lines],
        "total": len(chosen),
        "pages": None if whole_list else pages,
        "all": "" if whole_list else path + query_string(given, all="1"),
        "left_out": max(0, len(chosen) - MOST) if whole_list else 0,
        "groups": words.group_choices(),
        "limits": [("", "All limits"), *((each.id, each.title) for each in worklist.limits_held())],
        "held": words.limits(worklist.limits_held()),
        "not_held": words.limits(worklist.limits_not_held()),
        "doubts": doubts,
        "called": [words.case_row(scope.name, found, each, given["on"]) for each in worklist.called(cases, wanted.key)],
    }
    return render(request, "returns/work.html", context)


@require_POST
@room(Permission.SEE_RETURNS)
def take_work(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """The worklist as CSV, filtered as the page is. It stands in the trail."""
    found = _found(scope, load_id)
    try:
        chosen = taking.taken_work(scope=scope, load=found, wanted=_wanted(request))
    except store.DamagedError as error:
        return damaged(request, error)
    return as_csv(f"worklist-{found.pk}", words.COLUMNS, [words.plain(each) for each in chosen])


@require_safe
@room(Permission.SEE_RETURNS)
def case(request: HttpRequest, scope, load_id: int, key: int) -> HttpResponse:
    """One case with its whole path and the problems of its rows. The address has the number that the load gave
    it, which is nobody's anywhere else.

    That it was read stands in the trail, without that number.
    """
    found, on = _found(scope, load_id), "today" if request.GET.get("on") == "today" else "load"
    try:
        known = taking.read_case(scope=scope, load=found, key=key, on=on)
        if known is None:
            raise Http404
        rows = queue.of_case(found, loads.snapshot(found), key)
    except store.DamagedError as error:
        return unopened(request, error)
    one, path = known
    context = {**within(scope, found, "returns:work"), "key": one.label, "exception": one.exception}
    problems, settled = problem_words.case_problems(scope, found, rows, timezone.localdate())
    context |= {"problems": problems, "settled": settled}
    context |= {"path": words.path(path), "happened": words.happened(one)}
    context |= {"lede": words.case_lede(one.place, worklist.day_of(found, on), found.as_of), "place": one.place}
    return render(request, "returns/case.html", {**context, "not_held": words.limits(worklist.limits_not_held())})


@require_safe
@room(Permission.SEE_RETURNS)
def forecast(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What the 20-week figure can still become, as bounds: from the day of the load on, or from today as far as it knows."""
    found, on = _found(scope, load_id), "today" if request.GET.get("on") == "today" else "load"
    try:
        bounds = worklist.forecast(scope, found, on)
    except store.DamagedError as error:
        return damaged(request, error)
    shown = worklist.until_settled(bounds)
    lede = words.forecast_lede(shown, worklist.day_of(found, on), found.as_of, worklist.day_of(found, "today"))
    context = {**within(scope, found, "returns:forecast"), "on": on, "lede": lede}
    context |= {"rows": words.bounds(shown), "chart": words.forecast_chart(shown), "legend": words.legend()}
    context |= {"settled": words.settled(bounds, shown), "sentence": words.forecast_sentence(shown)}
    return render(request, "returns/forecast.html", context)
