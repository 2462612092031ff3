"""Which rows a measure counts, which it does not, and of which nobody can tell: for those who may see the records."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extramile.core.engines import Engine
from extramile.core.measures.declaring import Measure
from extramile.core.returns import LABEL, REQUEST, ROW, Return
from extramile.core.rules import (
    Call,
    Compare,
    Constant,
    Ground,
    Name,
    Node,
    Parameter,
    Run,
    Scope,
    express,
    missing,
    parse,
    scope,
    walk,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A row of the population: the person's own row number, what the child is called there, and whether it is counted.

    `counted` is None where nobody can tell. `read` are the values that decided it, in the order of `listed`; `request` is the key
    of the request it belongs to. It is personal data.
    """

    row: int
    key: str
    counted: bool | None
    read: tuple[str, ...] = ()
    request: int | None = None


def listed(measure: Measure, described: Return) -> list[str]:
    """Return what the values are called that decide whether a row is counted: its items, then the days that are counted."""
    items, days = _read(measure)
    return [_title(each, measure, described) for each in items] + [
        f"Days from {_title(each.values[0], measure, described)} to {_title(each.values[1], measure, described)}{limit}"
        for each, limit in days
    ]


def _title(node: Node, measure: Measure, described: Return) -> str:
    if not isinstance(node, Name):
        return "the day of the load"
    column = described.table(node.table or measure.table).column(node.column)
    return column.heading or column.label


def _read(measure: Measure) -> tuple[list[Name], list[tuple[Call, str]]]:
    """Return the items of single rows that a measure reads, and the days between two of them with their limit in words."""
    items: dict[Name, None] = {}
    days: dict[Call, str] = {}
    for text in (measure.counts, measure.of, measure.day):
        for each in walk(parse(text)) if text else ():
            if isinstance(each, Name) and not each.column.startswith("_"):
                own = each.table in {"", measure.table}
                items[Name(each.column, "" if own else each.table)] = None
            elif isinstance(each, Compare) and isinstance(each.right, Constant) and (counted := _days(each.left)):
                days[counted] = f" ({_LIMITS.get(each.operator, each.operator)} {each.right.value})"
    return list(items), list(days.items())


_LIMITS = {"<=": "at most", "<": "less than", ">": "more than", ">=": "at least"}


def _days(node: Node) -> Call | None:
    """Return a count of days between two items, or between one and a day of the return; None where it is anything else."""
    if not isinstance(node, Call) or node.function != "days":
        return None
    return node if all(isinstance(each, Name | Parameter) for each in node.values) else None


def list_rows(run: Run, engine: Engine, measure: Measure) -> list[MeasuredRow]:
    """Return the rows of a measure's population in the order of the file; none where the return does not hold it."""
    of, counts = parse(measure.of), parse(measure.counts)
    if not measure.in_year(run.year) or missing(measure.table, (of, counts), run):
        return []

    items, days = _read(measure)
    # A day that parts a measure by months may not be there; the place of it stays.
    there = [each for each in items if not missing(measure.table, (each,), run)]

    def build() -> "ir.Table":
        import ibis

        within = scope(
            measure.table, (of, counts, *there), Ground(run.described, engine, run.parameters(), run.registers)
        )
        asked = within.wide.select(
            row=within.wide[ROW],
            key=within.wide[LABEL],
            request=within.wide[REQUEST],
            of=express(of, within),
            counts=express(counts, within),
            **{
                f"read{place}": _text(each, within) if each in there else ibis.literal("")
                for place, each in enumerate(items)
            },
            **{
                f"read{len(items) + place}": express(each, within).cast("string")
                for place, (each, _) in enumerate(days)
            },
        )
        return asked.filter(asked.of.fill_null(False)).order_by("row")

    found = engine.fetch(build, ("rows", measure, tuple(run.parameters().items()))).to_pylist()
    names = [f"read{place}" for place in range(len(items) + len(days))]
    return [
        MeasuredRow(
            int(each["row"]),
            each["key"] or "",
            each["counts"],
            tuple(each[name] or "" for name in names),
            None if each["request"] is None else int(each["request"]),
        )
        for each in found
    ]


def _text(item: Name, within: Scope) -> "ir.StringValue":
    """Return a value as text; of one that could not be read, what stands there."""
    value, unread = within.column(item).cast("string"), within.unread(item)
    return value if unread is None else value.coalesce(unread)
