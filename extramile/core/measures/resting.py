"""Which measures a rule is about: those that read an item which the rule reads too."""

from collections.abc import Iterable

from extramile.core.measures.declaring import Group, Measure
from extramile.core.returns import Return
from extramile.core.rules import Rule, parse, read_by, reads


def rests_on(rule: Rule, described: Return, year: int | None, wanted: Iterable[Measure]) -> list[Measure]:
    """Return the measures of which an item is one that a rule reads: an error there can be an error in them."""
    read = read_by(rule, described, year)
    return [each for each in wanted if read & _of_measure(each)]


def parted_by(rule: Rule, described: Return, year: int | None, groups: Iterable[Group]) -> list[Group]:
    """Return the ways to part measures of which an item is one that a rule reads: an error there puts rows in a wrong part."""
    read = read_by(rule, described, year)
    return [each for each in groups if each.value and read & reads(parse(each.value), rule.table)]


def _of_measure(measure: Measure) -> frozenset[tuple[str, str]]:
    said = (each for each in (measure.of, measure.counts, measure.day) if each)
    return frozenset(pair for each in said for pair in reads(parse(each), measure.table))
