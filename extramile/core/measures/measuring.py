"""Raw figures from a return: numerator, denominator, how many rows could not be told. They are for who may see the records.

What leaves for anybody else goes through `core.disclosure` first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from extramile.core.engines import Engine
from extramile.core.measures.declaring import Group, Measure, MeasureFile
from extramile.core.rules import TRUE, Ground, Run, answered, express, missing, parse, scope

# The name of the figures that are not parted.
WHOLE = ""


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
        return {
            "measure": self.measure.id,
            "title": self.measure.title,
            "population": self.measure.population,
            "group": self.group,
            "counted": self.counted,
            "of": self.of,
            "share": self.share,
            "unknown": self.unknown,
            "good": self.measure.good,
            "basis": self.measure.basis,
            "published": self.measure.published,
            "note": self.measure.note,
            "reason": self.reason,
        }


def measure(run: Run, engine: Engine, wanted: Sequence[Measure], by: Group | None = None) -> list[RawFigure]:
    """Return the figures of measures over the tables that an engine holds, parted by a group where one is given."""
    return [figure for each in wanted for figure in _figures(each, run, engine, by)]


def measure_tables(run: Run, engine: Engine, declared: MeasureFile) -> dict[str, list[RawFigure]]:
    """Return the figures of every measure as a whole, under `WHOLE`, and parted by every group, under its name."""
    tables = {WHOLE: measure(run, engine, declared.measures)}
    return tables | {name: measure(run, engine, declared.measures, by) for name, by in declared.groups.items()}


def _figures(each: Measure, run: Run, engine: Engine, by: Group | None) -> list[RawFigure]:
    if not each.in_year(run.year):
        return [RawFigure(each, "", None, None, reason=f"The return of {run.year} does not hold it.")]
    of, counts = parse(each.of), parse(each.counts)
    if by and by.period and not each.day:
        return [
            RawFigure(each, "", None, None, reason="It says how things stand on one day, and belongs to no period.")
        ]
    said = "" if by is None else by.value or each.day
    value = parse(said) if said else TRUE
    if reason := missing(each.table, (of, counts, value), run):
        return [RawFigure(each, "", None, None, reason=reason)]

    def build() -> ir.Table:
        within = scope(each.table, (of, counts, value), Ground(run.described, engine, run.parameters(), run.registers))
        asked = within.wide.select(of=express(of, within), counts=express(counts, within), value=express(value, within))
        asked = asked.filter(asked.of.fill_null(False))
        return asked.group_by("value").aggregate(
            of=answered(asked.counts).cast("int64").sum(),
            counted=asked.counts.fill_null(False).cast("int64").sum(),
            rows=asked.count(),
        )

    key = (each, said, tuple(run.parameters().items()))
    totals: dict[str, list[int]] = {}
    for row in engine.fetch(engine.keep(build, key)).to_pylist():
        total = totals.setdefault(by.name(row["value"]) if by else "", [0, 0, 0])
        # A sum is a decimal to one engine and a whole number to another.
        counted, of_rows = int(row["counted"]), int(row["of"])
        total[0] += counted
        total[1] += of_rows
        total[2] += int(row["rows"]) - of_rows
    if not totals:
        return [RawFigure(each, "", 0, 0, reason="There is no row in the population.")]
    return [
        RawFigure(each, name, counted, known, unknown) for name, (counted, known, unknown) in sorted(totals.items())
    ]
