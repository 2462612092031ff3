"""What is published beside a measure: England, region and neighbours from the Library, and whether it counts the same."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from django.urls import reverse

from extramile.core.measures import Published, RawFigure
from extramile.web.design import figures as shown
from extramile.web.library import asking
from extramile.web.library.presenters import indicators as library
from extramile.web.partnerships.scope import Scope
from extramile.web.returns.counterparts import Counterpart, counterpart

SAME = {"yes": "The same definition", "nearly": "Nearly the same definition", "no": "Not the same definition"}


# As many as ours have: a second decimal of England beside one of ours says more than either knows of the other.
DECIMALS = 1


def latest_of_england(name: str, decimals: int = DECIMALS) -> str:
    """Return England's latest published figure beside a measure, with its period; "" where nothing is published."""
    return ", ".join(england(name, decimals))


def england(name: str, decimals: int = DECIMALS) -> tuple[str, str] | tuple[()]:
    """Return England's latest published figure beside a measure, and its period; nothing where nothing is published."""
    there = counterpart(name)
    if there is None:
        return ()
    return shown.figure(there.england(there.latest), there.unit, decimals), there.latest


def england_in(name: str, years: Sequence[str], decimals: int = DECIMALS) -> dict[str, str]:
    """Return what is published of England beside a measure in each of some calendar years; nothing where no year is published."""
    there = counterpart(name)
    if there is None or not any(each.isdecimal() for each in there.periods):
        return {}
    latest = there.latest

    def said(year: str) -> str:
        if year in there.periods:
            return shown.figure(there.england(year), there.unit, decimals)
        return "not published yet" if year > latest else "not published"

    return {year: said(year) for year in years}


def how_alike(name: str, years: Sequence[str]) -> dict[str, str] | None:
    """Return whether what is published beside a measure counts the same, in words; None where nothing is known to be."""
    there = counterpart(name)
    if there is None:
        return None
    return {
        "same": SAME[there.said.same],
        "words": f"{there.said.words} {_caution(there.said, there.latest, years)}",
        "title": there.title,
    }


def beside(scope: Scope, name: str, years: Sequence[tuple[str, RawFigure]]) -> dict[str, Any] | None:
    """Return the published counterpart of a measure, or None where none is known."""
    there = counterpart(name)
    if there is None:
        return None
    said, place = there.said, scope.partnership.area_code
    found = {
        "title": there.title,
        "same": SAME[said.same],
        "words": said.words,
        "caution": _caution(said, there.latest, [year for year, _ in years]),
        "years": _years(there, place, years),
        **(_indicator(said.indicator, place) if said.indicator else _share(said)),
        # Nothing is published for a fictional area: a column that says so of every year says it once too often.
        "has_own": bool(place),
    }
    if not place:
        england = there.england(there.latest)
        card = {
            "label": f"England, {there.latest}",
            "value": shown.figure(england, there.unit, DECIMALS),
            "more": "made of two published counts" if said.of else "as published",
        }
        why = "Nothing is published for a fictional area, and it has no region and no neighbours: England alone stands beside it."
        return {**found, "cards": [{**card, "missing": england is None}], "cannot": [why], "sentence": ""}
    if not said.indicator:
        return {**found, "cards": _cards(there, place), "cannot": [], "sentence": ""}
    words = library.comparison_words(asking.comparison(said.indicator, place))
    return {
        **found,
        "cards": list(words.cards),
        "cannot": words.cannot,
        "sentence": f"Published for {there.latest}: {words.sentence}",
    }


def _indicator(code: str, place: str) -> dict[str, Any]:
    info = asking.series(code).info
    href = reverse("library:indicator", args=[library.slug(info.code)]) + (f"?area={place}" if place else "")
    return {"href": href, "about": library.about(info)}


def _share(said: Published) -> dict[str, Any]:
    """Return where the counts come from of which a share is made, and what they count."""
    source = asking.statistics_source(said.counted[0].partition(".")[0])
    counted, of = asking.share(said.counted, said.of).labels()
    what = [("Counted", counted), ("Of", of)] if of else [("What", counted)]
    published_by = f"{source.publisher}, {source.publication}, {source.release}"
    return {"href": source.address, "about": [*what, ("Source", published_by)]}


def _cards(there: Counterpart, place: str) -> list[dict[str, Any]]:
    """Return the latest share of an area, its neighbours, its region and England."""
    area, latest = asking.area(place), there.latest
    near = [there.figure(code, latest).value for code in asking.neighbours(place)]
    known = [each for each in near if each is not None]
    region = asking.region_code(place)
    found = [
        (area.name if area else place, there.figure(place, latest).value, latest),
        ("Neighbours, mean", fmean(known) if known else None, f"{len(known)} of {len(near)} have a figure"),
        ("Region", there.figure(region, latest).value if region else None, area.region if area else ""),
        ("England", there.england(latest), latest),
    ]
    return [
        {
            "label": label,
            "value": shown.figure(value, there.unit, DECIMALS),
            "more": more,
            "missing": value is None,
        }
        for label, value, more in found
    ]


def _caution(said: Published, latest: str, years: Sequence[str]) -> str:
    if said.same == "no":
        return "The two may lie far apart although nothing is wrong. Do not set one against the other."
    found = []
    if years and years[-1] != latest:
        found.append(f"The latest published year is {latest}; this return speaks of {years[-1]}.")
        found.append("Compare years of one name only.")
    if said.same == "nearly":
        found.append("A few percentage points between the two may come from the difference in what is counted.")
    return " ".join(found) or "What was loaded here may still be corrected before it is published."


def _years(there: Counterpart, place: str, years: Sequence[tuple[str, RawFigure]]) -> list[dict[str, str]]:
    """Return each calendar year of the returns beside what was published for it."""
    rows = []
    for year, figure in years:
        known = year in there.periods
        own = library.shown(there.figure(place, year)) if known and place else None
        england = there.england(year) if known else None
        share = figure.share
        rows.append(
            {
                "year": year,
                "here": shown.figure(None if share is None else 100 * share, "%", DECIMALS),
                "counts": f"{figure.counted:,} of {figure.of:,}" if figure.of is not None else "",
                "own": shown.figure(own, there.unit, DECIMALS) if place else "",
                "england": shown.figure(england, there.unit, DECIMALS) if known else "not published yet",
            }
        )
    return rows
