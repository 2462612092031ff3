"""Figures for those who may not see the records: all tables of one snapshot together, for a named audience.

What one table hides another could give away, so that all tables are planned at once, always the same ones: whoever shows one of
them shows a part of the same plan. A share is told where its numerator and its denominator may both be told. How many records
could not be judged says something of the records and nothing of a child; it is told of the whole, and not of groups. Measures
that are kept to those who may see the records are told to nobody else, not even that they are suppressed (`kept_back` says why).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from extramile.core.disclosure import (
    Audience,
    Line,
    NotAvailable,
    Parting,
    Plan,
    Released,
    Row,
    Shown,
    Suppressed,
    audiences,
    plan_release,
)
from extramile.core.measures.children import Children, Standing
from extramile.core.measures.declaring import Measure, MeasureFile
from extramile.core.measures.measuring import STATES, WHOLE, RawFigure, as_row

Tables = Mapping[str, Sequence[RawFigure]]
_OF, (_COUNTED, _OTHERS, _UNKNOWN) = "of", STATES
# There are counts, noughts among them: whoever reads “not available” would take them for unknown.
WITHHELD = Suppressed(whole_table=True)
NOT_FOR_GROUPS = NotAvailable("It is told of the whole, and not of groups.")


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A figure as an audience may see it. `percentage` is there where numerator and denominator may both be told.

    Counts are rounded as the audience is told them; the percentage is that of the counts before rounding.
    """

    measure: Measure
    group: str
    counted: Released
    of: Released
    unknown: Released
    percentage: float | None = None
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values, for JSON: a number, “suppressed” or “not available”."""
        numbers = {
            "counted": _plain(self.counted),
            "of": _plain(self.of),
            "share": None if self.percentage is None else round(self.percentage / 100, 3),
            "unknown": _plain(self.unknown),
        }
        return as_row(self.measure, self.group, numbers, self.reason)


def _plain(released: Released) -> int | str:
    if isinstance(released, Shown):
        return released.count
    return "suppressed" if isinstance(released, Suppressed) else "not available"


def release(
    tables: Tables, declared: MeasureFile, audience: Audience, children: Children
) -> dict[str, list[ReleasedFigure]]:
    """Return every table as an audience may see it.

    `tables` are those of one snapshot, by the name of their group, the whole under `WHOLE`; all that anybody of the audience
    is ever shown of it must be among them. `children` says which figures count the same child
    (`children_of`). Measures that are kept have no row, unless nothing is hidden from the audience. Raises ValueError where the
    whole is missing.
    """
    return release_to([audience], tables, declared, children)[0]


def release_to(
    wanted: Iterable[Audience], tables: Tables, declared: MeasureFile, children: Children
) -> list[dict[str, list[ReleasedFigure]]]:
    """Return every table as each of some audiences may see it, as `release` does: what is hidden from several is planned once."""
    if WHOLE not in tables:
        raise ValueError("the figures of the whole are missing")
    told = {name: [each for each in figures if not each.measure.kept] for name, figures in tables.items()}
    plans: dict[tuple[int, ...], Plan] = {(): Plan()}
    found = []
    for audience in wanted:
        thresholds = _thresholds(audience)
        if thresholds not in plans:
            plans[thresholds] = _plan(told, declared, thresholds, children)
        seen = told if audience.threshold > 1 else tables
        found.append(
            {
                name: [_released(each, name, plans[thresholds], audience) for each in figures]
                for name, figures in seen.items()
            }
        )
    return found


def kept_back(declared: MeasureFile) -> list[RawFigure]:
    """Return the measures of which nobody but those who may see the records is told a figure, each with the reason."""
    return [RawFigure(each, "", None, None, reason=each.kept) for each in declared.measures if each.kept]


def _thresholds(audience: Audience) -> tuple[int, ...]:
    """Return below which counts something is hidden from an audience, and from those before it."""
    # Whoever sees the figures of a narrower audience sees these as well: each hides what those before it hide, and more.
    known = list(audiences().values())
    narrower = known[: known.index(audience)] if audience in known else []
    return tuple(sorted({each.threshold for each in (*narrower, audience) if each.threshold > 1}))


def _plan(tables: Tables, declared: MeasureFile, thresholds: Iterable[int], children: Children) -> Plan:
    lines, whole = _described(tables, declared, children)
    plan = Plan()
    for threshold in thresholds:
        plan = plan_release(lines, whole, threshold, plan)
    return plan


def _released(figure: RawFigure, table: str, plan: Plan, audience: Audience) -> ReleasedFigure:
    name = figure.measure.id
    if figure.counted is None or figure.of is None:
        nothing = NotAvailable(figure.reason)
        return ReleasedFigure(figure.measure, figure.group, nothing, nothing, nothing, reason=figure.reason)
    counted, of = (
        WITHHELD
        if (table, f"{name}.{line}") in plan.withheld
        else Suppressed()
        if (table, figure.group, f"{name}.{line}") in plan.hidden
        else Shown(audience.rounded(count))
        for line, count in ((_COUNTED, figure.counted), (_OF, figure.of))
    )
    told = isinstance(counted, Shown) and isinstance(of, Shown) and figure.of
    unknown: Released = Shown(figure.unknown)
    if table != WHOLE and audience.threshold > 1:
        unknown = NOT_FOR_GROUPS
    return ReleasedFigure(
        figure.measure,
        figure.group,
        counted,
        of,
        unknown,
        audience.percentage(figure.counted, figure.of) if told else None,
        figure.reason,
    )


def _described(tables: Tables, declared: MeasureFile, children: Children) -> tuple[list[Line], Parting]:
    """Return the figures as the planner wants them: lines, and tables whose rows part the whole."""
    ids = {each.measure.id for each in tables[WHOLE] if each.of is not None}
    there = tuple(each for each in declared.measures if each.id in ids)
    lines = [
        # Of how many is kept longer than how many; and what was declared first, longer than what comes after.
        Line(
            f"{each.id}.{figure}",
            told=figure in {_OF, _COUNTED},
            personal=figure != _UNKNOWN,
            weight=10 * (figure == _OF) + len(there) - place + 10,
            of=each.id,
            adds=f"{each.id}.{_OF}" if figure == _UNKNOWN else "",
        )
        for place, each in enumerate(there)
        for figure in (_OF, *STATES)
    ]
    described = _Described(
        tables,
        {name: _rows(figures, ids, name) for name, figures in tables.items()},
        declared,
        there,
        children,
        _mistakes(declared, tables, children),
    )
    fixed = frozenset(f"{each.id}.{_UNKNOWN}" for each in there)
    everything = frozenset(each.name for each in lines)
    counts = described.rows[WHOLE].get(WHOLE, {})
    top = Row(WHOLE, counts, described.kinds(WHOLE, WHOLE, everything), tuple(described.partings()), fixed)
    return lines, Parting(WHOLE, (everything,), (top,))


_Counts = dict[str, int]


def _rows(figures: Iterable[RawFigure], ids: AbstractSet[str], table: str) -> dict[str, _Counts]:
    found: dict[str, _Counts] = {}
    for each in figures:
        # Where nobody is in the population there is one figure of nought, and no group.
        grouped = table == WHOLE or each.group
        if each.measure.id in ids and each.of is not None and each.counted is not None and grouped:
            name = each.measure.id
            row = found.setdefault(each.group, {})
            row[f"{name}.{_OF}"], row[f"{name}.{_COUNTED}"] = each.of, each.counted
            row[f"{name}.{_OTHERS}"], row[f"{name}.{_UNKNOWN}"] = each.of - each.counted, each.unknown
    return found


@dataclass(frozen=True, slots=True)
class _Described:
    """All tables of a snapshot, with their rows by table and part, and the measures that there are."""

    tables: Tables
    rows: Mapping[str, Mapping[str, _Counts]]
    declared: MeasureFile
    there: Sequence[Measure]
    children: Children
    mistakes: Mapping[str, AbstractSet[Standing]]

    def kinds(self, table: str, part: str, lines: AbstractSet[str]) -> dict[frozenset[str], int]:
        """Return in which ways lines count a child of a row at once, and how many children."""
        found: dict[frozenset[str], int] = {}
        for standing, count in self.children.get(table, {}).get(part, {}).items():
            if standing not in self.mistakes.get(table, ()):
                kind = _lines(standing) & lines
                found[kind] = found.get(kind, 0) + count
        return found

    def partings(self) -> list[Parting]:
        """Return the tables as the planner wants them; that of years has the months within each, where there are any."""
        periods = {name: self.declared.groups[name].period for name in self.rows if name != WHOLE}
        year = next((name for name, period in periods.items() if period == "year"), "")
        month = next((name for name, period in periods.items() if period == "month"), "") if year else ""
        return [self._parting(name, month if name == year else "") for name in sorted(periods) if name != month]

    def _parting(self, name: str, month: str) -> Parting:
        group = self.declared.groups[name]
        told = {each.measure.id for each in self.tables[name] if each.of is not None}
        measures = tuple(each for each in self.there if each.id in told)
        # In months each measure is parted by a day of its own: only those of the same day can be subtracted.
        days = sorted({_day(each) for each in measures}) if group.period else [""]
        families = tuple(
            frozenset(
                f"{each.id}.{one}"
                for each in measures
                if not group.period or _day(each) == day
                for one in (_OF, *STATES)
            )
            for day in days
        )
        nothing = dict.fromkeys((line for each in families for line in each), 0)
        settled = frozenset(nothing.keys() & {f"{each}.{one}" for each in group.settles for one in STATES})

        def part(table: str, part_of: str, inside: tuple[Parting, ...] = ()) -> Row:
            row = self.rows[table][part_of]
            # A group of which a measure has no figure has nobody in its population: that is known.
            fixed = nothing.keys() - row.keys()
            # So is who is not in a group that settles a measure; and who cannot be judged has no value to be grouped by.
            fixed |= {line for line in settled & row.keys() if not row[line] or line.endswith(_UNKNOWN)}
            kinds = self.kinds(table, part_of, frozenset(nothing))
            return Row(part_of, {**nothing, **row}, kinds, inside, frozenset(fixed))

        months: dict[str, tuple[Parting, ...]] = {}
        for each in self.rows[name] if month else ():
            inside = sorted(one for one in self.rows[month] if _year_of(one) == each)
            months[each] = (Parting(month, families, tuple(part(month, one) for one in inside)),)
        rows = tuple(part(name, each, months.get(each, ())) for each in sorted(self.rows[name]))
        return Parting(name, families, rows, settled)


def _mistakes(declared: MeasureFile, tables: Tables, children: Children) -> dict[str, frozenset[Standing]]:
    """Return by table how nobody can stand by what is declared, where most bear it out: that is a mistake of the return."""
    found = {}
    for name, parts in children.items():
        # A child has a day of its own in each measure, so that in a month the whole need not be where its part is.
        period = name != WHOLE and declared.groups[name].period
        told = {each.measure.id for each in tables.get(name, ()) if each.of is not None}
        every = sum(parts.values(), Counter[Standing]())
        wrong: set[Standing] = set()
        for one in declared.overlaps:
            both = {one.part, one.whole}
            if both <= told:
                concerned = [each for each in every if (both.issubset if period else both.intersection)(dict(each))]
                these = {each for each in concerned if not one.allows(dict(each))}
                if 2 * sum(every[each] for each in these) < sum(
                    every[each] for each in concerned if one.part in dict(each)
                ):
                    wrong |= these
        found[name] = frozenset(wrong)
    return found


def _day(measure: Measure) -> str:
    """Return the day of a measure with its table: the same item is the same day."""
    return measure.day if "." in measure.day else f"{measure.table}.{measure.day}"


def _year_of(month: str) -> str:
    return month[:4] if month[:4].isdigit() else month


@cache
def _lines(standing: Standing) -> frozenset[str]:
    """Return the lines that count a child who stands so."""
    said = {f"{name}.{state}" for name, state in standing}
    return frozenset(said | {f"{name}.{_OF}" for name, state in standing if state != _UNKNOWN})
