"""Figures for those who may not see the records: all tables of one snapshot together, for a named audience.

What one table hides another could give away, so that all tables are planned at once, always the same ones: whoever shows one of
them shows a part of the same plan. A share is told where its numerator and its denominator may both be told. How many records
could not be judged says something of the records and nothing of a child; it is told of the whole, and not of groups.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import product
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
from extramile.core.measures.declaring import Group, Measure, MeasureFile, Overlap
from extramile.core.measures.measuring import WHOLE, RawFigure, as_row

Tables = Mapping[str, Sequence[RawFigure]]
_OF, _COUNTED, _OTHERS, _UNKNOWN = "of", "counted", "others", "unknown"
_STATES = (_COUNTED, _OTHERS, _UNKNOWN)
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


def release(tables: Tables, declared: MeasureFile, audience: Audience) -> dict[str, list[ReleasedFigure]]:
    """Return every table as an audience may see it.

    `tables` are those of one snapshot, by the name of their group, the whole under `WHOLE`; all that anybody of the audience
    is ever shown of it must be among them. Raises ValueError where the whole is missing.
    """
    if WHOLE not in tables:
        raise ValueError("the figures of the whole are missing")
    plan = _plan(tables, declared, audience)
    return {name: [_released(each, name, plan, audience) for each in tables[name]] for name in tables}


def _plan(tables: Tables, declared: MeasureFile, audience: Audience) -> Plan:
    lines, whole = _described(tables, declared)
    plan = Plan()
    # Whoever sees the figures of a narrower audience sees these as well: each hides what those before it hide, and more.
    known = list(audiences().values())
    narrower = known[: known.index(audience)] if audience in known else []
    for threshold in sorted({each.threshold for each in (*narrower, audience)}):
        if threshold > 1:
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


def _described(tables: Tables, declared: MeasureFile) -> tuple[list[Line], Parting]:
    """Return the figures as the planner wants them: lines, and tables whose rows part the whole."""
    ids = {each.measure.id for each in tables[WHOLE] if each.of is not None}
    there = tuple(each for each in declared.measures if each.id in ids)
    rows = {name: _rows(figures, ids, name) for name, figures in tables.items()}
    overlaps = _held(declared.overlaps, {one.id for one in there}, list(rows[WHOLE].values()))
    lines = [
        # Of how many is kept longer than how many; and what was declared first, longer than what comes after.
        Line(
            f"{each.id}.{figure}",
            told=figure in {_OF, _COUNTED},
            personal=figure != _UNKNOWN,
            weight=10 * (figure == _OF) + len(there) - place + 10,
        )
        for place, each in enumerate(there)
        for figure in (_OF, *_STATES)
    ]
    rests = {name for each in overlaps for name in _rests(each)}
    lines += [Line(name, told=False, personal=not name.endswith(_UNKNOWN)) for name in sorted(rests)]
    fixed = frozenset(f"{each.id}.{_UNKNOWN}" for each in there)
    partings = _partings(tables, rows, declared, there, overlaps)
    top = Row(WHOLE, _with_rests(rows[WHOLE].get(WHOLE, {}), overlaps), tuple(partings), fixed)
    return lines, Parting(WHOLE, _families(there, overlaps), (top,))


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


def _figure(row: Mapping[str, int], name: str, figure: str) -> int:
    """Return a figure of a measure in a row; the population is who was judged and who could not be."""
    if figure == "population":
        return row.get(f"{name}.{_OF}", 0) + row.get(f"{name}.{_UNKNOWN}", 0)
    return row.get(f"{name}.{figure}", 0)


def _rests(overlap: Overlap) -> list[str]:
    """Return the lines that somebody gets who subtracts."""
    rest = f"{overlap.whole} less {overlap.part}"
    if overlap.same_count:
        return [f"{rest}.{each}" for each in (_OF, *_STATES)]
    if overlap.all_of_them:
        return []
    return [rest, f"{rest}, {overlap.beside}"] if overlap.beside else [rest]


def _rest(overlap: Overlap, row: Mapping[str, int]) -> dict[str, int]:
    if overlap.same_count:
        return {
            name: _figure(row, overlap.whole, each) - _figure(row, overlap.part, each)
            for name, each in zip(_rests(overlap), (_OF, *_STATES), strict=True)
        }
    rest = _figure(row, overlap.whole, overlap.figure) - _figure(row, overlap.part, "population")
    names = _rests(overlap) or [f"{overlap.whole} less {overlap.part}"]
    return dict(zip(names, (rest, rest - _figure(row, overlap.beside, "population")), strict=False))


def _held(
    overlaps: Iterable[Overlap], told: AbstractSet[str], rows: Sequence[Mapping[str, int]]
) -> tuple[Overlap, ...]:
    """Return the overlaps of the measures that are told, as far as the rows bear them out."""

    def so(overlap: Overlap) -> bool:
        return all(_true(overlap, row) for row in rows)

    found = [each for each in overlaps if {each.part, each.whole} <= told]
    alone = [each.model_copy(update={"beside": ""}) for each in found]
    return tuple(
        each if {each.beside} <= told and so(each) else plain
        for each, plain in zip(found, alone, strict=True)
        if so(plain)
    )


def _true(overlap: Overlap, row: Mapping[str, int]) -> bool:
    """Say whether a row bears an overlap out: faults of a return can break it, and what is not so gives nothing away."""
    rests = _rest(overlap, row).values()
    return all(each == 0 for each in rests) if overlap.all_of_them else all(each >= 0 for each in rests)


def _with_rests(row: Mapping[str, int], overlaps: Iterable[Overlap]) -> _Counts:
    found = dict(row)
    for each in overlaps:
        if not each.all_of_them:
            found |= _rest(each, row)
    return found


def _partings(
    figures: Tables,
    rows: Mapping[str, Mapping[str, _Counts]],
    declared: MeasureFile,
    there: Sequence[Measure],
    overlaps: Sequence[Overlap],
) -> list[Parting]:
    periods = {name: declared.groups[name].period for name in rows if name != WHOLE}
    year = next((name for name, period in periods.items() if period == "year"), "")
    month = next((name for name, period in periods.items() if period == "month"), "") if year else ""
    return [
        _parting(name, month if name == year else "", figures, rows, declared.groups[name], there, overlaps)
        for name in sorted(periods)
        if name != month
    ]


def _parting(  # noqa: PLR0917 - what a table is made of
    name: str,
    month: str,
    figures: Tables,
    rows: Mapping[str, Mapping[str, _Counts]],
    group: Group,
    there: Sequence[Measure],
    overlaps: Sequence[Overlap],
) -> Parting:
    """Return a table as the planner wants it; that of years has the months within each, where there are any."""
    told = {each.measure.id for each in figures[name] if each.of is not None}
    measures = tuple(each for each in there if each.id in told)
    # In months each measure is parted by a day of its own: only those of the same day can be subtracted.
    days = sorted({each.day for each in measures}) if group.period else [""]
    alike = [{each.id for each in measures if not group.period or each.day == day} for day in days]
    every = [row for one in ((name, month) if month else (name,)) for row in rows[one].values()]
    held = tuple(one for ids in alike for one in _held(overlaps, ids, every))
    families = _families(measures, held)
    nothing = dict.fromkeys((f"{each.id}.{one}" for each in measures for one in (_OF, *_STATES)), 0)
    settled = frozenset(nothing.keys() & {f"{each}.{one}" for each in group.settles for one in _STATES})

    def part(table: str, part_of: str, inside: tuple[Parting, ...] = ()) -> Row:
        row = rows[table][part_of]
        # A group of which a measure has no figure has nobody in its population: that is known.
        fixed = nothing.keys() - row.keys()
        # So is who is not in a group that settles a measure; and who cannot be judged has no value to be grouped by.
        fixed |= {line for line in settled & row.keys() if not row[line] or line.endswith(_UNKNOWN)}
        return Row(part_of, _with_rests({**nothing, **row}, held), inside, frozenset(fixed))

    months: dict[str, tuple[Parting, ...]] = {}
    for each in rows[name] if month else ():
        inside = sorted(one for one in rows[month] if _year_of(one) == each)
        months[each] = (Parting(month, families, tuple(part(month, one) for one in inside)),)
    return Parting(
        name, families, tuple(part(name, each, months.get(each, ())) for each in sorted(rows[name])), settled
    )


def _year_of(month: str) -> str:
    return month[:4] if month[:4].isdigit() else month


@cache
def _families(there: tuple[Measure, ...], overlaps: tuple[Overlap, ...]) -> tuple[frozenset[frozenset[str]], ...]:
    """Return, for measures that overlap, which of their lines can count one record at once."""
    groups: list[set[str]] = []
    for each in there:
        joined = {each.id} | {
            other for one in overlaps if each.id in {one.part, one.whole} for other in (one.part, one.whole)
        }
        apart = [group for group in groups if not group & joined]
        groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    return tuple(_kinds(tuple(sorted(group)), tuple(one for one in overlaps if one.part in group)) for group in groups)


def _kinds(names: tuple[str, ...], overlaps: tuple[Overlap, ...]) -> frozenset[frozenset[str]]:
    """Return every way in which one record can stand in measures: outside, counted, not counted, not known."""
    found: list[dict[str, str]] = [{}]
    for name in names:
        found = [
            {**record, name: state}
            for record, state in product(found, ("", *_STATES))
            if all(_possible(each, {**record, name: state}) for each in overlaps)
        ]
    kinds = (_lines(record, overlaps) for record in found)
    return frozenset(each for each in kinds if each)


def _possible(overlap: Overlap, record: Mapping[str, str]) -> bool:
    if overlap.part not in record or overlap.whole not in record:
        return True
    part, whole = record[overlap.part], record[overlap.whole]
    if overlap.same_count:
        return part in {"", whole}
    held = whole != "" if overlap.figure == "population" else whole == overlap.figure
    if part and record.get(overlap.beside):
        return False
    return bool(part) == held if overlap.all_of_them else held or not part


def _lines(record: Mapping[str, str], overlaps: Iterable[Overlap]) -> frozenset[str]:
    row: dict[str, int] = {}
    for name, state in record.items():
        if state:
            row[f"{name}.{state}"] = 1
        if state in {_COUNTED, _OTHERS}:
            row[f"{name}.{_OF}"] = 1
    return frozenset(name for name, count in _with_rests(row, overlaps).items() if count)
