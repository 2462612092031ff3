"""The parts of a request that can be broken, and the ways to break them."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extramile.core.synthetic.planting import Plant
from extramile.core.synthetic.record import Record, Year


@dataclass(frozen=True, slots=True)
class Case:
    """A request of a child with all that came of it, to be broken."""

    person: Record
    request: Record
    year: Year

    @property
    def assessment(self) -> Record | None:
        """Return the assessment."""
        return self.request.first("assessment")

    @property
    def plan(self) -> Record | None:
        """Return the plan."""
        return self.assessment.first("named_plan") if self.assessment else None

    @property
    def active(self) -> Record | None:
        """Return the active plan."""
        return self.request.first("active_plans")

    @property
    def detail(self) -> Record | None:
        """Return the main setting that the plan names, where it has a number."""
        return self._ranked(self.plan, "plan_detail", "1", urn=True)

    @property
    def second_detail(self) -> Record | None:
        """Return the second setting that the plan names."""
        return self._ranked(self.plan, "plan_detail", "2")

    @property
    def placement(self) -> Record | None:
        """Return the main placement, where it has a number."""
        return self._ranked(self.active, "placement_detail", "1", urn=True)

    @property
    def second_placement(self) -> Record | None:
        """Return the second placement of those that go on."""
        return self._ranked(self.active, "placement_detail", "2")

    @property
    def past_placement(self) -> Record | None:
        """Return a placement that ended."""
        found = self.active.inside if self.active else ()
        return next(
            (each for each in found if each.table == "placement_detail" and "leaving_date" in each.values), None
        )

    @property
    def need(self) -> Record | None:
        """Return the main need."""
        return self._ranked(self.active, "sen_need", "1")

    @property
    def second_need(self) -> Record | None:
        """Return the second need."""
        return self._ranked(self.active, "sen_need", "2")

    @staticmethod
    def _ranked(above: Record | None, table: str, rank: str, *, urn: bool = False) -> Record | None:
        name = "sen_type_rank" if table == "sen_need" else "placement_rank"
        for each in above.inside if above else ():
            if each.table == table and each.says(**{name: rank}) and "leaving_date" not in each.values:
                return each if not urn or "urn" in each.values else None
        return None

    @property
    def age(self) -> int:
        """Return how old the child is on census day."""
        return self.year.age(self.person.values["birth_date"])


When = Callable[[Case], bool]
Value = str | Callable[[Case], str]


def _cases(person: Record, year: Year) -> Iterator[Case]:
    for request in person.inside:
        yield Case(person, request, year)


def put(part: str, when: When, **values: Value) -> Plant:
    """Return what puts values into a part of the first case that is such."""

    def plant(person: Record, year: Year) -> bool:
        for case in _cases(person, year):
            record: Record | None = getattr(case, part)
            if record is not None and when(case):
                record.values |= {name: each if isinstance(each, str) else each(case) for name, each in values.items()}
                return True
        return False

    return plant


def do(when: When, change: Callable[[Case], None]) -> Plant:
    """Return what changes the first case that is such."""

    def plant(person: Record, year: Year) -> bool:
        for case in _cases(person, year):
            if when(case):
                change(case)
                return True
        return False

    return plant


def again(part: str, into: str, when: When, **values: Value) -> Plant:
    """Return what puts a copy of a part into another, with some values changed."""

    def change(case: Case) -> None:
        made = copy.deepcopy(getattr(case, part))
        made.values |= {name: each if isinstance(each, str) else each(case) for name, each in values.items()}
        getattr(case, into).inside.append(made)

    return do(lambda case: getattr(case, part) is not None and getattr(case, into) is not None and when(case), change)


def drop(part: str, table: str, when: When) -> Plant:
    """Return what takes the records of a table out of a part."""

    def change(case: Case) -> None:
        record = getattr(case, part)
        record.inside = [each for each in record.inside if each.table != table]

    return do(
        lambda case: getattr(case, part) is not None and getattr(case, part).first(table) is not None and when(case),
        change,
    )
