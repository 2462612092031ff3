"""Local areas: the list, one area, its profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.library import asking, queries
from extramile.web.library.beside import open_pages, open_pages_named
from extramile.web.library.presenters import areas as words
from extramile.web.library.presenters import findings as finding_words
from extramile.web.library.presenters import indicators as indicator_words
from extramile.web.library.presenters import questions as question_words
from extramile.web.library.presenters.paging import query_string
from extramile.web.library.ready import ready

FEW = 5
MOST_INDICATORS = 40


@ready
def areas(request: HttpRequest) -> HttpResponse:
    """All local areas by region; a name typed leads to its page."""
    asked = request.GET.get("q", "").strip()[:80]
    problem = ""
    if asked:
        found, problem = asking.area_or_problem(asked)
        if found:
            return redirect("library:area", code=found.code)
    pages = open_pages_named(asked) if problem else []
    containing = asking.areas_containing(asked) if problem else []
    context = {
        "here": "areas",
        "asked": asked,
        "problem": problem,
        "open_pages": pages,
        "containing": containing,
        "regions": asking.areas_by_region(),
        "former": asking.former_areas(),
    }
    # To find another thing than an area is an answer too.
    nothing = problem and not pages and not containing
    return render(request, "library/areas.html", context, status=404 if nothing else 200)


@ready
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One local area: inspections, latest findings, indicators."""
    found = asking.area(code)
    if found is None:
        raise Http404
    inspections = asking.inspections_of(code)
    report = next((each for each in map(queries.report, [one.id for one in inspections]) if each), None)
    cards = [finding_words.card(each) for each in queries.findings_of(report)] if report else []
    actions = sum(card.kind == "priority_action" for card in cards)
    improvements = sum(card.kind == "area_for_improvement" for card in cards)
    compared = asking.profile(code, list(asking.FIRST_INDICATORS)) if found.current else []
    lead = compared[0] if compared else None
    context = {
        "here": "areas",
        "place": words.place(found, inspections, asking.relatives(found)),
        "lede": words.lede(found, inspections, actions, improvements),
        "visits": [words.visit(each) for each in inspections],
        "way": words.way(inspections, timezone.localdate()),
        "rest": len(cards) - len(_some_of_each(cards)),
        "report": report,
        "cards": _some_of_each(cards),
        "total": len(cards),
        "figures_row": [indicator_words.figure_card(each) for each in compared],
        "trend": indicator_words.trend_chart(lead) if lead and lead.area.value is not None else None,
        "lead": indicator_words.lead(lead) if lead else None,
        "neighbours": indicator_words.neighbour_rows(lead) if lead else [],
        "plans": indicator_words.plan_rows(asking.plans_in_figures(code)) if found.current else [],
        "chosen": asking.neighbours_chosen(),
        "then": question_words.then(*asking.then_and_there(inspections)),
        "profile_href": f"/areas/{code}/profile/",
        "open_pages": open_pages(code),
    }
    return render(request, "library/area.html", context)


def _some_of_each(cards: list) -> list:
    """Return a few findings that show both sides: the first effective ones, then what has to get better."""
    good = [card for card in cards if card.kind == "effective"]
    rest = [card for card in cards if card.kind != "effective"]
    first = [card for card in rest if card.kind == "priority_action"] + [
        card for card in rest if card.kind == "area_for_improvement"
    ]
    return good[:2] + first[: FEW - 2]


def _chosen(request: HttpRequest) -> list[str]:
    """Return the indicators that a profile's address names, as many as a page can show."""
    return request.GET.getlist("i")[:MOST_INDICATORS]


@ready
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """Chosen indicators of an area side by side. The choice is in the address, so that it can be kept and sent."""
    found = asking.area(code)
    if found is None:
        raise Http404
    # An address without a choice begins with a few; one that says "none" is an empty profile.
    chosen = _chosen(request) or ([] if "none" in request.GET else list(asking.FIRST_INDICATORS))
    search = request.GET.get("q", "").strip()[:80]
    compared = asking.profile(code, chosen)
    codes = [each.indicator.code for each in compared]
    address = f"/areas/{code}/profile/"
    rows = [
        indicator_words.profile_row(
            each, address + (query_string({"i": [c for c in codes if c != each.indicator.code]}) or "?none=1")
        )
        for each in compared
    ]
    offered = [
        (info.title, info.code, info.topic) for info in asking.indicators_matching(search) if info.code not in codes
    ]
    context = {
        "here": "areas",
        "place": words.place(found, (), asking.relatives(found)),
        "rows": rows,
        "codes": codes,
        "search": search,
        "offered": offered[:40] if search else [],
        "offered_total": len(offered),
        "topics": [
            (
                title,
                f"{address}{query_string({'i': list(dict.fromkeys(i.code for i in infos))[:MOST_INDICATORS]})}",
                len(infos),
            )
            for title, infos in asking.topics()
        ],
        "csv": f"/areas/{code}/profile.csv" + query_string({"i": codes}),
        "json": f"/areas/{code}/profile.json" + query_string({"i": codes}),
    }
    return render(request, "library/profile.html", context)


COLUMNS = [
    "indicator",
    "title",
    "period",
    "polarity",
    "area",
    "value",
    "state",
    "neighbours_mean",
    "region_name",
    "region",
    "england",
    "rank",
    "of",
    "quartile",
    "change",
]


@ready
def profile_download(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """A profile as a file."""
    if asking.area(code) is None:
        raise Http404
    chosen = _chosen(request) or list(asking.FIRST_INDICATORS)
    compared = [each.to_dict() for each in asking.profile(code, chosen)]
    if format == "json":
        return as_json(compared, f"profile-{code}")
    return as_csv(f"profile-{code}", COLUMNS, [indicator_words.flat(each) for each in compared])
