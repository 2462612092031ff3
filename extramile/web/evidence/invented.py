"""Invented figures of a fictional area, frozen beside England's published ones, and said to be invented wherever they show."""

from datetime import date
from functools import cache
from typing import Any

from extramile.core.definitions import Definition, folder, read
from extramile.core.national import IndicatorInfo, place_code
from extramile.core.vocabulary import InputError
from extramile.web.library.national import national
from extramile.web.partnerships.models import Partnership

ENGLAND = "England"


class InventedFigures(Definition):
    """Values by fictional partnership, indicator and period."""

    areas: dict[str, dict[str, dict[str, float]]]


@cache
def _figures() -> dict[str, dict[str, dict[str, float]]]:
    return read(folder() / "demonstration" / "figures.yaml", InventedFigures).areas


def indicators(partnership: Partnership) -> list[str]:
    """Return the titles of the indicators on which figures were invented for a partnership; none for a real one."""
    codes = _figures().get(partnership.slug, {}) if partnership.is_fictional else {}
    return [national().indicators.get(code).title for code in codes]


def frozen(*, partnership: Partnership, indicator: str, day: date) -> dict[str, Any]:
    """Return a fictional area's figures beside England's, in the shape of a frozen comparison.

    Raises InputError where nothing was invented: no figures are published of a place that does not exist.
    """
    if not indicator.strip():
        raise InputError("Choose an indicator.")
    series = national().indicators.series(indicator)
    info = series.info
    values = _figures().get(partnership.slug, {}).get(info.code)
    if values is None:
        raise _nothing(partnership, info)
    periods = [each for each in series.periods if each in values]
    own = [{"period": each, "value": values[each], "state": "value"} for each in periods]
    england = [series.figure(place_code(national().areas, ENGLAND), each) for each in periods]
    return {
        "indicator": info.code,
        "title": info.title,
        "period": periods[-1],
        "polarity": info.polarity,
        "invented": True,
        "area": {"name": f"{_short(partnership)} (invented)", "code": "", "value": own[-1]["value"], "state": "value"},
        "england": {"name": ENGLAND, "value": england[-1].value},
        "rank": None,
        "change": round(own[-1]["value"] - own[-2]["value"], info.decimals) if len(own) > 1 else None,
        "trend": own,
        "trends": {
            "england": [
                {"period": period, "value": each.value, "state": each.state}
                for period, each in zip(periods, england, strict=True)
            ]
        },
        "states": {"england": england[-1].state},
        "source": {"publication": info.publication, "link": info.link},
        "cannot_compare": [
            f"{_short(partnership)} does not exist. Its figures are invented; it has no region, no neighbours and no rank."
        ],
        "definition": info.definition,
        "unit": info.unit,
        "decimals": info.decimals,
        "taken": day.isoformat(),
    }


def _short(partnership: Partnership) -> str:
    return partnership.name.removesuffix(" local area partnership")


def _nothing(partnership: Partnership, info: IndicatorInfo) -> InputError:
    known = indicators(partnership)
    if known:
        return InputError(
            f"No figures were invented for {_short(partnership)} on “{info.title}”.",
            next_step=f"Choose one of these: {'; '.join(known)}. Or name an area of the register whose figures to keep.",
        )
    return InputError(
        "This partnership is fictional, so no figures are published for it.",
        next_step="Name an area of the register whose figures to keep.",
    )
