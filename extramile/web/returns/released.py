"""Figures that may leave: what disclosure control lets each audience be told of a load, as plain values that outlive it.

Nothing raw is here, and nothing of those who may see the records: the narrowest audience of all is left out.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from extramile.core.disclosure import audiences
from extramile.core.measures import WHOLE, Children, MeasureFile, RawFigure, ReleasedFigure, release_to
from extramile.web.returns import periods

TEAM, PARTNERSHIP, BOARD, PUBLIC = "team", "partnership", "board", "public"
SUPPRESSED, NOT_AVAILABLE, VALUE = "suppressed", "not available", "value"
PERIODS = ("month", "year")
Rows = Sequence[Mapping[str, Any]]


def content(
    tables: Mapping[str, Sequence[RawFigure]],
    declared: MeasureFile,
    children: Children,
    *,
    load: int,
    year: int | None,
    as_of: date,
) -> dict[str, Any]:
    """Return what each audience may be told of the figures of a load, all tables planned at once by `core.measures.release`.

    `children` says which figures count the same child (`core.measures.children_of`).
    """
    others = {name: found for name, found in audiences().items() if name != TEAM}
    told = release_to(others.values(), tables, declared, children)
    return {
        "load": load,
        "return": declared.returns,
        "year": year,
        "as_of": as_of.isoformat(),
        "groups": {name: group.title for name, group in declared.groups.items()},
        "settled": {name: group.settles for name, group in declared.groups.items() if group.settles},
        "measures": {
            each.id: {
                "title": each.title,
                "population": each.population,
                "good": each.good,
                "basis": each.basis,
                "grade": each.grade,
                "note": each.note,
                "has_days": bool(each.day),
            }
            for each in declared.measures
            if not each.kept
        },
        "audiences": {
            name: {
                "name": found.name,
                "threshold": found.threshold,
                "round_to": found.round_to,
                "decimals": found.decimals,
                "figures": _by_measure(figures),
            }
            for (name, found), figures in zip(others.items(), told, strict=True)
        },
    }


def _by_measure(tables: Mapping[str, Sequence[ReleasedFigure]]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for name, figures in tables.items():
        for each in figures:
            said = each.to_dict()
            row = {key: said[key] for key in ("group", "counted", "of", "unknown", "reason")}
            row["percentage"] = each.percentage
            found.setdefault(each.measure.id, {}).setdefault(name, []).append(row)
    return found


def hash_of(said: Mapping[str, Any]) -> str:
    """Return what tells these released figures from all others."""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def told_to(said: Mapping[str, Any], wanted: Collection[str]) -> dict[str, Any]:
    """Return the released figures of some audiences; `planned` is the hash of all of them, which were worked out together."""
    told = {name: figures for name, figures in said["audiences"].items() if name in wanted}
    return {**said, "audiences": told, "planned": hash_of(said)}


def audience_names(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the audiences of released figures, narrowest first."""
    known = [each for each in audiences() if each in said["audiences"]]
    return [(name, said["audiences"][name]["name"]) for name in known]


def figures(said: Mapping[str, Any], audience: str, measure: str, by: str = WHOLE) -> Rows:
    """Return what an audience may be told of a measure, parted by a grouping."""
    rows: Rows = said["audiences"][audience]["figures"].get(measure, {}).get(by, [])
    return rows


def state(row: Mapping[str, Any]) -> str:
    """Return whether a figure can be told: three different answers."""
    if row["percentage"] is not None:
        return VALUE
    return SUPPRESSED if SUPPRESSED in (row["counted"], row["of"]) else NOT_AVAILABLE


def points(said: Sequence[Mapping[str, Any]], audience: str, measure: str, by: str) -> list[Mapping[str, Any]]:
    """Return the periods of a measure that are over, in their order: of each return those of its own reporting year.

    `said` are released figures, the newest return first.
    """
    return list(
        periods.joined(
            (
                each["year"],
                date.fromisoformat(each["as_of"]),
                [
                    (row["group"], {**row, "release": each.get("release")})
                    for row in figures(each, audience, measure, by)
                ],
            )
            for each in said
            if audience in each["audiences"]
        ).values()
    )


def frozen(
    said: Sequence[Mapping[str, Any]],
    *,
    audience: str,
    measure: str,
    place: str,
    england: tuple[str, float | None],
    about: Mapping[str, Any],
    taken: date,
    invented: bool,
) -> dict[str, Any]:
    """Return a released figure with its years, in the shape in which evidence keeps a frozen comparison.

    It is that of the last calendar year that is over; of a measure without days, that of the day of the load. `about` says
    where it comes from. `england` is the latest published figure beside it, with its period.
    """
    first = said[0]
    known, told = first["measures"][measure], first["audiences"][audience]
    times = trend(said, audience, measure)
    last = times[-1]
    return {
        "title": known["title"],
        "definition": known["population"] + (f". {known['note']}" if known["note"] else ""),
        "unit": "%",
        "decimals": told["decimals"],
        "period": last["period"],
        "day": last["day"],
        "area": {"name": place, "code": "", **{name: last[name] for name in ("value", "state", "counted", "of")}},
        "england": {"name": "England", "period": england[0], "value": england[1]},
        "trend": times,
        "source": {"publication": f"The area's own return, {about['title']}", "link": ""},
        "invented": invented,
        "taken": taken.isoformat(),
        # What a thread is followed by.
        "figure": about["figure"],
        "returns": {
            "measure": measure,
            "release": about["release"],
            "load": first["load"],
            "sha256": about["sha256"],
            "href": about["href"],
            "audience": told["name"],
            "round_to": told["round_to"],
            "lines": [
                ["Return", f"{about['title']}, as of {_day(first['as_of'])}"],
                ["Rests on", known["basis"]],
                [
                    "Small numbers",
                    f"Counts from 1 to {told['threshold'] - 1} are hidden, and others so that they cannot be worked out",
                ],
            ],
        },
    }


def trend(said: Sequence[Mapping[str, Any]], audience: str, measure: str) -> list[dict[str, Any]]:
    """Return a measure by calendar year, the last one last; one without days, or without a year, as of the day of the return."""
    first = said[0]
    years = points(said, audience, measure, "year") if first["measures"][measure]["has_days"] else []
    if years:
        return [_point(each) for each in years]
    whole = figures(first, audience, measure)[0]
    point = _point({**whole, "release": first.get("release")})
    return [{**point, "period": _day(first["as_of"]), "day": first["as_of"]}]


def _point(row: Mapping[str, Any]) -> dict[str, Any]:
    year = row["group"]
    return {
        "period": year,
        "day": f"{year}-12-31",
        "value": row["percentage"],
        "state": state(row),
        "counted": row["counted"],
        "of": row["of"],
        # An earlier year is told by a release of its own, which can be taken back alone.
        "release": row["release"],
    }


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%-d %B %Y}"


COLUMNS = (
    "measure",
    "title",
    "population",
    "by",
    "group",
    "counted",
    "of",
    "percentage",
    "state",
    "unknown",
    "reason",
    "as_of",
    "audience",
)


def plain(said: Mapping[str, Any], audience: str) -> list[dict[str, Any]]:
    """Return what an audience may be told as rows, for a file. A period of which a return has some rows alone is no figure."""
    return [
        {
            "measure": name,
            "title": said["measures"][name]["title"],
            "population": said["measures"][name]["population"],
            "by": by,
            **row,
            "state": state(row),
            "as_of": said["as_of"],
            "audience": audience,
        }
        for name, groups in said["audiences"][audience]["figures"].items()
        for by, rows in groups.items()
        for row in rows
        if by not in PERIODS or periods.is_told(row["group"], said["year"], date.fromisoformat(said["as_of"]))
    ]
