"""A published figure, frozen: the Library's comparison as it stood on a day."""

from datetime import date
from typing import Any

from extramile.core.disclosure import audiences
from extramile.core.national import Comparison, TrendPoint, compare, years_of
from extramile.core.vocabulary import InputError
from extramile.web.library.national import national


def frozen(*, indicator: str, area: str, day: date) -> dict[str, Any]:
    """Return an area's comparison on an indicator as plain values, with its source and the day on which it was taken."""
    if not indicator.strip():
        raise InputError("Choose an indicator.")
    if not area.strip():
        raise InputError(
            "This partnership is fictional, so no figures are published for it.",
            next_step="Name an area of the register whose figures to keep.",
        )
    found = compare(national(), indicator, area)
    info = found.indicator
    return {
        **found.to_dict(),
        "definition": info.definition,
        "unit": info.unit,
        "decimals": info.decimals,
        "trend": _points(found.trend),
        "trends": {key: _points(found.trends[key]) for key in ("england", "neighbours")},
        "states": _states(found),
        "taken": day.isoformat(),
    }


def _points(trend: tuple[TrendPoint, ...]) -> list[dict[str, Any]]:
    return [{"period": each.period, "value": each.value, "state": each.figure.state} for each in trend]


def _states(found: Comparison) -> dict[str, str]:
    return {"region": found.region.figure.state, "england": found.england.figure.state}


def title(data: dict[str, Any]) -> str:
    """Return what a snapshot is called."""
    return f"{data['title']}, {data['area']['name']}, {data['period']}"[:200]


def is_returned(data: dict[str, Any]) -> bool:
    """Say whether a frozen figure is one of the area's own returns, and not of the Library."""
    return "returns" in data


def release_of(data: dict[str, Any], point: dict[str, Any]) -> int | None:
    """Return which release of a return tells a point of a frozen figure; None of what is no return's.

    Points that were frozen before they said it are of the release of the whole.
    """
    if not is_returned(data):
        return None
    release: int = point.get("release") or data["returns"]["release"]
    return release


def releases(data: dict[str, Any]) -> set[int]:
    """Return every release that a frozen figure rests on, with its years."""
    found = {release_of(data, each) for each in (data["area"], *data["trend"])}
    return {each for each in found if each is not None}


def round_to(data: dict[str, Any]) -> int:
    """Return to what the counts of a frozen figure are rounded; 1 where they are not.

    What was frozen before it said so names its audience, and those are rounded for as they always were.
    """
    about = data.get("returns", {})
    told = next((each.round_to for each in audiences().values() if each.name == about.get("audience")), 1)
    found: int = about.get("round_to", told)
    return found


def last_day(data: dict[str, Any]) -> date | None:
    """Return the last day that a snapshot speaks of: of a calendar year, or of the school year where its period names two years.

    Financial years end earlier, so a figure may be taken for five months younger than it is. None: the period names no year.
    What says its `day` itself is believed.
    """
    if data.get("day"):
        return date.fromisoformat(data["day"])
    years = years_of(data["period"])
    if years is None:
        return None
    first, last = years
    return date(last, 12, 31) if first == last else date(last, 8, 31)


def words(data: dict[str, Any]) -> str:
    """Return what a snapshot is found by."""
    return f"{data['title']}\n{data['definition']}"
