"""Conditions as Ibis expressions, over one wide table: the rule's own, with what it reads of others joined to each row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from extramile.core.engines import Engine
from extramile.core.returns import KEY, LABEL, PARENT, PERSON, REQUEST, ROW, UNREAD, Return
from extramile.core.rules import language as lang
from extramile.core.rules.language import reads

# Imported where expressions are made: it takes longer than most pages take to answer.
if TYPE_CHECKING:
    import ibis.expr.types as ir

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
    wide: "ir.Table"
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


@dataclass(frozen=True, slots=True)
class _Part:
    """What is joined to each row: a table, which of our columns equal which of its, and the columns it brings."""

    rows: "ir.Table"
    pairs: tuple[tuple[str, str], ...]
    brings: tuple[str, ...]
    count: bool = False


def scope(table: str, nodes: Iterable[lang.Node], ground: Ground, shown: Iterable[str] = ()) -> Scope:
    """Return the scope in which conditions about a table can be said: a wide table of all that they read, and what is shown."""
    nodes = list(nodes)
    own = {
        column for node in nodes for name, column in reads(node, table) if name == table and not column.startswith("_")
    }
    own = (own | set(shown)) - {""}
    mine = [*SYSTEM, *sorted(own | {each + UNREAD for each in own & _typed(ground.described, table)})]
    others: dict[str, set[str]] = {}
    for read_table, column in {each for node in nodes for each in _joined_reads(node, table)}:
        others.setdefault(read_table, set()).add(column)
    parts = [_other(table, other, sorted(others[other]), ground) for other in sorted(others)]
    counted: dict[lang.Node, str] = {}
    picks: dict[tuple[str, lang.Node], list[lang.Pick]] = {}
    counts: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[lang.Count | lang.SameAs]] = {}
    for node in nodes:
        for each in lang.walk(node):
            if isinstance(each, (lang.Count, lang.Pick, lang.SameAs)) and each not in counted:
                counted[each] = f"_count_{len(counted)}"
                if isinstance(each, lang.Pick):
                    picks.setdefault((each.table, each.condition), []).append(each)
                else:
                    counts.setdefault(_keys(table, each, ground.described), []).append(each)
    # What is counted of a table by the same keys is counted in one pass, and joined once.
    parts += [_count(where, these, counted, ground) for where, these in counts.items()]
    parts += [_pick(table, these, counted, ground) for these in picks.values()]
    # Only what is asked for is carried through, and all is joined in one step.
    wide = ground.engine.table(table).select(*mine)
    if parts:
        joined: Any = wide
        for part in parts:
            joined = joined.left_join(part.rows, list(part.pairs))
        brought = {
            name: joined[name].fill_null(0) if part.count else joined[name] for part in parts for name in part.brings
        }
        wide = joined.select(*mine, **brought)
    listed = {each: f"_listed_{place}" for place, each in enumerate(dict.fromkeys(_listed_in(nodes)))}
    if listed:
        wide = _with_lists(Scope(table, ground, wide, counted), listed)
    every: dict[lang.Node, str] = {**counted}
    every.update(listed.items())
    return Scope(table, ground, wide, every)


def _listed_in(nodes: Iterable[lang.Node]) -> Iterator[lang.Listed]:
    """Yield what conditions ask of registers."""
    for node in nodes:
        yield from (each for each in lang.walk(node) if isinstance(each, lang.Listed))


def _with_lists(within: Scope, listed: Mapping[lang.Listed, str]) -> "ir.Table":
    """Return the wide table with the answer for each value that is looked for on a register; none where there is no value.

    A register is a table that is joined: as a list in the question, its fifty thousand numbers would be read anew in each.
    """
    import ibis

    wide = within.wide
    values = {each: f"{name}_value" for each, name in listed.items()}
    joined: Any = wide.mutate(**{name: express(each.value, within) for each, name in values.items()})
    for each, name in listed.items():
        rows = within.ground.engine.listing(each.register, within.ground.registers[each.register])
        joined = joined.left_join(rows.select(**{f"{name}_found": rows.value}), [(values[each], f"{name}_found")])
    answers = {
        name: ibis.ifelse(joined[values[each]].notnull(), joined[f"{name}_found"].notnull(), None)
        for each, name in listed.items()
    }
    return joined.select(*wide.columns, **answers)


def express(node: lang.Node, within: Scope) -> Any:  # noqa: PLR0911 - one way for each kind of node
    """Return a condition or value as an Ibis expression."""
    import ibis

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
        case lang.Count() | lang.Pick() | lang.SameAs() | lang.Listed():
            return within.wide[within.counted[node]]
        case lang.Call():
            return _call(node, within)


def opposite(condition: Any) -> Any:
    """Return the opposite of a condition; none where it has no answer.

    Said as a number, because what Ibis writes for `~x` and for `x.notnull()` has no brackets of its own: asked
    whether `NOT x` has an answer, an engine gives the opposite of it.
    """
    return condition.cast("int64") == 0


def answered(condition: Any) -> Any:
    """Say whether a condition has an answer. `IS NOT NULL` cannot follow itself on every engine."""
    return condition.fill_null(True) == condition.fill_null(False)


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
    import ibis

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
        case "if_so":
            return ibis.ifelse(values[0], values[1], None)
        case "either":
            return ibis.coalesce(*values)
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
    import ibis

    letters = ibis.literal(UPN_LETTERS)
    # Digits by division: cutting each out as text and reading it takes ten times as long.
    digits = upn.substr(1, 11).try_cast("int64")
    total = ibis.literal(0)
    for place in range(2, 13):
        total += (digits // 10 ** (12 - place)) % 10 * place
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


def _other(table: str, other: str, columns: list[str], ground: Ground) -> _Part:
    """Return what is read of another table: of the row above each, or of the first on the same request or person."""
    import ibis

    described = ground.described
    there = ground.engine.table(other)
    above = list(described.ancestors(table))
    if above and other == above[0]:
        ours, theirs = PARENT, KEY
    elif other in above and other in _HOLDERS:
        ours, theirs = _HOLDERS[other], KEY
    else:
        theirs = _shared(table, other)
        ours = KEY if _HOLDERS.get(table) == theirs else theirs
        # Where a file has two although one is allowed, the first counts; a rule names the other.
        place = ibis.row_number().over(group_by=theirs, order_by=KEY)
        there = there.mutate(_place=place).filter(lambda t: t._place == 0)
    names = [*columns, *(each + UNREAD for each in columns if each in _typed(described, other))]
    key = f"_key_of_{other}"
    picked = there.select(**{key: there[theirs]}, **{_joined(other, each): there[each] for each in names})
    return _Part(picked, ((ours, key),), tuple(_joined(other, each) for each in names))


# The tables whose keys every row below them carries.
_HOLDERS = {"person": PERSON, "requests": REQUEST}


def _shared(table: str, other: str) -> str:
    """Return the key that two tables have in common."""
    return PERSON if "person" in {table, other} else REQUEST


def _keys(
    table: str, node: lang.Count | lang.SameAs, described: Return
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the table whose rows a node counts, and the columns of ours and of theirs by which they belong to a row."""
    other = node.table or table
    if isinstance(node, lang.SameAs):
        return other, node.columns, node.columns
    ours, theirs = _hanging(table, other, described)
    return other, (ours,), (theirs,)


def _count(
    where: tuple[str, tuple[str, ...], tuple[str, ...]],
    nodes: Sequence[lang.Count | lang.SameAs],
    names: Mapping[lang.Node, str],
    ground: Ground,
) -> _Part:
    """Return how many rows counts say there are for each, of one table by the same keys."""
    other, ours, theirs = where
    conditions = [each.condition for each in nodes if each.condition is not None]
    inner = scope(other, conditions, ground, {each for each in theirs if not each.startswith("_")})
    first = names[nodes[0]]
    keys = [f"{first}_{place}" for place in range(len(theirs))]
    met = {
        names[each]: express(each.condition, inner).fill_null(False).cast("int64")
        for each in nodes
        if each.condition is not None
    }
    picked = inner.wide.select(**dict(zip(keys, (inner.wide[each] for each in theirs), strict=True)), **met)
    picked = picked.filter([picked[key].notnull() for key in keys])
    counts = picked.group_by(keys).aggregate(
        **{
            names[each]: picked.count() if each.condition is None else picked[names[each]].sum().cast("int64")
            for each in nodes
        }
    )
    return _Part(counts, tuple(zip(ours, keys, strict=True)), tuple(names[each] for each in nodes), count=True)


def _hanging(table: str, other: str, described: Return) -> tuple[str, str]:
    """Return the columns of both tables by which rows of the other hang on ours: below it, or of the same request or person."""
    if described.table(other).parent == table:
        return KEY, PARENT
    shared = _shared(table, other)
    return KEY if _HOLDERS.get(table) == shared else shared, shared


def _pick(table: str, nodes: list[lang.Pick], names: Mapping[lang.Node, str], ground: Ground) -> _Part:
    """Return values of the first row that meets the condition of picks from one table."""
    import ibis

    other, condition = nodes[0].table, nodes[0].condition
    inner = scope(other, [condition], ground, {each.column for each in nodes})
    rows = inner.wide.filter(express(condition, inner).fill_null(False))
    ours, theirs = _hanging(table, other, ground.described)
    place = ibis.row_number().over(group_by=theirs, order_by=KEY)
    first = rows.mutate(_place=place).filter(lambda t: t._place == 0)
    key = f"{names[nodes[0]]}_key"
    picked = first.select(**{key: first[theirs]}, **{names[each]: first[each.column] for each in nodes})
    return _Part(picked, ((ours, key),), tuple(names[each] for each in nodes))
