"""Somebody who has all released tables, adds and subtracts them, and knows how measures overlap.

Written without the planner: what can be worked out is the least and the most that an integer programme finds for a count, with
every released figure as a constraint.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from extramile.core.disclosure import Shown, Suppressed
from extramile.core.measures import WHOLE, RawFigure, ReleasedFigure

COUNTED, OTHERS, UNKNOWN = "counted", "others", "unknown"
Variable = tuple[str, str, str, str]  # table, row, measure, state
Sum = Mapping[Variable, int]

# Who is in the population of the first is counted by the second, in so many of its states; whether nobody else is.
POPULATIONS = (
    ("decisions-in-6-weeks", "requests-refused", (COUNTED, OTHERS, UNKNOWN), True),
    ("refusals-to-mediation", "requests-refused", (COUNTED,), True),
    ("refusals-to-tribunal", "requests-refused", (COUNTED,), True),
    ("assessments-without-plan", "requests-refused", (OTHERS,), False),
    ("assessments-waiting-too-long", "requests-refused", (OTHERS,), False),
    ("refusals-in-16-weeks", "assessments-without-plan", (COUNTED,), True),
    ("plans-in-20-weeks-all", "assessments-without-plan", (OTHERS,), True),
    ("personal-budgets", "open-plans", (COUNTED,), True),
    ("reviews-in-12-months", "open-plans", (COUNTED,), False),
)
# Nobody is in two of these, and all of them are counted by the last in its state.
APART = ("assessments-without-plan", "assessments-waiting-too-long", "requests-refused", OTHERS)
# Bands of a wait in which nobody has waited too long, and in which everybody has.
IN_TIME = {
    "requests-waiting-too-long": {"up to 6 weeks"},
    "assessments-waiting-too-long": {"up to 16 weeks", "over 16, up to 20 weeks"},
}
NARROWER, WIDER = "plans-in-20-weeks", "plans-in-20-weeks-all"
PERIODS = {"month", "year"}


def plus(*sums: Sum) -> dict[Variable, int]:
    found: dict[Variable, int] = {}
    for each in sums:
        for name, factor in each.items():
            found[name] = found.get(name, 0) + factor
    return found


def minus(one: Sum, other: Sum) -> dict[Variable, int]:
    return plus(one, {name: -factor for name, factor in other.items()})


@dataclass
class Attacker:
    raw: Mapping[str, Sequence[RawFigure]]
    released: Mapping[str, Sequence[ReleasedFigure]]
    days: Mapping[str, str]
    # Which measures each table parts, where it is not all of them; one of these without a figure counts nobody.
    parts: Mapping[str, Container[str]] = field(default_factory=dict)
    places: dict[Variable, int] = field(default_factory=dict)
    truth: dict[Variable, int] = field(default_factory=dict)
    known: list[tuple[Sum, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for table, figures in self.raw.items():
            for each in figures:
                for state, count in (
                    (COUNTED, each.counted),
                    (OTHERS, each.of - each.counted),
                    (UNKNOWN, each.unknown),
                ):
                    name = (table, each.group, each.measure.id, state)
                    self.places[name] = len(self.places)
                    self.truth[name] = count
        self.tables_add_up()
        self.measures_overlap()
        self.waits_say_who_is_late()
        self.figures_are_told()

    def rows(self, table: str) -> set[str]:
        return {name[1] for name in self.places if name[0] == table}

    def measures(self, table: str) -> set[str]:
        return {name[2] for name in self.places if name[0] == table}

    def sum(self, table: str, row: str, measure: str, *states: str) -> dict[Variable, int]:
        return {
            name: 1
            for state in states or (COUNTED, OTHERS, UNKNOWN)
            if (name := (table, row, measure, state)) in self.places
        }

    def tables_add_up(self) -> None:
        for table in self.raw:
            for measure in self.measures(table) if table != WHOLE else ():
                for state in (COUNTED, OTHERS, UNKNOWN):
                    if table == "month":
                        for year in self.rows("year"):
                            inside = [
                                row for row in self.rows(table) if (row[:4] if row[:4].isdigit() else row) == year
                            ]
                            rows = plus(*(self.sum(table, row, measure, state) for row in inside))
                            self.equal(rows, self.sum("year", year, measure, state))
                    else:
                        rows = plus(*(self.sum(table, row, measure, state) for row in self.rows(table)))
                        self.equal(rows, self.sum(WHOLE, WHOLE, measure, state))

    def equal(self, one: Sum, other: Sum) -> None:
        self.known.append((minus(one, other), 0, 0))

    def comparable(self, table: str, part: str, whole: str) -> bool:
        parted = self.parts.get(table)
        if parted is not None and not (part in parted and whole in parted):
            return False
        return table not in PERIODS or self.days[part] == self.days[whole] != ""

    def rests(self, table: str, row: str) -> Iterator[tuple[dict[Variable, int], bool]]:
        """What is left of one figure when another is subtracted, and whether that is nothing."""
        if self.comparable(table, NARROWER, WIDER):
            for states in ((COUNTED,), (OTHERS,), (UNKNOWN,), (COUNTED, OTHERS)):
                yield minus(self.sum(table, row, WIDER, *states), self.sum(table, row, NARROWER, *states)), False
        one, other, whole, state = APART
        if self.comparable(table, one, whole) and self.comparable(table, other, whole):
            both = plus(self.sum(table, row, one), self.sum(table, row, other))
            yield minus(self.sum(table, row, whole, state), both), False
        for part, whole, states, everybody in POPULATIONS:
            if self.comparable(table, part, whole):
                yield minus(self.sum(table, row, whole, *states), self.sum(table, row, part)), everybody

    def measures_overlap(self) -> None:
        for table in self.raw:
            for row in self.rows(table):
                for rest, nothing in self.rests(table, row):
                    self.known.append((rest, 0, 0 if nothing else np.inf))

    def waits_say_who_is_late(self) -> None:
        for row in self.rows("wait"):
            for measure, in_time in IN_TIME.items():
                # All who cannot be judged are those of whom nobody knows how long the wait is; among them nobody waits too long.
                late = COUNTED if row in in_time or row == "not known" else OTHERS
                self.equal(self.sum("wait", row, measure, late), {})
                if row == "not known":
                    unknown = self.sum(WHOLE, WHOLE, measure, UNKNOWN)
                    self.equal(self.sum("wait", row, measure, UNKNOWN), unknown)
                else:
                    self.equal(self.sum("wait", row, measure, UNKNOWN), {})

    def figures_are_told(self) -> None:
        for table, figures in self.released.items():
            for each in figures:
                name = each.measure.id
                for value, states in (
                    (each.counted, (COUNTED,)),
                    (each.of, (COUNTED, OTHERS)),
                    (each.unknown, (UNKNOWN,)),
                ):
                    if isinstance(value, Shown):
                        self.known.append((self.sum(table, each.group, name, *states), value.count, value.count))
                    elif isinstance(value, Suppressed) and not value.whole_table:
                        self.known.append((self.sum(table, each.group, name, *states), 1, np.inf))

    def secrets(self, threshold: int) -> list[dict[Variable, int]]:
        """Every count of children above zero and below the threshold, released or left by a subtraction."""
        found = []
        for table in self.raw:
            for row in sorted(self.rows(table)):
                for measure in sorted(self.measures(table)):
                    found += [
                        self.sum(table, row, measure, *each) for each in ((COUNTED,), (OTHERS,), (COUNTED, OTHERS))
                    ]
                # Of one measure alone nothing is left: who could not be judged is told on purpose.
                found += [
                    rest
                    for rest, _ in self.rests(table, row)
                    if len({name[2] for name in rest}) > 1 and not all(name[3] == UNKNOWN for name in rest)
                ]
        return [each for each in found if 0 < self.value(each) < threshold]

    def value(self, asked: Sum) -> int:
        return sum(factor * self.truth[name] for name, factor in asked.items())

    def worked_out(self, threshold: int) -> list[dict[Variable, int]]:
        """The secrets that have one value only in all worlds that look like what was released."""
        # A bound keeps the programme finite and takes nothing away: twice of what there is.
        programme = Programme(self.known, self.places, 2 * max(self.truth.values(), default=0) + 10)
        left, found = self.secrets(threshold), []
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
