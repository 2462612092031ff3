"""Learning from others: which areas were told the same, and what followed there as far as anybody has published it.

What followed is not what it caused. So everything that is not known is counted beside what is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from extramile.core.national import IndicatorInfo, Inspection, LocalArea, years_of
from extramile.core.themes import theme_list
from extramile.web.design.figures import Value
from extramile.web.library import asking
from extramile.web.library.models import Finding, Kind
from extramile.web.library.presenters.indicators import shown
from extramile.web.library.queries import FindingFilters, findings, in_full
from extramile.web.partnerships.scope import Scope
from extramile.web.thread.things import Lesson

GOOD = (Kind.EFFECTIVE,)
ASKING = (Kind.IMPROVE, Kind.PRIORITY_ACTION, Kind.AREA_FOR_IMPROVEMENT)
# Shorter words say little of what a finding is about.
TELLING = re.compile(r"[a-z]{6,}")
MOST_QUOTED = 2


class Near(IntEnum):
    """How near an area is to ours: the nearest are told first."""

    NEIGHBOUR = 1
    REGION = 2
    ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Followed:
    """What the register knows of the time after an inspection: its re-visit, and the next inspection there."""

    of: Inspection | None
    next: Inspection | None

    @property
    def revisited(self) -> bool:
        """Whether the result of a re-visit is known."""
        return bool(self.of and self.of.revisit and self.of.revisit.result)

    @property
    def known(self) -> bool:
        """Whether anything that followed is known."""
        return self.revisited or self.next is not None


@dataclass(frozen=True, slots=True)
class Told:
    """One inspection in which the same was told: in which words, how near the area is, what followed."""

    code: str
    near: Near
    findings: tuple[Finding, ...]
    followed: Followed


@dataclass(frozen=True, slots=True)
class Path:
    """The figures of an indicator in an area from the last before an inspection on, and those of England beside them."""

    info: IndicatorInfo
    points: tuple[tuple[str, Value], ...]
    england: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What others were told, the nearest first. `themes` are those that were looked for."""

    themes: tuple[str, ...]
    told: tuple[Told, ...]


def themes_of(lesson: Lesson) -> tuple[str, ...]:
    """Return the themes of what was said here, those of each paragraph."""
    lines = lesson.words.splitlines()
    return tuple(dict.fromkeys(each.theme for line in lines for each in theme_list().tag(line)))


def learnt(scope: Scope, lesson: Lesson, words: str = "") -> Learnt:
    """Return which areas were told the same, by its themes and by words that a person adds. Without either, nobody was."""
    themes = themes_of(lesson)
    if not themes and not words:
        return Learnt((), ())
    kinds = GOOD if lesson.good else ASKING
    rows = in_full(findings(FindingFilters(words=words, kinds=kinds, themes=themes))).defer("report__reading")
    place = ours(scope)
    by_report: dict[int, list[Finding]] = {}
    for each in rows:
        if place is None or each.report.area_code != place.code:
            by_report.setdefault(each.report_id, []).append(each)
    near = frozenset(asking.neighbour_names(place.code)) if place else frozenset[str]()
    region = place.region if place else ""
    told = [_told(each, lesson, themes, near, region) for each in by_report.values()]
    return Learnt(themes, tuple(each for each, _ in sorted(told, key=lambda pair: pair[1])))


def ours(scope: Scope) -> LocalArea | None:
    """Return the local area of a partnership; an invented one has none, and so no neighbours."""
    code = str(scope.partnership.area_code)
    return asking.area(code) if code else None


def _told(
    rows: list[Finding], lesson: Lesson, themes: Sequence[str], neighbours: frozenset[str], region: str
) -> tuple[Told, tuple[int, int, int, int]]:
    """Return an inspection with its findings, those that are most alike first, and its place among all."""
    mine, wanted = _telling(lesson.words), set(themes)
    alike = {
        each.pk: (len(wanted & {one.theme for one in each.themes.all()}), len(mine & _telling(each.text)))
        for each in rows
    }
    rows = sorted(rows, key=lambda each: alike[each.pk], reverse=True)
    report = rows[0].report
    near = Near.NEIGHBOUR if report.area_code in neighbours else Near.ELSEWHERE
    if near is Near.ELSEWHERE and region and report.region == region:
        near = Near.REGION
    of = asking.inspection(report.slug) if report.in_register else None
    found = Told(report.area_code, near, tuple(rows[:MOST_QUOTED]), followed(of))
    shared, words = alike[rows[0].pk]
    return found, (near, -shared, -words, -(report.started or date.min).toordinal())


def _telling(text: str) -> set[str]:
    return set(TELLING.findall(text.casefold()))


def followed(of: Inspection | None) -> Followed:
    """Return what followed an inspection in its area, or in those that it became."""
    if of is None:
        return Followed(None, None)
    place = asking.area(of.code)
    codes = (of.code, *(place.successors if place else ()))
    later = [each for code in codes for each in asking.inspections_of(code) if _month(each) > _month(of)]
    return Followed(of, min(later, key=_month, default=None))


def _month(inspection: Inspection) -> str:
    return inspection.started.isoformat()[:7] if inspection.started else inspection.month


def path(info: IndicatorInfo, told: Told) -> Path:
    """Return how an indicator went in an area, from the last full year before the report on."""
    started = told.findings[0].report.started
    found = asking.series(info.code)
    periods = [each for each in found.periods if started and (years := years_of(each)) and years[1] >= started.year - 1]
    return Path(
        info,
        tuple((each, shown(found.figure(told.code, each))) for each in periods),
        tuple((each, shown(found.figure(asking.ENGLAND, each))) for each in periods),
    )


def indicators(lesson: Lesson) -> list[IndicatorInfo]:
    """Return the indicators whose paths can be looked at: those that this is measured by, then those that people ask for first."""
    known = asking.indicator_codes()
    codes = dict.fromkeys([*lesson.indicators, *asking.FIRST_INDICATORS])
    return [asking.series(each).info for each in codes if each in known]


def counts(told: Iterable[Told]) -> dict[str, int]:
    """Return how many inspections there are, how many of them were re-visited with which result, inspected again, and unknown."""
    rows = list(told)
    results = [each.followed.of.revisit.result for each in rows if each.followed.revisited]  # type: ignore[union-attr]
    return {
        "told": len(rows),
        "areas": len({each.code or each.findings[0].report.area_name for each in rows}),
        "revisited": len(results),
        **{name: results.count(name) for name in ("all", "some", "none")},
        "again": sum(each.followed.next is not None for each in rows),
        "unknown": sum(not each.followed.known for each in rows),
    }
