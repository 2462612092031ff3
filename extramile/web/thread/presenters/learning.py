"""What others were told and what followed there, in words, with its caution."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.core.national import IndicatorInfo, Inspection
from extramile.web.design.charts import Chart, sparkline
from extramile.web.design.figures import is_known
from extramile.web.library.presenters.areas import visit
from extramile.web.library.presenters.findings import Card, card, theme_title
from extramile.web.library.presenters.indicators import POLARITY, said, slug
from extramile.web.library.presenters.inspections import month
from extramile.web.library.words import FRAMEWORK_SHORT, REVISIT_RESULTS
from extramile.web.thread.learning import Learnt, Near, Path, Told, counts

CAUTION = (
    "What followed is not what it caused. Areas differ, other things changed at the same time, "
    "and what was not published is not known."
)
NEAR = {
    Near.NEIGHBOUR: "statistical neighbour",
    Near.REGION: "same region",
    Near.ELSEWHERE: "elsewhere in England",
}


@dataclass(frozen=True, slots=True)
class Area:
    """An inspection of another area in which the same was told."""

    name: str
    href: str
    near: str
    findings: Sequence[Card]
    lines: Sequence[tuple[str, str]]
    figures: str
    spark: Chart | None


def area(told: Told, path: Path | None) -> Area:
    """Return what was told in another area and what followed."""
    cards = [card(each) for each in told.findings]
    figures, spark = _path(path, cards[0].area) if path else ("", None)
    return Area(
        name=f"{cards[0].area}, {cards[0].when}",
        href=cards[0].inspection_href,
        near=NEAR[told.near],
        findings=cards,
        lines=[("Outcome then", _outcome(told.followed.of)), *_followed(told)],
        figures=figures,
        spark=spark,
    )


def _outcome(found: Inspection | None) -> str:
    return visit(found).outcome if found else "not known: the register does not hold this inspection"


def _followed(told: Told) -> list[tuple[str, str]]:
    of, later = told.followed.of, told.followed.next
    if of is None:
        return [("What followed", "not known")]
    return [
        ("Re-visit", _revisit(of)),
        ("Next inspection", _next(later) if later else "not known: none in the register"),
    ]


def _revisit(of: Inspection) -> str:
    if of.revisit is None:
        due = of.outcome in ("statement-of-action-required", "widespread-failings")
        return "not known: none in the register" if due else "none is part of this outcome"
    if of.revisit.result is None:
        return "held, result not known"
    words = REVISIT_RESULTS[of.revisit.result]
    counted = (of.revisit.sufficient, of.revisit.not_sufficient)
    if counted[0] is not None and counted[1] is not None:
        words += f" ({counted[0]} of {counted[0] + counted[1]})"
    when = of.revisit.started.strftime("%Y-%m") if of.revisit.started else of.revisit.month
    return f"{words}, {month(when)}" if when else words


def _next(later: Inspection) -> str:
    return f"{visit(later).outcome} ({FRAMEWORK_SHORT[later.framework]}, {month(later.month)}, {later.area})"


def _path(path: Path, name: str) -> tuple[str, Chart | None]:
    """Return how an indicator went, in a sentence and as a small line; where nothing is known, that."""
    known = [each for each in path.points if is_known(each[1])]
    if not known:
        return f"{path.info.title}: not known for this time.", None
    (first, before), (last, now) = known[0], known[-1]
    england = dict(path.england)
    beside = f"England {said(england[first], path.info)}"
    if first == last:
        return f"{path.info.title}: {said(now, path.info)} in {last} ({beside}). One figure is no path.", None
    words = f"{path.info.title}: {said(before, path.info)} in {first}, {said(now, path.info)} in {last}"
    beside += f" and {said(england[last], path.info)}"
    missing = len(path.points) - len(known)
    gap = f" {missing} of {len(path.points)} periods are not known." if missing else ""
    line = sparkline(
        path.points, subject=f"{path.info.title}, {name}", unit=path.info.unit, decimals=path.info.decimals
    )
    return f"{words} ({beside}).{gap}", line


def themes(found: Learnt) -> list[str]:
    """Return the titles of the themes that were looked for."""
    return [theme_title(each) for each in found.themes]


def summary(found: Learnt) -> list[str]:
    """Return how many were told the same, what is known of what followed, and of how many nothing is."""
    many = counts(found.told)
    if not many["told"]:
        return []
    areas = f"{many['areas']} {'area was' if many['areas'] == 1 else 'areas were'} told the same"
    lines = [f"{areas}, in {many['told']} {'inspection' if many['told'] == 1 else 'inspections'}."]
    if many["revisited"]:
        each = ", ".join(f"{REVISIT_RESULTS[name]} in {many[name]}" for name in ("all", "some", "none") if many[name])
        lines.append(f"The result of a re-visit is known of {many['revisited']}: {each}.")
    else:
        lines.append("The result of a re-visit is known of none.")
    again = many["again"]
    lines.append(f"A later inspection is known of {again or 'none'}.")
    lines.append(f"Of {many['unknown'] or 'none'} nothing that followed is known.")
    return lines


def choices(infos: Sequence[IndicatorInfo], chosen: str) -> list[dict[str, object]]:
    """Return the indicators to choose from."""
    return [{"value": slug(each.code), "text": each.title, "selected": slug(each.code) == chosen} for each in infos]


def indicator(info: IndicatorInfo) -> tuple[str, str, str]:
    """Return what an indicator is called, which direction of it is good, and where its figures are."""
    return info.title, POLARITY[info.polarity], reverse("library:indicator", args=[slug(info.code)])
