"""Somebody who has all released tables, adds and subtracts them, and knows in which measures a child can be at once.

Written without the planner, and without a list of measures: what can be worked out is the least and the most that an integer
programme finds for a count, with every released figure as a constraint. What the attacker counts are children of a kind (the
measures a child is in, and how) in a row of a table; only kinds that there are.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from extramile.core.disclosure import Shown, Suppressed
from extramile.core.measures import WHOLE, Children, MeasureFile, RawFigure, ReleasedFigure, Standing

COUNTED, OTHERS, UNKNOWN = "counted", "others", "unknown"
STATES = (COUNTED, OTHERS, UNKNOWN)
# Marks a record that is of no kind.
STRAY = ("", "")
Variable = tuple[str, str, Standing]  # table, row, kind
Sum = Mapping[Variable, int]
Figure = frozenset[tuple[str, str]]  # lines of a measure that are added


def plus(*sums: Sum) -> dict[Variable, int]:
    found: dict[Variable, int] = {}
    for each in sums:
        for name, factor in each.items():
            found[name] = found.get(name, 0) + factor
    return {name: factor for name, factor in found.items() if factor}


def minus(one: Sum, other: Sum) -> dict[Variable, int]:
    return plus(one, {name: -factor for name, factor in other.items()})


def figures_of(measure: str) -> tuple[Figure, Figure, Figure]:
    """What is shown of a measure, or follows from it alone."""
    return tuple(frozenset((measure, each) for each in states) for states in ((COUNTED,), (OTHERS,), (COUNTED, OTHERS)))


@dataclass
class Differences:
    """What is left when one or two figures are subtracted from another, where they are parts of it and have nobody in common."""

    kinds: Sequence[Standing]

    def among(self, figure: Figure) -> frozenset[Standing]:
        return frozenset(each for each in self.kinds if each & figure)

    @cached_property
    def figures(self) -> dict[Figure, frozenset[Standing]]:
        measures = sorted({name for each in self.kinds for name, _ in each})
        return {figure: self.among(figure) for each in measures for figure in figures_of(each) if self.among(figure)}

    def unknown(self, family: set[str]) -> set[frozenset[Standing]]:
        """Who could not be judged: how many is told on purpose, and so is who could not by one measure, and could by another."""
        lines = [self.among(frozenset({(each, UNKNOWN)})) for each in family]
        return {*lines, *(one - other for one, other in permutations(lines, 2))}

    @cached_property
    def rests(self) -> list[tuple[Figure, tuple[Figure, ...], frozenset[Standing]]]:
        inside: dict[Figure, list[Figure]] = {}
        for whole, part in permutations(self.figures, 2):
            if self.figures[part] <= self.figures[whole] and not part & whole:
                inside.setdefault(whole, []).append(part)
        found = []
        for whole, parts in inside.items():
            two = (each for each in combinations(parts, 2) if not self.figures[each[0]] & self.figures[each[1]])
            for some in (*((each,) for each in parts), *two):
                left = self.figures[whole].difference(*(self.figures[each] for each in some))
                if left:
                    found.append((whole, some, left))
        return found


@dataclass
class Attacker:
    raw: Mapping[str, Sequence[RawFigure]]
    released: Mapping[str, Sequence[ReleasedFigure]]
    children: Children
    declared: MeasureFile
    places: dict[Variable, int] = field(default_factory=dict)
    truth: dict[Variable, int] = field(default_factory=dict)
    known: list[tuple[Sum, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
        self.told: dict[str, set[str]] = {}
        # Nobody but those who may see the records is told anything of what is kept.
        self.raw = {table: [each for each in rows if not each.measure.kept] for table, rows in self.raw.items()}
        for table, figures in self.raw.items():
            self.told[table] = {each.measure.id for each in figures if each.of is not None}
            for each in figures:
                if each.of is not None and (table == WHOLE or each.group):
                    row = self.counts.setdefault((table, each.group), {})
                    for state, count in zip(STATES, (each.counted, each.of - each.counted, each.unknown), strict=True):
                        row[each.measure.id, state] = count
        self.families = {table: self.families_of(table) for table in self.raw}
        self.kinds = {
            table: sorted(
                {
                    part
                    for each in self.standings(table)
                    for one in self.families[table]
                    if (part := self.only(each, one))
                },
                key=sorted,
            )
            for table in self.raw
        }
        for (table, row), lines in self.counts.items():
            self.place(table, row, lines)
        self.tables_add_up()
        self.groups_settle()
        self.figures_are_told()

    def families_of(self, table: str) -> list[set[str]]:
        """Measures that can be subtracted in a table: all, and in periods those of the same day."""
        if table == WHOLE or not self.declared.groups[table].period:
            return [self.told[table]]
        days: dict[str, set[str]] = {}
        for each in self.declared.measures:
            if each.id in self.told[table]:
                days.setdefault(each.day if "." in each.day else f"{each.table}.{each.day}", set()).add(each.id)
        return list(days.values())

    def standings(self, table: str) -> set[Standing]:
        return {each for row in self.children.get(table, {}).values() for each in row}

    def only(self, standing: Standing, measures: set[str]) -> Standing:
        return frozenset(each for each in standing if each[0] in measures)

    def place(self, table: str, row: str, lines: Mapping[tuple[str, str], int]) -> None:
        left = dict(lines)
        for kind in self.kinds[table]:
            self.truth[table, row, kind] = 0
        for standing, count in self.children.get(table, {}).get(row, {}).items():
            for family in self.families[table]:
                if kind := self.only(standing, family):
                    self.truth[table, row, kind] += count
                    for line in kind:
                        left[line] -= count
        # Records that belong to no child, or that a measure counts twice: of those each line is alone.
        self.truth |= {(table, row, frozenset({line, STRAY})): count for line, count in left.items() if count}
        for name in self.truth:
            self.places.setdefault(name, len(self.places))

    def sum(self, table: str, row: str, *lines: tuple[str, str]) -> dict[Variable, int]:
        return {name: 1 for name in self.in_row.get((table, row), ()) if not name[2].isdisjoint(lines)}

    @cached_property
    def in_row(self) -> dict[tuple[str, str], list[Variable]]:
        found: dict[tuple[str, str], list[Variable]] = {}
        for name in self.places:
            found.setdefault(name[:2], []).append(name)
        return found

    def value(self, asked: Sum) -> int:
        return sum(factor * self.truth[name] for name, factor in asked.items())

    def equal(self, one: Sum, other: Sum) -> None:
        if asked := minus(one, other):
            self.known.append((asked, 0, 0))

    def tables_add_up(self) -> None:
        for table, row in list(self.counts):
            if table == WHOLE:
                continue
            # Months part their year, all else the whole.
            above = ("year", row[:4] if row[:4].isdigit() else row) if table == "month" else (WHOLE, WHOLE)
            if table == "month" and above not in self.counts:
                continue
            rows = [each for each in self.counts if each[0] == table and (table != "month" or each[1][:4] == row[:4])]
            if row != rows[0][1]:
                continue
            for family in self.families[table]:
                for measure in family:
                    for state in STATES:
                        line = (measure, state)
                        self.equal(plus(*(self.sum(*each, line) for each in rows)), self.sum(*above, line))
                for kind in {part for each in self.kinds[table] if (part := self.only(each, family)) == each}:
                    here = plus(*({(*each, kind): 1} for each in rows))
                    there = {
                        name: 1
                        for name in self.in_row[above]
                        if STRAY not in name[2] and self.only(name[2], family) == kind
                    }
                    # A child in two parts of a table is of no kind there.
                    if self.value(here) == self.value(there):
                        self.equal(here, there)

    def groups_settle(self) -> None:
        """Bands of a wait tell who has waited too long, and who cannot be judged is in none of them."""
        for table, row in self.counts:
            for measure in self.declared.groups[table].settles if table != WHOLE else ():
                for state in STATES:
                    if state == UNKNOWN or not self.counts[table, row].get((measure, state)):
                        asked = self.sum(table, row, (measure, state))
                        self.known.append((asked, self.value(asked), self.value(asked)))

    def figures_are_told(self) -> None:
        for table, figures in self.released.items():
            told = {(table, row, measure) for row in self.rows(table) for measure in self.told[table]}
            for each in figures:
                name = each.measure.id
                told.discard((table, each.group, name))
                for value, states in (
                    (each.counted, (COUNTED,)),
                    (each.of, (COUNTED, OTHERS)),
                    (each.unknown, (UNKNOWN,)),
                ):
                    asked = self.sum(table, each.group, *((name, state) for state in states))
                    if asked and isinstance(value, Shown):
                        self.known.append((asked, value.count, value.count))
                    elif asked and isinstance(value, Suppressed) and not value.whole_table:
                        self.known.append((asked, 1, np.inf))
            for each in told:
                # A group without a figure has nobody.
                if asked := self.sum(each[0], each[1], *((each[2], state) for state in STATES)):
                    self.known.append((asked, 0, 0))

    def rows(self, table: str) -> list[str]:
        return [row for name, row in self.counts if name == table]

    def secrets(self, threshold: int) -> list[dict[Variable, int]]:
        """Every count of children above zero and below the threshold, released or left by subtractions, each once."""
        found: dict[frozenset[tuple[Variable, int]], dict[Variable, int]] = {}
        for table in self.raw:
            for family in self.families[table]:
                kinds = [each for each in self.kinds[table] if self.only(each, family)]
                seen = Differences(kinds)
                unknown = seen.unknown(family)
                asked = [
                    ((figure,), ())
                    for each in sorted(family)
                    for figure in figures_of(each)
                    if not seen.among(figure) or seen.among(figure) not in unknown
                ]
                asked += [((whole,), parts) for whole, parts, left in seen.rests if left not in unknown]
                for row in self.rows(table):
                    for more, less in asked:
                        rest = minus(
                            plus(*(self.sum(table, row, *each) for each in more)),
                            plus(*(self.sum(table, row, *each) for each in less)),
                        )
                        if 0 < self.value(rest) < threshold:
                            found[frozenset(rest.items())] = rest
        return list(found.values())

    def subtracted(self, threshold: int) -> list[str]:
        """What a reader gets who takes one or two shown figures from another of a row, where it is few.

        A hidden figure that follows and is not few is no secret of its own; whether something small follows with its help is
        what `worked_out` decides.
        """
        shown: dict[tuple[str, str], dict[Figure, int]] = {}
        for table, figures in self.released.items():
            for each in figures:
                row, name = shown.setdefault((table, each.group), {}), each.measure.id
                counted, others, of = figures_of(name)
                if isinstance(each.counted, Shown):
                    row[counted] = each.counted.count
                if isinstance(each.of, Shown):
                    row[of] = each.of.count
                if counted in row and of in row:
                    row[others] = row[of] - row[counted]
        found = []
        for table in self.raw:
            for family in self.families[table]:
                seen = Differences([each for each in self.kinds[table] if self.only(each, family)])
                unknown = seen.unknown(family)
                for whole, parts, _ in (each for each in seen.rests if each[2] not in unknown):
                    for row in self.rows(table):
                        told = shown.get((table, row), {})
                        if whole in told and all(each in told for each in parts):
                            rest = told[whole] - sum(told[each] for each in parts)
                            said = f"{table} {row}: {sorted(whole)} less {[sorted(each) for each in parts]} is {rest}"
                            if 0 < rest < threshold:
                                found.append(said)
        return found

    def worked_out(self, threshold: int) -> list[dict[Variable, int]]:
        """The secrets that have one value only in all worlds that look like what was released."""
        # A bound keeps the programme finite and takes nothing away: twice of what there is.
        programme = Programme(self.known, self.places, 2 * max(self.truth.values(), default=0) + 10)
        left, found = self.secrets(threshold), []
        chance = random.Random(0)
        # A few worlds at random tell of most of them.
        for _ in range(8):
            world = programme.least({name: chance.randint(-3, 3) for name in self.places}, 1)
            left = [each for each in left if programme.value(each, world) == self.value(each)]
        while left:
            asked = left[0]
            for sign in (1, -1):
                world = programme.least(asked, sign)
                # A world tells of all secrets that are something else in it.
                left = [each for each in left if programme.value(each, world) == self.value(each)]
                if asked not in left:
                    break
            else:
                found.append(asked)
                left.remove(asked)
        return found


class Programme:
    """What is known, as an integer programme."""

    def __init__(self, known: Sequence[tuple[Sum, float, float]], places: Mapping[Variable, int], most: int) -> None:
        rows, columns, factors = [], [], []
        for number, (each, _, _) in enumerate(known):
            for name, factor in each.items():
                rows.append(number)
                columns.append(places[name])
                factors.append(factor)
        matrix = csr_array((factors, (rows, columns)), shape=(len(known), len(places)))
        self.places, self.most = places, most
        self.constraints = LinearConstraint(matrix, [low for _, low, _ in known], [high for _, _, high in known])

    def least(self, asked: Sum, sign: int) -> np.ndarray:
        goal = np.zeros(len(self.places))
        for name, factor in asked.items():
            goal[self.places[name]] = sign * factor
        answer = milp(goal, constraints=self.constraints, integrality=np.ones(len(goal)), bounds=Bounds(0, self.most))
        assert answer.success, answer.message
        return np.round(answer.x).astype(int)

    def value(self, asked: Sum, world: np.ndarray) -> int:
        return sum(factor * int(world[self.places[name]]) for name, factor in asked.items())
