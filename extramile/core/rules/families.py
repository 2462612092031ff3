"""What each family means, in the language of conditions: which rows are judged, and what must hold of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extramile.core.returns import Return, codes
from extramile.core.rules import declaring as of
from extramile.core.rules.language import (
    TRUE,
    Call,
    Compare,
    Constant,
    Count,
    In,
    Listed,
    Logic,
    Name,
    Node,
    Not,
    SameAs,
    both,
    parse,
)
from extramile.core.vocabulary import InputError

# Whatever stands in the first place: it is what is judged.
UPN = ".[0-9]{11}[0-9A-HJ-NP-RT-Z]"


@dataclass(frozen=True, slots=True)
class Check:
    """One test of the rows of a table: the field it speaks of, which rows it judges, what must hold.

    Where what must hold has no answer, the row is not judged, unless `empty_fails`. `share` makes it a test of all rows
    together, and says how many of those judged may fail.
    """

    rule: of.Rule
    field: str
    when: Node
    holds: Node
    empty_fails: bool = False
    share: of.Share | None = None


class NoCodesError(InputError):
    """The codes of a set were not seen, so that nothing can be said of a value."""


def checks(rule: of.Rule, described: Return, year: int | None) -> list[Check]:
    """Return the tests that a rule makes in the return of a year."""
    return [
        Check(
            rule,
            field,
            when,
            holds,
            rule.empty == "fails",
            rule if isinstance(rule, of.Share) else None,
        )
        for field, when, holds in _MEANING[type(rule)](rule, described, year)
    ]


Tests = list[tuple[str, Node, Node]]


def _required(rule: of.Required, _described: Return, _year: int | None) -> Tests:
    return [(field, parse(rule.when), Call("present", (Name(field),))) for field in rule.fields]


def _one_of(rule: of.OneOf, _described: Return, _year: int | None) -> Tests:
    there = tuple(Call("present", (Name(field),)) for field in rule.fields)
    return [(rule.fields[0], parse(rule.when), Logic("or", there))]


def _in_set(rule: of.InSet, _described: Return, year: int | None) -> Tests:
    valid = codes(rule.codes, year)
    if not valid:
        raise NoCodesError("the codes of this item are not known to us")
    found: Tests = []
    for field in rule.fields:
        value: Node = Call("upper", (Name(field),)) if rule.any_case else Name(field)
        found.append((field, parse(rule.when), In(value, valid)))
    return found


def _format(rule: of.Format, _described: Return, _year: int | None) -> Tests:
    return [(field, parse(rule.when), Call("matches", (Name(field), Constant(rule.like)))) for field in rule.fields]


def _check_letter(rule: of.CheckLetter, _described: Return, _year: int | None) -> Tests:
    """Judge only what has the form of a UPN behind its first letter: of anything else the rules about its form speak."""
    return [
        (
            field,
            both(parse(rule.when), Call("matches", (Name(field), Constant(UPN)))),
            Compare("==", Call("first", (Name(field),)), Call("upn_letter", (Name(field),))),
        )
        for field in rule.fields
    ]


def _readable(rule: of.Readable, _described: Return, _year: int | None) -> Tests:
    when = parse(rule.when)
    there = [(field, Call("present", (Name(field),))) for field in rule.fields]
    return [(field, both(when, present), Call("readable", (Name(field),))) for field, present in there]


def _date_order(rule: of.DateOrder, _described: Return, _year: int | None) -> Tests:
    return [(rule.field or rule.then, parse(rule.when), Compare("<=", parse(rule.first), parse(rule.then)))]


def _range(rule: of.Range, _described: Return, _year: int | None) -> Tests:
    value = parse(rule.value)
    bounds: list[Node] = []
    if rule.least is not None:
        bounds.append(Compare(">=", value, Constant(rule.least)))
    if rule.most is not None:
        bounds.append(Compare("<=", value, Constant(rule.most)))
    return [(rule.field, parse(rule.when), both(*bounds))]


def _unique(rule: of.Unique, _described: Return, _year: int | None) -> Tests:
    among = parse(rule.among) if rule.among else None
    there = tuple(Call("present", (Name(field),)) for field in rule.fields)
    when = both(parse(rule.when), *there, *([among] if among is not None else []))
    holds = Compare("<=", SameAs(rule.fields, condition=among), Constant(1))
    return [(rule.field or rule.fields[0], when, holds)]


def _parent_exists(rule: of.ParentExists, _described: Return, _year: int | None) -> Tests:
    return [("", parse(rule.when), Call("present", (Name("_parent"),)))]


def _cardinality(rule: of.Cardinality, _described: Return, _year: int | None) -> Tests:
    count = Count(rule.of, parse(rule.among) if rule.among else None)
    bounds: list[Node] = [Compare(">=", count, Constant(rule.least))]
    if rule.most is not None:
        bounds.append(Compare("<=", count, Constant(rule.most)))
    return [(rule.field, parse(rule.when), both(*bounds))]


def _conditional(rule: of.Conditional, _described: Return, _year: int | None) -> Tests:
    return [(rule.field, parse(rule.when), parse(rule.then))]


def _timeliness(rule: of.Timeliness, _described: Return, _year: int | None) -> Tests:
    start, end = parse(rule.start), parse(rule.end)
    if rule.days is not None:
        holds: Node = Compare("<=", Call("days", (start, end)), Constant(rule.days))
    else:
        holds = Compare("<=", end, Call("months_after", (start, Constant(rule.months or 0))))
    return [(rule.field, parse(rule.when), holds)]


def _across_lists(rule: of.AcrossLists, _described: Return, _year: int | None) -> Tests:
    there = tuple(Call("present", (Name(field),)) for field in rule.fields)
    holds = Compare("==", SameAs(rule.fields, table=rule.other), Constant(0))
    return [(rule.fields[0], both(parse(rule.when), *there), holds)]


def _register(rule: of.Register, _described: Return, _year: int | None) -> Tests:
    found: Tests = []
    for field in rule.fields:
        value = parse(rule.value) if rule.value else Name(field)
        known = Listed(value, rule.known) if rule.known else TRUE
        found.append((field, both(parse(rule.when), known), Listed(value, rule.register_name)))
    return found


def _share(rule: of.Share, _described: Return, _year: int | None) -> Tests:
    return [(rule.field, parse(rule.when), Not(parse(rule.of)))]


_MEANING: dict[type, Callable[[Any, Return, int | None], Tests]] = {
    of.Required: _required,
    of.OneOf: _one_of,
    of.InSet: _in_set,
    of.Format: _format,
    of.CheckLetter: _check_letter,
    of.Readable: _readable,
    of.DateOrder: _date_order,
    of.Range: _range,
    of.Unique: _unique,
    of.ParentExists: _parent_exists,
    of.Cardinality: _cardinality,
    of.Conditional: _conditional,
    of.Timeliness: _timeliness,
    of.AcrossLists: _across_lists,
    of.Register: _register,
    of.Share: _share,
}
