"""Words for what a re-visit said of each area of weakness."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from extramile.web.plans.models import Plan, Result
from extramile.web.plans.presenters.overview import finding
from extramile.web.plans.presenters.saying import day, moment
from extramile.web.plans.queries.results import Weakness


def rows(found: Plan, weaknesses: Iterable[Weakness], slug: str) -> list[dict[str, Any]]:
    """Return each area of weakness with the newest result and those before it."""
    return [
        {
            **finding(each.place.finding, found, slug),
            "theme": each.place.theme.title if each.place.theme else "",
            "theme_id": each.place.theme_id,
            "results": [_result(one, slug) for one in each.results],
        }
        for each in weaknesses
    ]


def noted(weaknesses: Iterable[Weakness]) -> list[dict[str, Any]]:
    """Return the areas of weakness of which a later visit said something, each in a line with the newest result."""
    return [
        {
            "theme": each.place.theme.title if each.place.theme else each.place.finding.words,
            "result": each.results[0].result,
            "tone": _tone(each.results[0]),
            "on": day(each.results[0].on),
            "words": each.results[0].words,
        }
        for each in weaknesses
        if each.results
    ]


def _tone(found: Result) -> str:
    return "strength" if found.enough else "priority"


def _result(found: Result, slug: str) -> dict[str, Any]:
    said_in = found.said_in
    return {
        "result": found.result,
        "tone": _tone(found),
        "enough": "Enough was done" if found.enough else "Not enough was done",
        "on": day(found.on),
        "words": found.words,
        "source": found.source,
        "href": reverse("findings:finding", args=[slug, said_in.inspection_id, said_in.pk]) if said_in else "",
        "inspection": found.inspection.title if found.inspection else "",
        "saved": f"{found.by.name}, {moment(found.at)}",
    }


def summary(shown: Iterable[dict[str, Any]]) -> str:
    """Return in one sentence of how many areas of weakness enough was done."""
    told = list(shown)
    newest = [each["results"][0]["tone"] for each in told if each["results"]]
    if not newest:
        return "Nothing is noted yet of what a re-visit said."
    enough = newest.count("strength")
    rest = len(told) - len(newest)
    unsaid = f" Of {rest} nothing is noted yet." if rest else ""
    return f"Enough was done about {enough} of {len(newest)} areas of weakness of which a result is noted.{unsaid}"
