"""The slow twin: what a rule means, row by row in plain Python, without engines and without the code that it checks.

It reads declarations and conditions for itself. `None` is an empty value; a comparison with it is `None` too.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

Row = dict[str, Any]
ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
FAIL, PASS, SILENT = "fail", "pass", "not judged"


@dataclass
class World:
    """A return as lists of rows, with what a run knows besides."""

    tables: dict[str, list[Row]]
    parents: Mapping[str, str]
    codes: Callable[[str], tuple[str, ...]]
    values: Mapping[str, Any]
    registers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by: dict[tuple[str, str], dict[Any, list[Row]]] = {}

    def rows(self, table: str, column: str, value: Any) -> list[Row]:
        """Return the rows of a table that have a value in a column, in order."""
        if (table, column) not in self._by:
            index: dict[Any, list[Row]] = defaultdict(list)
            for each in sorted(self.tables[table], key=lambda row: row["_key"]):
                index[each.get(column)].append(each)
            self._by[table, column] = index
        return [] if value is None else self._by[table, column].get(value, [])

    def above(self, table: str) -> list[str]:
        """Return the tables above one, nearest first."""
        found = []
        while table := self.parents.get(table, ""):
            found.append(table)
        return found

    def other(self, row: Row, table: str, wanted: str) -> Row | None:
        """Return the row of another table that belongs to this one: above it, or the first on the same request or person."""
        above = self.above(table)
        if above and wanted == above[0]:
            found = self.rows(wanted, "_key", row["_parent"])
        elif wanted == "person" and "person" in above:
            found = self.rows(wanted, "_key", row["_person"])
        elif wanted == "requests" and "requests" in above:
            found = self.rows(wanted, "_key", row["_request"])
        else:
            link = "_person" if "person" in {table, wanted} else "_request"
            own = (
                row["_key"]
                if table in {"person", "requests"} and (table == "person") == (link == "_person")
                else row[link]
            )
            found = self.rows(wanted, link, own)
        return found[0] if found else None

    def below(self, row: Row, table: str, wanted: str) -> list[Row]:
        """Return the rows of another table that hang on this one."""
        if self.parents.get(wanted) == table:
            return self.rows(wanted, "_parent", row["_key"])
        link = "_person" if "person" in {table, wanted} else "_request"
        own = row["_key"] if (table, link) in {("person", "_person"), ("requests", "_request")} else row[link]
        return self.rows(wanted, link, own)


def verdicts(rule: Any, world: World) -> dict[tuple[int, str], str]:
    """Return what a rule says of each row of its table, by key and field."""
    found = {}
    for row in world.tables[rule.table]:
        judged = said(rule.when, row, rule.table, world) is True
        for name, holds in _FAMILIES[rule.family](rule, row, world):
            if not judged or holds is SILENT:
                verdict = SILENT
            elif holds is None:
                verdict = FAIL if rule.empty == "fails" else SILENT
            else:
                verdict = PASS if holds else FAIL
            found[row["_key"], name] = verdict
    return found


def share(rule: Any, world: World) -> str:
    """Return what a rule about a share says of the return."""
    found = [
        said(rule.of, row, rule.table, world)
        for row in world.tables[rule.table]
        if said(rule.when, row, rule.table, world) is True
    ]
    found = [each for each in found if each is not None]
    if len(found) < rule.least_rows:
        return SILENT
    part = sum(found) / len(found)
    return FAIL if (part > rule.most if rule.below is None else part >= rule.below) else PASS


def has(row: Row, name: str) -> bool:
    """Say whether there is a value, readable or not."""
    return row.get(name) is not None or row.get(name + "__unread") is not None


def _each(test: Callable[[Any, Row, World, str], Any]) -> Callable[..., list[tuple[str, Any]]]:
    return lambda rule, row, world: [(name, test(rule, row, world, name)) for name in rule.fields]


def _in_set(rule: Any, row: Row, world: World, name: str) -> Any:
    value = row.get(name)
    if value is None:
        return None
    value = value.upper() if rule.any_case else value
    return value in world.codes(rule.codes)


def _letter(upn: str) -> str:
    """A weight for each place from 2 to 13; the rest of a division by 23 is the place of the letter."""
    total = 0
    for place, sign in enumerate(upn[1:], start=2):
        total += place * (int(sign) if sign.isdigit() else ALPHABET.index(sign))
    return ALPHABET[total % 23]


def _check_letter(rule: Any, row: Row, world: World, name: str) -> Any:
    upn = row.get(name)
    if upn is None or not re.fullmatch(rf".\d{{11}}[\d{ALPHABET}]", upn, re.ASCII):
        return SILENT
    return upn[0] == _letter(upn)


def _unique(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    shown = rule.field or rule.fields[0]
    if not all(has(row, each) for each in rule.fields) or (
        rule.among and said(rule.among, row, rule.table, world) is not True
    ):
        return [(shown, SILENT)]
    same = [
        each
        for each in world.rows(rule.table, rule.fields[0], row[rule.fields[0]])
        if all(each[name] == row[name] for name in rule.fields)
        and (not rule.among or said(rule.among, each, rule.table, world) is True)
    ]
    return [(shown, len(same) <= 1)]


def _cardinality(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    number = sum(
        1
        for each in world.below(row, rule.table, rule.of)
        if not rule.among or said(rule.among, each, rule.of, world) is True
    )
    return [(rule.field, rule.least <= number and (rule.most is None or number <= rule.most))]


def _range(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    value = said(rule.value, row, rule.table, world)
    if value is None:
        return [(rule.field, None)]
    return [(rule.field, (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most))]


def _order(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    first, then = (said(each, row, rule.table, world) for each in (rule.first, rule.then))
    return [(rule.field or rule.then, None if first is None or then is None else first <= then)]


def _timeliness(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    start, end = (said(each, row, rule.table, world) for each in (rule.start, rule.end))
    if start is None or end is None:
        return [(rule.field, None)]
    limit = relativedelta(days=rule.days) if rule.days is not None else relativedelta(months=rule.months)
    return [(rule.field, end <= start + limit)]


def _across(rule: Any, row: Row, world: World) -> list[tuple[str, Any]]:
    if not all(has(row, each) for each in rule.fields):
        return [(rule.fields[0], SILENT)]
    return [
        (
            rule.fields[0],
            not any(all(each[name] == row[name] for name in rule.fields) for each in world.tables[rule.other]),
        )
    ]


def _register(rule: Any, row: Row, world: World, name: str) -> Any:
    value = said(rule.value or name, row, rule.table, world)
    if rule.known and value not in world.registers[rule.known]:
        return SILENT
    return None if value is None else value in world.registers[rule.register_name]


_FAMILIES: dict[str, Callable[[Any, Row, World], list[tuple[str, Any]]]] = {
    "required": _each(lambda rule, row, world, name: has(row, name)),
    "one of": lambda rule, row, world: [(rule.fields[0], any(has(row, each) for each in rule.fields))],
    "in set": _each(_in_set),
    "format": _each(
        lambda rule, row, world, name: None if row.get(name) is None else bool(re.fullmatch(rule.like, row[name]))
    ),
    "check letter": _each(_check_letter),
    "readable": _each(lambda rule, row, world, name: row.get(name) is not None if has(row, name) else SILENT),
    "date order": _order,
    "range": _range,
    "unique": _unique,
    "parent exists": lambda rule, row, world: [("", row["_parent"] is not None)],
    "cardinality": _cardinality,
    "conditional": lambda rule, row, world: [(rule.field, said(rule.then, row, rule.table, world))],
    "timeliness": _timeliness,
    "across lists": _across,
    "register": _each(_register),
    "share": lambda rule, row, world: [],
}


def said(text: str, row: Row, table: str, world: World) -> Any:
    """Return what a condition or value says of a row: True, False or None; or the value."""
    return _said(ast.parse(text, mode="eval").body, row, table, world)


def _said(node: ast.expr, row: Row, table: str, world: World) -> Any:  # noqa: PLR0911 - one way for each node
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return world.values[name] if name.isupper() else row.get(name)
        case ast.Attribute(value=ast.Name(id=other), attr=name):
            found = row if other == table else world.other(row, table, other)
            return found.get(name) if found else None
        case ast.BoolOp(op=operator, values=parts):
            found = [_said(each, row, table, world) for each in parts]
            ends = isinstance(operator, ast.Or)
            return ends if any(each is ends for each in found) else None if None in found else not ends
        case ast.UnaryOp(operand=inner):
            value = _said(inner, row, table, world)
            return None if value is None else not value
        case ast.Compare(left=left, ops=[ast.In()], comparators=[ast.Tuple(elts=listed)]):
            value = _said(left, row, table, world)
            return None if value is None else value in [each.value for each in listed]
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            values = _said(left, row, table, world), _said(right, row, table, world)
            return None if None in values else _COMPARE[type(operator)](*values)
        case ast.Call(func=ast.Name(id="count"), args=[ast.Name(id=other), *condition]):
            below = world.below(row, table, other)
            return sum(1 for each in below if not condition or _said(condition[0], each, other, world) is True)
        case ast.Call(func=ast.Name(id="pick"), args=[ast.Attribute(value=ast.Name(id=other), attr=name), condition]):
            below = world.below(row, table, other)
            return next((each[name] for each in below if _said(condition, each, other, world) is True), None)
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _called(function, arguments, row, table, world)
    raise AssertionError(ast.dump(node))


_COMPARE: dict[type, Callable[[Any, Any], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}


def _called(  # noqa: PLR0911 - one way for each kind of function
    function: str, arguments: list[ast.expr], row: Row, table: str, world: World
) -> Any:
    if function in {"present", "absent", "readable"}:
        name = arguments[0]
        found = row if isinstance(name, ast.Name) else world.other(row, table, name.value.id)
        column = name.id if isinstance(name, ast.Name) else name.attr
        if function == "readable":
            return bool(found) and found.get(column) is not None
        there = bool(found) and has(found, column)
        return there if function == "present" else not there
    values = [_said(each, row, table, world) for each in arguments]
    if function in {"latest", "earliest"}:
        known = [each for each in values if each is not None]
        return None if not known else max(known) if function == "latest" else min(known)
    if function == "either":
        return next((each for each in values if each is not None), None)
    if function == "if_so":
        return values[1] if values[0] is True else None
    if None in values:
        return None
    return _FUNCTIONS[function](*values)


def _age(born: date, at: date) -> int:
    years = at.year - born.year
    return years if (at.month, at.day) >= (born.month, born.day) else years - 1


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "days": lambda start, end: (end - start).days,
    "age": _age,
    "months_after": lambda day, months: day + relativedelta(months=months),
    "year": lambda day: day.year,
    "matches": lambda text, pattern: bool(re.fullmatch(pattern, text)),
    "upper": str.upper,
    "first": lambda text: text[:1],
    "part": lambda text, start, length: text[start - 1 : start - 1 + length],
    "number": lambda text: int(text) if re.fullmatch(r"[+-]?\d+", text) else None,
    "upn_letter": _letter,
}
