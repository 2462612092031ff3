"""What is published beside a measure: England, region and neighbours from the Library, and whether it counts the same."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from extramile.core.measures import Published, RawFigure, published
from extramile.web.design import figures as shown
from extramile.web.library import asking
from extramile.web.library.presenters import indicators as library
from extramile.web.partnerships.scope import Scope

SAME = {"yes": "The same definition", "nearly": "Nearly the same definition", "no": "Not the same definition"}


# As many as ours have: a second decimal of England beside one of ours says more than either knows of the other.
DECIMALS = 1


def latest_of_england(name: str, decimals: int = DECIMALS) -> str:
    """Return England's latest published figure beside a measure, with its period; "" where nothing is published."""
    return ", ".join(england(name, decimals))


def england(name: str, decimals: int = DECIMALS) -> tuple[str, str] | tuple[()]:
    """Return England's latest published figure beside a measure, and its period; nothing where nothing is published."""
    said = published(name)
    if said is None:
        return ()
    info = asking.series(said.indicator).info
    return shown.figure(asking.england(said.indicator, info.latest), info.unit, decimals), info.latest


def beside(scope: Scope, name: str, years: Sequence[tuple[str, RawFigure]]) -> dict[str, Any] | None:
    """Return the published counterpart of a measure, or None where there is none in the Library."""
    said = published(name)
    if said is None:
        return None
    info = asking.series(said.indicator).info
    place = scope.partnership.area_code
    found = {
        "title": info.title,
        "href": reverse("library:indicator", args=[library.slug(info.code)]) + (f"?area={place}" if place else ""),
        "same": SAME[said.same],
        "words": said.words,
        "caution": _caution(said, info.latest, years),
        "about": library.about(info),
        "years": _years(said.indicator, place, years),
        # Nothing is published for a fictional area: a column that says so of every year says it once too often.
        "has_own": bool(place),
    }
    if not place:
        england = asking.england(said.indicator, info.latest)
        card = {
            "label": f"England, {info.latest}",
            "value": shown.figure(england, info.unit, DECIMALS),
            "more": "as published",
        }
        missing = [{**card, "missing": england is None}]
        why = "Nothing is published for a fictional area, and it has no region and no neighbours: England alone stands beside it."
        return {**found, "cards": missing, "cannot": [why], "sentence": ""}
    words = library.comparison_words(asking.comparison(said.indicator, place))
    cards = list(words.cards)
    return {
        **found,
        "cards": cards,
        "cannot": words.cannot,
        "sentence": f"Published for {info.latest}: {words.sentence}",
    }


def _caution(said: Published, latest: str, years: Sequence[tuple[str, RawFigure]]) -> str:
    if said.same == "no":
        return "The two may lie far apart although nothing is wrong. Do not set one against the other."
    if years and all(year != latest for year, _ in years):
        return f"The latest published year is {latest}; this return speaks of {years[-1][0]}. Compare years of one name only."
    if said.same == "nearly":
        return "A few percentage points between the two may come from the difference in what is counted."
    return "What was loaded here may still be corrected before it is published."


def _years(indicator: str, place: str, years: Sequence[tuple[str, RawFigure]]) -> list[dict[str, str]]:
    """Return each calendar year of the returns beside what was published for it."""
    series = asking.series(indicator)
    info = series.info
    rows = []
    for year, figure in years:
        there = year in info.periods
        own = library.shown(series.figure(place, year)) if there and place else None
        england = asking.england(indicator, year) if there else None
        share = figure.share
        rows.append(
            {
                "year": year,
                "here": shown.figure(None if share is None else 100 * share, "%", DECIMALS),
                "counts": f"{figure.counted:,} of {figure.of:,}" if figure.of is not None else "",
                "own": shown.figure(own, info.unit, DECIMALS) if place else "",
                "england": shown.figure(england, info.unit, DECIMALS) if there else "not published yet",
            }
        )
    return rows
