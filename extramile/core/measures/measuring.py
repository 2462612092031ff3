"""Raw figures from a return: numerator, denominator, how many rows could not be told. They are for who may see the records.

What leaves for anybody else goes through `release` first. All measures of a table are judged in one pass, and counted for all
groups in another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from extramile.core.engines import Engine
from extramile.core.measures.declaring import Group, Measure, MeasureFile, measures
from extramile.core.returns import PERSON, REQUEST
from extramile.core.rules import Ground, Node, Run, express, missing, parse, scope

if TYPE_CHECKING:
    import ibis.expr.types as ir

# The name of the figures that are not parted.
WHOLE = ""
_ONE_DAY = "It says how things stand on one day, and belongs to no period."
_NOBODY = "There is no row in the population."
STATES = ("counted", "others", "unknown")
_Totals = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure of one measure, for one group of it or the whole. Without a denominator there is a reason, and no zero."""

    measure: Measure
    group: str
    counted: int | None
    of: int | None
    unknown: int = 0
    reason: str = ""

    @property
    def share(self) -> float | None:
        """Return the share that is counted; none where nothing could be."""
        return self.counted / self.of if self.counted is not None and self.of else None

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values, for JSON."""
        numbers = {"counted": self.counted, "of": self.of, "share": self.share, "unknown": self.unknown}
        return as_row(self.measure, self.group, numbers, self.reason)


def as_row(measure: Measure, group: str, numbers: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """Return a figure of a measure, raw or released, as plain values with what the measure says of itself."""
    return {
        "measure": measure.id,
        "title": measure.title,
        "population": measure.population,
        "group": group,
        **numbers,
        "good": measure.good,
        "basis": measure.basis,
        "published": measure.published,
        "note": measure.note,
        "reason": reason,
    }


def measure(run: Run, engine: Engine, wanted: Sequence[Measure], by: Group | None = None) -> list[RawFigure]:
    """Return the figures of measures over the tables that an engine holds, parted by a group where one is given."""
    return _tables(run, engine, wanted, {WHOLE: by})[WHOLE]


def measure_tables(run: Run, engine: Engine, declared: MeasureFile) -> dict[str, list[RawFigure]]:
    """Return the figures of every measure as a whole, under `WHOLE`, and parted by every group, under its name."""
    return _tables(run, engine, declared.measures, {WHOLE: None, **declared.groups})


def not_here(declared: MeasureFile) -> list[RawFigure]:
    """Return the measures of another return that this one does not hold, each with what it lacks."""
    if declared.not_here is None:
        return []
    known = {each.id: each for each in measures(declared.not_here.of).measures}
    return [
        RawFigure(known[each.measure], "", None, None, reason=each.why)
        for each in declared.not_here.measures
        if each.why
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one measure: its conditions, and the value by which each group parts it."""

    measure: Measure
    of: Node
    counts: Node
    values: Mapping[str, Node | None]


def _tables(
    run: Run, engine: Engine, wanted: Sequence[Measure], groups: Mapping[str, Group | None]
) -> dict[str, list[RawFigure]]:
    figures: dict[tuple[str, str], list[RawFigure]] = {}
    asked, reasons = asked_of(run, wanted, groups)
    for (name, each), why in reasons.items():
        figures[name, each.id] = [RawFigure(each, "", None, None, reason=why)]
    for table, these in asked.items():
        sums = _counted(table, these, run, engine)
        for one in these:
            for name, value in one.values.items():
                by = groups[name]
                totals = _named(sums[one.measure.id, value], by)
                figures[name, one.measure.id] = [
                    RawFigure(one.measure, group, counted, known, unknown)
                    for group in sorted(totals, key=by.place if by else None)
                    for counted, known, unknown in [totals[group]]
                ] or [RawFigure(one.measure, "", 0, 0, reason=_NOBODY)]
    return {name: [figure for each in wanted for figure in figures[name, each.id]] for name in groups}


def asked_of(
    run: Run, wanted: Iterable[Measure], groups: Mapping[str, Group | None]
) -> tuple[dict[str, list[Asked]], dict[tuple[str, Measure], str]]:
    """Return what is asked of each table, and why a measure has no figure, or is not parted by a group."""
    asked: dict[str, list[Asked]] = {}
    reasons: dict[tuple[str, Measure], str] = {}
    for each in wanted:
        of, counts = parse(each.of), parse(each.counts)
        reason = "" if each.in_year(run.year) else f"The return of {run.year} does not hold it."
        reason = reason or missing(each.table, (of, counts), run)
        values: dict[str, Node | None] = {}
        for name, group in groups.items():
            said = "" if group is None else group.value or each.day
            value = parse(said) if said else None
            why = reason
            if not why and group and group.period and not each.day:
                why = _ONE_DAY
            if not why and group and group.only and each.id not in group.only:
                why = group.otherwise
            if not why and value is not None:
                why = missing(each.table, (value,), run)
            if why:
                reasons[name, each] = why
            else:
                values[name] = value
        if values:
            asked.setdefault(each.table, []).append(Asked(each, of, counts, values))
    return asked, reasons


def _named(rows: Iterable[tuple[str | None, list[int]]], group: Group | None) -> _Totals:
    """Return the sums by the name of each group: a value, its band, its month."""
    totals: _Totals = {}
    for value, counts in rows:
        total = totals.setdefault(group.name(value) if group else "", [0, 0, 0])
        for place, count in enumerate(counts):
            total[place] += count
    return totals


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows of a table with the child and the request of each, judged by each measure.

    `parts` are the values by which some are parted, each with the places of those.
    """

    rows: "ir.Table"
    parts: Mapping[Node | None, Sequence[int]]
    key: tuple[object, ...]


def judged_by(table: str, asked: Sequence[Asked], run: Run, engine: Engine) -> Judged:
    """Judge all rows of a table by every measure that is asked of it, in one pass."""
    values = list(dict.fromkeys(value for each in asked for value in each.values.values()))
    # Which measures each value parts: a period is that of the measure's own day.
    parts = {value: [place for place, each in enumerate(asked) if value in each.values.values()] for value in values}
    key = (table, tuple((each.measure, tuple(each.values.values())) for each in asked), tuple(run.parameters().items()))

    def judged() -> "ir.Table":
        nodes = [node for each in asked for node in (each.of, each.counts)]
        nodes += [value for value in values if value is not None]
        within = scope(table, nodes, Ground(run.described, engine, run.parameters(), run.registers))
        said = within.wide.select(
            person=within.wide[PERSON],
            request=within.wide[REQUEST],
            **{f"of{place}": express(each.of, within).fill_null(False) for place, each in enumerate(asked)},
            **{f"counts{place}": express(each.counts, within) for place, each in enumerate(asked)},
            **{f"value{place}": express(value, within).cast("string") for place, value in enumerate(values) if value},
        )
        sums = {}
        for place in range(len(asked)):
            of, counts = said[f"of{place}"], said[f"counts{place}"]
            sums[f"counted{place}"] = (of & counts.fill_null(False)).cast("int64")
            sums[f"others{place}"] = (of & ~counts.fill_null(True)).cast("int64")
            sums[f"unknown{place}"] = of.cast("int64") - sums[f"counted{place}"] - sums[f"others{place}"]
        return said.select(
            "person", "request", **sums, **{name: said[name] for name in said.columns if name.startswith("value")}
        )

    return Judged(engine.keep(judged, ("judged", *key)), parts, key)


def _counted(
    table: str, asked: Sequence[Asked], run: Run, engine: Engine
) -> dict[tuple[str, Node | None], list[tuple[str | None, list[int]]]]:
    """Return the sums of each measure by each value of what parts it, as text."""
    judged = judged_by(table, asked, run, engine)
    rows, parts, key = judged.rows, judged.parts, judged.key
    values = list(parts)

    def summed() -> "ir.Table":
        import ibis

        found = []
        for number, (value, places) in enumerate(parts.items()):
            sums = {
                f"{state}{place}": rows[f"{state}{place}"].sum() if place in places else ibis.literal(0, "int64")
                for place in range(len(asked))
                for state in STATES
            }
            by = rows[f"value{number}"] if value else ibis.literal(None, "string")
            found.append(rows.group_by(value=by, number=ibis.literal(number, "int64")).aggregate(**sums))
        return reduce(lambda one, other: one.union(other), found)

    found: dict[tuple[str, Node | None], list[tuple[str | None, list[int]]]] = {}
    for row in engine.fetch(summed, ("summed", rows.get_name(), *key)).to_pylist():
        value = values[row["number"]]
        for place in parts[value]:
            # A sum is a decimal to one engine and a whole number to another.
            counted, others, unknown = (int(row[f"{state}{place}"] or 0) for state in STATES)
            if counted or others or unknown:
                counts = [counted, counted + others, unknown]
                found.setdefault((asked[place].measure.id, value), []).append((row["value"], counts))
    return {(each.measure.id, value): found.get((each.measure.id, value), []) for each in asked for value in values}
