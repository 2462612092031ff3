"""What was frozen, in words, made from what was frozen alone: a comparison of the Library, a voice theme."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from extramile.web.design import figures
from extramile.web.design.charts import Chart, Series, line_chart
from extramile.web.design.figures import Value
from extramile.web.evidence import recalled, snapshots
from extramile.web.evidence.presenters.points import counts, shown, value
from extramile.web.evidence.presenters.rows import day
from extramile.web.library.presenters.indicators import slug


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """A frozen comparison: its figures, its chart, what it rests on."""

    title: str
    cards: list[Any]
    chart: Chart
    cannot: list[str]
    source: str
    link: str
    taken: str
    indicator_href: str
    # Of a fictional area: its figures are invented, England's beside them are published.
    invented: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A figure in a row of figures."""

    label: str
    value: str
    more: str
    missing: bool


def snapshot(data: dict[str, Any]) -> SnapshotPage:
    """Return a frozen comparison in words, from what was frozen alone."""
    unit, decimals, invented = data["unit"], data["decimals"], data.get("invented", False)

    def card(label: str, value: Value, more: str = "") -> Card:
        return Card(label, figures.figure(value, unit, decimals), more, not figures.is_known(value))

    def points(rows: list[dict[str, Any]]) -> list[tuple[str, Value]]:
        return [(each["period"], shown(each["value"], each["state"])) for each in rows]

    area, rank, change = data["area"], data["rank"], data["change"]
    changed = f"{figures.difference(change, unit, decimals)} on the period before" if change is not None else ""
    others = [("Neighbours", "neighbours"), ("England", "england")]
    chart = line_chart(
        [
            *(Series(name, points(data["trends"][key]), key) for name, key in others if key in data["trends"]),
            Series(area["name"], points(data["trend"]), "place"),
        ],
        unit=unit,
        decimals=decimals,
        subject=f"{data['title']}:" if "," in data["title"] else data["title"],
        id_prefix="snapshot",
    )
    england = shown(data["england"]["value"], data["states"]["england"])
    if invented:
        beside = [card("England", england, "as published")]
    else:
        beside = [
            card("Neighbours, mean", data["neighbours"]["mean"]),
            card(data["region"]["name"], shown(data["region"]["value"], data["states"]["region"])),
            card(
                "England", england, f"{area['name']} ranks {rank['position']} of {rank['of']}" if rank else "not ranked"
            ),
        ]
    return SnapshotPage(
        title=f"{data['title']}, {data['period']}",
        cards=[card(area["name"], shown(area["value"], area["state"]), changed), *beside],
        chart=chart,
        cannot=data["cannot_compare"],
        source=data["source"]["publication"] or "not named by the publisher",
        link=data["source"]["link"] or "",
        taken=day(date.fromisoformat(data["taken"])),
        indicator_href=reverse("library:indicator", args=[slug(data["indicator"])])
        + ("" if invented else f"?area={area['code']}"),
        invented=invented,
    )


@dataclass(frozen=True, slots=True)
class ReturnedPage:
    """A frozen figure of the area's own returns: its numbers, its years, how it is defined, where it came from."""

    title: str
    cards: list[Card]
    years: list[tuple[str, str, str]]
    lines: list[tuple[str, str]]
    audience: str
    taken: str
    href: str
    hash: str
    invented: bool
    # That the figures were taken back since.
    taken_back: str


def rounding(step: int) -> str:
    """Return how numbers are rounded, and what a percentage beside them is of."""
    return f"Numbers are rounded to {step}. A percentage is of those before rounding, so that it can differ from theirs"


def returned(data: dict[str, Any]) -> ReturnedPage:
    """Return a frozen figure of a return in words, from what was frozen alone."""
    unit, decimals, about = data["unit"], data["decimals"], data["returns"]
    area, england = data["area"], data["england"]

    step, back = snapshots.round_to(data), recalled.of(snapshots.releases(data))

    def year(point: dict[str, Any]) -> tuple[str, str, str]:
        mark = ", taken back" if snapshots.release_of(data, point) in back else ""
        return point["period"], value(data, point) + mark, counts(data, point)

    gone = back.get(about["release"])
    cards = [Card(f"{area['name']}, {data['period']}", value(data, area), counts(data, area), area["value"] is None)]
    if england["value"] is not None:
        known = figures.figure(england["value"], unit, decimals)
        cards.append(Card(f"England, {england['period']}", known, "as published", False))
    return ReturnedPage(
        title=f"{data['title']}, {data['period']}",
        cards=cards,
        years=[year(each) for each in data["trend"]],
        lines=[
            ("Definition", data["definition"]),
            *((name, words) for name, words in about["lines"]),
            *([("Rounding", rounding(step))] if step > 1 else []),
        ],
        audience=about["audience"],
        taken=day(date.fromisoformat(data["taken"])),
        href=about["href"],
        hash=about["sha256"],
        invented=data.get("invented", False),
        taken_back=gone.words if gone else "",
    )


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A frozen voice theme: how many spoke of it, and where it is heard now."""

    cards: list[Card]
    note: str
    href: str


UNKNOWN = {"hidden", "not available"}


def theme(data: dict[str, Any]) -> ThemePage:
    """Return a frozen voice theme in words."""
    people: dict[str, str] = data["people"]
    sessions = data["sessions"]
    heard = f"and in {sessions} session{'' if sessions == 1 else 's'}" if sessions else ""
    cards = [Card("People who spoke of it", data["total"], heard, data["total"] in UNKNOWN)]
    cards += [Card(audience, count, "", count in UNKNOWN) for audience, count in people.items()]
    hidden = "hidden" in {data["total"], *people.values()}
    note = "Counts from 1 to 4 are hidden, and others so that they cannot be worked out." if hidden else ""
    return ThemePage(cards, note, data.get("href", ""))
