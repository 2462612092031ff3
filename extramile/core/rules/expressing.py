"""Conditions as Ibis expressions, over one wide table: the rule's own, with what it reads of others joined to each row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from extramile.core.engines import Engine
from extramile.core.returns import KEY, LABEL, PARENT, PERSON, REQUEST, ROW, UNREAD, Return
from extramile.core.rules import language as lang
from extramile.core.rules.language import reads

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SYSTEM = (ROW, KEY, PARENT, REQUEST, PERSON, LABEL)
Values = Mapping[str, date | str | None]
Registers = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What conditions are said about: the return, the engine that holds its tables, values of the run, registers."""

    described: Return
    engine: Engine
    parameters: Values
    registers: Registers


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for in a condition about the rows of one table."""

    table: str
    ground: Ground
    wide: ir.Table
    counted: Mapping[lang.Node, str]

    def column(self, name: lang.Name) -> Any:
        """Return the column that a name stands for."""
        return self.wide[_joined(name.table, name.column) if name.table and name.table != self.table else name.column]

    def unread(self, name: lang.Name) -> Any:
        """Return the column that keeps what could not be read of another, or None where it has none."""
        table = name.table or self.table
        if name.column.startswith("_") or self.ground.described.table(table).column(name.column).type not in {
            "date",
            "number",
        }:
            return None
        return self.column(lang.Name(name.column + UNREAD, name.table))


def scope(table: str, nodes: Iterable[lang.Node], ground: Ground, shown: Iterable[str] = ()) -> Scope:
    """Return the scope in which conditions about a table can be said: a wide table of all that they read, and what is shown."""
    nodes = list(nodes)
    own = {
        column for node in nodes for name, column in reads(node, table) if name == table and not column.startswith("_")
    }
    own = (own | set(shown)) - {""}
    typed = _typed(ground.described, table)
    # Only what is asked for is carried through the joins.
    wide = ground.engine.table(table).select(*SYSTEM, *sorted(own | {each + UNREAD for each in own & typed}))
    others: dict[str, set[str]] = {}
    for read_table, column in {each for node in nodes for each in _joined_reads(node, table)}:
        others.setdefault(read_table, set()).add(column)
    for other in sorted(others):
        wide = _join(wide, table, other, sorted(others[other]), ground)
    counted: dict[lang.Node, str] = {}
    for node in nodes:
        for each in lang.walk(node):
            if isinstance(each, (lang.Count, lang.SameAs)) and each not in counted:
                name = f"_count_{len(counted)}"
                wide = _count(wide, table, each, name, ground)
                counted[each] = name
    return Scope(table, ground, wide, counted)


def express(node: lang.Node, within: Scope) -> Any:  # noqa: PLR0911 - one way for each kind of node
    """Return a condition or value as an Ibis expression."""
    match node:
        case lang.Name():
            return within.column(node)
        case lang.Parameter(name):
            return ibis.literal(within.ground.parameters[name])
        case lang.Constant(value):
            return ibis.literal(value)
        case lang.Compare(operator, left, right):
            return _compare(operator, express(left, within), express(right, within))
        case lang.In(value, among, negated):
            found = express(value, within).isin(list(among))
            return opposite(found) if negated else found
        case lang.Logic(operator, parts):
            said = [express(each, within) for each in parts]
            return reduce((lambda a, b: a & b) if operator == "and" else (lambda a, b: a | b), said)
        case lang.Not(inner):
            return opposite(express(inner, within))
        case lang.Count() | lang.SameAs():
            return within.wide[within.counted[node]]
        case lang.Listed(value, register):
            return express(value, within).isin(sorted(within.ground.registers[register]))
        case lang.Call():
            return _call(node, within)


def opposite(condition: Any) -> Any:
    """Return the opposite of a condition; none where it has no answer.

    Said as a comparison, because `NOT x IS NOT NULL`, which Ibis writes for a `~` that is asked whether it has an answer, is the
    opposite of what was meant.
    """
    return condition == ibis.literal(value=False)


def _compare(operator: lang.Operator, left: Any, right: Any) -> Any:
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right


def _call(node: lang.Call, within: Scope) -> Any:  # noqa: PLR0911, PLR0912 - one way for each function
    if node.function in {"present", "absent", "readable"}:
        name = node.values[0]
        assert isinstance(name, lang.Name), f"{node.function} is asked of a column"  # noqa: S101 - a mistake in a declaration
        there = within.column(name).notnull()
        unread = within.unread(name)
        if node.function != "readable" and unread is not None:
            there |= unread.notnull()
        return opposite(there) if node.function == "absent" else there
    values = [express(each, within) for each in node.values]
    match node.function:
        case "days":
            return values[1].delta(values[0], unit="day")
        case "age":
            return _age(*values)
        case "months_after":
            months = node.values[1]
            assert isinstance(months, lang.Constant)  # noqa: S101 - a mistake in a declaration
            return (values[0] + ibis.interval(months=int(months.value))).cast("date")
        case "latest":
            return ibis.greatest(*values)
        case "earliest":
            return ibis.least(*values)
        case "year":
            return values[0].year()
        case "matches":
            pattern = node.values[1]
            assert isinstance(pattern, lang.Constant)  # noqa: S101 - a mistake in a declaration
            return values[0].re_search(f"^(?:{pattern.value})$")
        case "upper":
            return values[0].upper()
        case "first":
            return values[0].substr(0, 1)
        case "part":
            start, length = node.values[1:]
            assert isinstance(start, lang.Constant)  # noqa: S101 - a mistake in a declaration
            assert isinstance(length, lang.Constant)  # noqa: S101 - a mistake in a declaration
            return values[0].substr(int(start.value) - 1, int(length.value))
        case "number":
            return values[0].try_cast("int64")
        case "upn_letter":
            return _upn_letter(values[0])
    raise AssertionError(node.function)


def _age(born: Any, at: Any) -> Any:
    """Return completed years: one less where the birthday is still to come in the year."""
    before = (at.month() * 100 + at.day()) < (born.month() * 100 + born.day())
    return at.year() - born.year() - before.cast("int64")


def _upn_letter(upn: Any) -> Any:
    """Return the letter that the digits at places 2 to 13 ask for: weighted by their place, the rest of a division by 23.

    A letter at place 13, of a temporary number, counts as its own place in the alphabet of check letters.
    """
    letters = ibis.literal(UPN_LETTERS)
    total = ibis.literal(0)
    for place in range(2, 13):
        total += upn.substr(place - 1, 1).try_cast("int64") * place
    last = upn.substr(12, 1)
    of_last = ibis.ifelse(last.re_search("^[0-9]$"), last.try_cast("int64"), letters.find(last))
    return letters.substr((total + of_last * 13) % 23, 1)


def _joined(table: str, column: str) -> str:
    return f"{table}__{column}"


def _joined_reads(node: lang.Node, table: str) -> set[tuple[str, str]]:
    """Return what a condition reads of single rows of other tables."""
    return {
        (each.table, each.column)
        for each in lang.walk(node)
        if isinstance(each, lang.Name) and each.table not in {"", table}
    }


def _typed(described: Return, table: str) -> set[str]:
    return {each.name for each in described.table(table).columns if each.type in {"date", "number"}}


def _join(wide: ir.Table, table: str, other: str, columns: list[str], ground: Ground) -> ir.Table:
    """Join what is read of another table to each row: of the row above it, or of the first on the same request or person."""
    described = ground.described
    there = ground.engine.table(other)
    if other == described.table(table).parent:
        ours, theirs, first = PARENT, KEY, False
    elif other in set(described.ancestors(table)) and other == "person":
        ours, theirs, first = PERSON, KEY, False
    elif other in set(described.ancestors(table)) and other == "requests":
        ours, theirs, first = REQUEST, KEY, False
    else:
        shared = PERSON if "person" in {table, other} else REQUEST
        ours, theirs, first = (
            (KEY if table in {"person", "requests"} and table == _holder(shared) else shared),
            shared,
            True,
        )
    if first:
        # Where a file has two although one is allowed, the first counts; a rule names the other.
        place = ibis.row_number().over(group_by=theirs, order_by=KEY)
        there = there.mutate(_place=place).filter(lambda t: t._place == 0)
    typed = _typed(described, other)
    names = [*columns, *(each + UNREAD for each in columns if each in typed)]
    picked = there.select(
        **{_joined(other, theirs): there[theirs]}, **{_joined(other, each): there[each] for each in names}
    )
    return wide.left_join(picked, wide[ours] == picked[_joined(other, theirs)]).drop(_joined(other, theirs))


def _holder(shared: str) -> str:
    return "person" if shared == PERSON else "requests"


def _count(wide: ir.Table, table: str, node: lang.Count | lang.SameAs, name: str, ground: Ground) -> ir.Table:
    """Add how many rows a count says to each row."""
    other = node.table or table
    conditions = [node.condition] if node.condition is not None else []
    shared_columns = (
        [each for each in node.columns if not each.startswith("_")] if isinstance(node, lang.SameAs) else []
    )
    inner = scope(other, conditions, ground, shared_columns)
    rows = inner.wide.filter(express(conditions[0], inner).fill_null(False)) if conditions else inner.wide
    if isinstance(node, lang.SameAs):
        return _join_counts(wide, rows, node.columns, node.columns, name)
    if ground.described.table(other).parent == table:
        return _join_counts(wide, rows, (KEY,), (PARENT,), name)
    shared = PERSON if "person" in {table, other} else REQUEST
    return _join_counts(wide, rows, (KEY if table == _holder(shared) else shared,), (shared,), name)


def _join_counts(wide: ir.Table, rows: ir.Table, ours: tuple[str, ...], theirs: tuple[str, ...], name: str) -> ir.Table:
    keys = [f"{name}_{place}" for place in range(len(theirs))]
    picked = rows.select(**dict(zip(keys, (rows[each] for each in theirs), strict=True)))
    for key in keys:
        picked = picked.filter(picked[key].notnull())
    counts = picked.group_by(keys).aggregate(**{name: picked.count()})
    joined = wide.left_join(counts, [wide[our] == counts[key] for our, key in zip(ours, keys, strict=True)]).drop(*keys)
    return joined.mutate(**{name: joined[name].fill_null(0)})
