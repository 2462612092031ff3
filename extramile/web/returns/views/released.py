"""Released figures: what others would be told of a load, reading them, taking them away, keeping one figure as evidence."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import store
from extramile.web.evidence.doing import done
from extramile.web.evidence.views.reading import damaged
from extramile.web.library.presenters.paging import query_string
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns import released as content
from extramile.web.returns.actions import releasing
from extramile.web.returns.presenters import released as words
from extramile.web.returns.presenters import turns
from extramile.web.returns.presenters.letting_out import back_words, told_words
from extramile.web.returns.queries import figures
from extramile.web.returns.queries import released as queries
from extramile.web.returns.views.within import found_in, within


@require_safe
@room(Permission.SEE_RETURNS)
def audiences(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What partnership, board and public would be told of a load."""
    try:
        found = found_in(scope, load_id)
        said = queries.preview(scope, found)
    except store.DamagedError as error:
        return damaged(request, error)
    if said is None:
        raise Http404
    audience = words.audience_of(said, request.GET.get("audience", ""))
    standing, back = queries.standing(found), queries.taken_back(found)
    context = {
        **within(scope, found, "returns:audiences"),
        "audience": audience,
        "audiences": content.audience_names(said),
        "rule": words.rule(said, audience),
        "lines": words.lines(said, audience),
        "standing": standing,
        "back": back,
        "back_words": back_words(back) if back else "",
        "to_whom": told_words(standing) if standing else "",
        "same": standing is not None and standing.content.get("planned", standing.sha256) == content.hash_of(said),
        "all_told": standing is not None and standing.content["audiences"].keys() == said["audiences"].keys(),
        "stale": figures.is_stale(found),
    }
    return render(request, "returns/audiences.html", context)


@require_safe
@room(Permission.SEE_FIGURES)
def released_list(request: HttpRequest, scope) -> HttpResponse:
    """All released figures, the newest return first."""
    several, newest = queries.releases(scope), queries.newest(scope)
    gone = queries.withdrawn(several, newest)
    context = {
        "here": "figures",
        "scope": scope,
        "groups": [words.release_group(scope.name, each) for each in several],
        "main": None,
        "withdrawn": turns.withdrawn(scope.name, gone, newest),
    }
    if newest:
        audience = words.audience_of(newest.content, "", words.own_audience(scope))
        last = queries.year_before(scope, newest)
        lines = words.lines(newest.content, audience, _link(scope, newest), last.content if last else None)
        context |= {
            "main": {
                "release": newest,
                "title": _title(newest),
                "to_whom": newest.content["audiences"][audience]["name"],
                "lines": lines,
                "last": f"Return of {last.content['year']}" if last else "",
                "stood": words.stood_words(newest),
                "before": turns.said_before(scope.name, newest, queries.turn(scope, newest), audience),
            }
        }
    return render(request, "returns/released_list.html", context)


def _title(found) -> str:
    return f"{queries.title(found)}, as of {words.day(found.content['as_of'])}"


def _link(scope, found, asked: str = ""):
    """Return what gives the address of a measure of a release."""
    return lambda measure: reverse("returns:released-figure", args=[scope.name, found.pk, measure]) + asked


def _release(scope, release_id: int):
    found = queries.release(scope, release_id)
    if found is None:
        raise Http404
    return found


def _around(scope, found, audience: str) -> dict:
    return {
        "here": "figures",
        "scope": scope,
        "release": found,
        "title": _title(found),
        "gone": queries.rows_are_gone(found),
        "to_whom": told_words(found),
        "stood": words.stood_words(found),
        "audience": audience,
        "audiences": content.audience_names(found.content),
        "rule": words.rule(found.content, audience),
    }


@require_safe
@room(Permission.SEE_FIGURES)
def released(request: HttpRequest, scope, release_id: int) -> HttpResponse:
    """The released figures of one load, as an audience may be told them."""
    found = _release(scope, release_id)
    audience = words.audience_of(found.content, request.GET.get("audience", ""), words.own_audience(scope))
    turn = queries.turn(scope, found)
    after = turns.said_after(scope.name, turn)
    if queries.is_taken_back(found):
        context = {**_around(scope, found, audience), "back": back_words(found.taken_back), "after": after}
        return render(request, "returns/taken_back.html", context)
    asked = query_string({"audience": request.GET.get("audience") and audience})
    link = _link(scope, found, asked)
    context = {**_around(scope, found, audience), "lines": words.lines(found.content, audience, link)}
    context |= {"after": after, "before": turns.said_before(scope.name, found, turn, audience)}
    context["may_take_back"] = scope.can(Permission.LOAD_RETURNS)
    return render(request, "returns/released.html", context)


@require_safe
@room(Permission.SEE_FIGURES)
def figure(request: HttpRequest, scope, release_id: int, measure: str) -> HttpResponse:
    """One released measure with its months, years and parts, and how to use it as evidence."""
    found = _measured(scope, release_id, measure)
    if queries.is_taken_back(found):
        return redirect("returns:released", slug=scope.name, release_id=found.pk)
    return _figure(request, scope, found, measure, [])


def _measured(scope, release_id: int, measure: str):
    found = _release(scope, release_id)
    if measure not in found.content["measures"]:
        raise Http404
    return found


def _figure(request: HttpRequest, scope, found, measure: str, errors: list[tuple[str, str]]) -> HttpResponse:
    # A form that is sent back is of the audience for which it was filled in.
    asked = request.POST.get("audience") or request.GET.get("audience", "")
    audience = words.audience_of(found.content, asked, words.own_audience(scope))
    turn = queries.turn(scope, found)
    there = turn.after is not None and queries.has_measure(turn.after, measure)
    series = queries.series_of(scope, found)
    context = {
        **_around(scope, found, audience),
        "after": turns.said_after(scope.name, turn),
        "after_href": _link(scope, turn.after)(measure) if there else "",
        "measure": measure,
        "key": queries.figure_key(found, measure),
        "page": words.figure_page(series, measure, audience),
        "keeps": words.keepable(series, measure, audience, request.POST.get("period", "")),
        "rows": words.rows_of(scope, found, measure),
        "may_keep": scope.can(Permission.ADD_EVIDENCE),
        "groups": framework.groups(),
        # An address can say which criteria are ticked first, as that of a figure that is kept in place of another does.
        "chosen": request.POST.getlist("criteria") or request.GET.getlist("criteria"),
        "errors": errors,
    }
    return render(request, "returns/released_figure.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.ADD_EVIDENCE)
def keep(request: HttpRequest, scope, release_id: int, measure: str) -> HttpResponse:
    """Keep a released figure as evidence."""
    found = _measured(scope, release_id, measure)
    given = {name: request.POST.get(name, "") for name in ("audience", "period")}
    given["criteria"] = tuple(request.POST.getlist("criteria"))
    item, problem = done(releasing.keep_as_evidence, scope=scope, release=found, measure=measure, **given)
    # Asked anew: it may have been taken back since.
    if item is None and queries.is_taken_back(_measured(scope, release_id, measure)):
        messages.info(request, problem)
        return redirect("returns:released", slug=scope.name, release_id=found.pk)
    if item is None:
        return _figure(request, scope, found, measure, [("id_period", problem)])
    return redirect("evidence:item", slug=scope.name, item_id=item.pk)


@require_safe
@room(Permission.SEE_FIGURES)
def download(request: HttpRequest, scope, release_id: int, audience: str, form: str) -> HttpResponse:
    """Everything that an audience may be told of a load, as CSV or JSON."""
    found = _release(scope, release_id)
    if queries.is_taken_back(found) or audience not in found.content["audiences"] or form not in {"csv", "json"}:
        raise Http404
    name, rows = f"figures-{found.pk}-{audience}", content.plain(found.content, audience)
    if form == "csv":
        return as_csv(name, content.COLUMNS, rows)
    return as_json({"release": found.pk, "sha256": found.sha256, "audience": audience, "figures": rows}, name)
