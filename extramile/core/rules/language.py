"""The small language of conditions in rules and measures: a subset of Python's own grammar, parsed and never evaluated.

    request_outcome in ("Y", "N") and present(received_date)
    days(requests.received_date, start_date) <= 140
    count(placement_detail, placement_rank == "1") == 1
    pick(sen_need.sen_type, sen_type_rank == "1") == "ASD"

A name is a column of the rule's own table, or `table.column` of any other table of the return; a name in capitals is a value of the
run (`CENSUS_DAY`). A comparison with an empty value has no answer, as in SQL: neither true nor false.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extramile.core.vocabulary import InputError

# Values of a run, and what they are.
PARAMETERS = {
    "CENSUS_DAY": "census day of the return",
    "AS_OF": "the day for which the return is looked at",
    "YEAR": "year of the return, as text",
    "YEAR_START": "first day of the reporting year",
    "YEAR_END": "last day of the reporting year",
    "SCHOOL_YEAR_START": "31 August before census day",
    "LEA": "number of the council that makes the return",
}
# Functions: how many values they take at least and at most, and what they say.
FUNCTIONS = {
    "present": (1, 1, "there is a value, readable or not"),
    "absent": (1, 1, "there is no value"),
    "readable": (1, 1, "there is a value, and it is what the column is for: a date, a number"),
    "first": (1, 1, "the first letter of a text"),
    "part": (3, 3, "so many letters of a text from a place on; the first is 1"),
    "days": (2, 2, "days from the first date to the second"),
    "age": (2, 2, "completed years from a birth to a day"),
    "months_after": (2, 2, "the day so many months later"),
    "latest": (2, 9, "the latest of the dates that are there"),
    "earliest": (2, 9, "the earliest of the dates that are there"),
    "year": (1, 1, "the year of a date"),
    "matches": (2, 2, "the whole text fits a pattern"),
    "upper": (1, 1, "the text in capitals"),
    "upn_letter": (1, 1, "the letter with which a UPN must begin, by its digits"),
    "number": (1, 1, "the whole number that a text of digits says"),
    "if_so": (2, 2, "the value, where the condition holds"),
    "either": (2, 9, "the first of the values that is there"),
}
Operator = Literal["==", "!=", "<", "<=", ">", ">="]
_OPERATORS: dict[type[ast.cmpop], Operator] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A column; of the own table where `table` is empty."""

    column: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the run."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A text, a number or a truth."""

    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared."""

    operator: Operator
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class In:
    """A value is one of a list, or is none of it."""

    value: "Node"
    among: tuple[str | int | float | bool, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` between conditions."""

    operator: Literal["and", "or"]
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values."""

    function: str
    values: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of another table hang on this row, and meet a condition. Names in it are of the other table."""

    table: str
    condition: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A value of the first row of another table that hangs on this row and meets a condition; names in it are of that table."""

    table: str
    column: str
    condition: "Node"


@dataclass(frozen=True, slots=True)
class SameAs:
    """How many rows of a table, the own one where `table` is empty, have the same values in columns and meet a condition.

    A row that has no value in one of them is like no other.
    """

    columns: tuple[str, ...]
    table: str = ""
    condition: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A value is on a list that whoever runs the rules has: a register of councils, of establishments."""

    value: "Node"
    register: str


Node = Name | Parameter | Constant | Compare | In | Logic | Not | Call | Count | Pick | SameAs | Listed
TRUE = Constant(value=True)


def parse(text: str) -> Node:
    """Return a condition or value as nodes. Raises InputError that says what is not understood."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise InputError(f"“{text}” cannot be read as a condition.") from error
    return _node(tree.body, text)


def both(*parts: Node) -> Node:
    """Return the condition that all parts hold."""
    found = tuple(each for each in parts if each != TRUE)
    return TRUE if not found else found[0] if len(found) == 1 else Logic("and", found)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything in it, but not what stands in the conditions of counts, which speak of other tables."""
    yield node
    match node:
        case Compare():
            inside: tuple[Node, ...] = (node.left, node.right)
        case In() | Listed():
            inside = (node.value,)
        case Logic():
            inside = node.parts
        case Not():
            inside = (node.of,)
        case Call():
            inside = node.values
        case _:
            inside = ()
    for each in inside:
        yield from walk(each)


def reads(node: Node, table: str) -> set[tuple[str, str]]:
    """Return every (table, column) that a condition about a row of `table` reads; the column is empty where rows are counted."""
    found: set[tuple[str, str]] = set()
    for each in walk(node):
        if isinstance(each, Name):
            found.add((each.table or table, each.column))
        elif isinstance(each, (Count, Pick, SameAs)):
            other = each.table or table
            found.add((other, each.column if isinstance(each, Pick) else ""))
            if isinstance(each, SameAs):
                found |= {
                    (where, column) for where in {table, other} for column in each.columns if not column.startswith("_")
                }
            if each.condition is not None:
                found |= reads(each.condition, other)
    return found


def _node(node: ast.expr, text: str) -> Node:  # noqa: PLR0911 - one way for each kind of node
    match node:
        case ast.Name(id=name):
            return Parameter(name) if name in PARAMETERS else Name(name)
        case ast.Attribute(value=ast.Name(id=table), attr=column):
            return Name(column, table)
        case ast.Constant(value=str() | int() | float() | bool() as value):
            return Constant(value)
        case ast.BoolOp(op=operator, values=parts):
            return Logic("and" if isinstance(operator, ast.And) else "or", tuple(_node(each, text) for each in parts))
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return Not(_node(inner, text))
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as operator], comparators=[ast.Tuple(elts=listed)]):
            return In(
                _node(left, text), tuple(_constant(each, text) for each in listed), isinstance(operator, ast.NotIn)
            )
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPERATORS:
            return Compare(_OPERATORS[type(operator)], _node(left, text), _node(right, text))
        case ast.Call(func=ast.Name(id=function), args=values, keywords=[]):
            return _call(function, values, text)
    raise InputError(f"“{ast.unparse(node)}” in “{text}” is not part of the language of rules.")


def _call(function: str, values: list[ast.expr], text: str) -> Node:
    if function == "count" and 1 <= len(values) <= 2 and isinstance(values[0], ast.Name):
        return Count(values[0].id, _node(values[1], text) if len(values) == 2 else None)
    if function == "pick" and len(values) == 2:
        name = _node(values[0], text)
        if isinstance(name, Name) and name.table:
            return Pick(name.table, name.column, _node(values[1], text))
    if function not in FUNCTIONS:
        raise InputError(f"“{function}” in “{text}” is no function of the language of rules.")
    least, most, _ = FUNCTIONS[function]
    if not least <= len(values) <= most:
        raise InputError(f"“{function}” in “{text}” takes {least} to {most} values, not {len(values)}.")
    return Call(function, tuple(_node(each, text) for each in values))


def _constant(node: ast.expr, text: str) -> str | int | float | bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float)):
        return node.value
    raise InputError(f"A list in “{text}” may hold texts and numbers only.")
