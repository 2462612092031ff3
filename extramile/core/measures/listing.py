"""Which rows a measure counts, which it does not, and of which nobody can tell: for those who may see the records."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extramile.core.engines import Engine
from extramile.core.measures.declaring import Measure
from extramile.core.returns import LABEL, ROW
from extramile.core.rules import Ground, Run, express, missing, parse, scope

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A row of the population: the person's own row number, what the child is called there, and whether it is counted.

    `counted` is None where nobody can tell. It is personal data.
    """

    row: int
    key: str
    counted: bool | None


def list_rows(run: Run, engine: Engine, measure: Measure) -> list[MeasuredRow]:
    """Return the rows of a measure's population in the order of the file; none where the return does not hold it."""
    of, counts = parse(measure.of), parse(measure.counts)
    if not measure.in_year(run.year) or missing(measure.table, (of, counts), run):
        return []

    def build() -> "ir.Table":
        within = scope(measure.table, (of, counts), Ground(run.described, engine, run.parameters(), run.registers))
        asked = within.wide.select(
            row=within.wide[ROW], key=within.wide[LABEL], of=express(of, within), counts=express(counts, within)
        )
        return asked.filter(asked.of.fill_null(False)).order_by("row")

    found = engine.fetch(build, ("rows", measure, tuple(run.parameters().items()))).to_pylist()
    return [MeasuredRow(int(each["row"]), each["key"] or "", each["counts"]) for each in found]
