"""Indicators: the list by topic, one indicator for all areas."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.library import asking
from extramile.web.library.presenters import indicators as words
from extramile.web.library.presenters.paging import options, query_string
from extramile.web.library.ready import ready


@ready
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators by topic, or those that have the words typed."""
    search = request.GET.get("q", "").strip()[:80]
    area = asking.area(request.GET.get("area", ""))
    topics = [words.topic(title, infos, area.code if area else "") for title, infos in asking.topics()]
    found = (
        words.topic("Found", tuple(asking.indicators_matching(search)), area.code if area else "") if search else None
    )
    context = {
        "here": "indicators",
        "search": search,
        "found": found,
        "topics": topics,
        "area": area,
        "total": len(asking.indicator_codes()),
    }
    return render(request, "library/indicators.html", context)


@ready
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: all areas in order, an area's trend if one is chosen, definition, source."""
    info = asking.indicator_by_slug(slug)
    if info is None:
        raise Http404
    asked = request.GET.get("area", "").strip()[:80]
    place, problem = asking.area_or_problem(asked) if asked else (None, "")
    if place and place.code != asked:
        asked_too = {"area": place.code, "period": request.GET.get("period"), "region": request.GET.get("region")}
        return redirect(request.path + query_string(asked_too))
    period = request.GET.get("period") or info.latest
    if period not in info.periods:
        period = info.latest
    code = place.code if place else ""
    near = asking.neighbours(code) if place else {}
    ranked = asking.ranked(info.code, period)
    comparison = asking.comparison(info.code, code, period) if place else None
    region = asking.region_name(request.GET.get("region", ""))
    given = {"area": code, "period": period if period != info.latest else None, "region": region}
    context = {
        "here": "indicators",
        "info": info,
        "about": words.about(info),
        "slug": slug,
        "period": period,
        "periods": options([(each, each) for each in reversed(info.periods)], period),
        "place": place,
        "problem": problem,
        "asked": asked,
        "comparison": words.comparison_words(comparison) if comparison else None,
        "trend": words.trend_chart(comparison)
        if comparison
        else words.england_trend(info, asking.england_points(info.code)),
        "chart_all": words.all_areas_chart(info, list(ranked), code, set(near), asking.england(info.code, period)),
        "rows": [words.area_row(info, each, code, near) for each in ranked if asking.is_in(each.code, region)],
        "region": region,
        "regions": options([("", "All of England"), *((name, name) for name in asking.region_names())], region),
        "all_regions": request.path + query_string(given, region=None),
        "without": asking.areas_without_value(ranked),
        "csv": f"/indicators/{slug}.csv" + query_string(given),
        "json": f"/indicators/{slug}.json" + query_string(given),
    }
    return render(request, "library/indicator.html", context)


@ready
def download(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """One indicator as a file: every area and period."""
    info = asking.indicator_by_slug(slug)
    if info is None:
        raise Http404
    rows = asking.all_values(info.code, request.GET.get("region", "")[:60], request.GET.get("period", "")[:30])
    if format == "json":
        return as_json({"indicator": info.to_dict(), "values": rows}, slug)
    return as_csv(slug, list(rows[0]) if rows else [], rows)
