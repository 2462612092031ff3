"""What a person should look at in a return: which rule, in which table, in which row, column and value."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "query"]

# How a child without any number is called: by where it stands in one file, or by what ties the rows of one file together.
_STAND_INS = ("row ", "person ", "key ")
# So many of one kind in one column are named one by one; the rest are counted.
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem with a row of a return. `row` is the row of the person's file as they see it; 0 means the file as a whole.

    `key` and `value` are personal data: they go to the person whose file it is, and never into a log.
    """

    rule: str
    severity: Severity
    table: str
    row: int
    key: str
    field: str
    value: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as plain values, for JSON."""
        return asdict(self)


def has_number(key: str) -> bool:
    """Say whether a child is called by a number of its own: one that is not can be another child in the next file."""
    return bool(key) and not key.startswith(_STAND_INS)


class Noted:
    """Problems found while a file is read: the first of a kind one by one, then how many more."""

    def __init__(self) -> None:
        self._named: list[RowProblem] = []
        self._counts: dict[tuple[str, str, str], int] = {}
        self._places: dict[tuple[str, str, str], RowProblem] = {}

    def add(
        self, rule: str, message: str, *, table: str = "", row: int = 0, key: str = "", field: str = "", value: str = ""
    ) -> None:
        """Note a problem of reading."""
        kind = (rule, table, field)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        problem = RowProblem(rule, "query", table, row, key, field, value, message)
        self._places.setdefault(kind, problem)
        if self._counts[kind] <= MOST_NAMED:
            self._named.append(problem)

    def once(self, rule: str, message: str, table: str) -> None:
        """Note what is so of a whole table, however often it is found."""
        if (rule, table, "") not in self._counts:
            self.add(rule, message, table=table)

    def all(self) -> tuple[RowProblem, ...]:
        """Return what was noted, with one more line for each kind of which there are too many to name."""
        more = (
            RowProblem(
                first.rule,
                first.severity,
                first.table,
                0,
                "",
                first.field,
                "",
                f"And {count - MOST_NAMED:,} more like these.",
            )
            for kind, count in self._counts.items()
            if count > MOST_NAMED and (first := self._places[kind])
        )
        return (*self._named, *more)


def in_order(problems: Iterable[RowProblem]) -> list[RowProblem]:
    """Return problems as they stand in the file: by table, row, field and rule."""
    return sorted(problems, key=lambda each: (each.table, each.row, each.field, each.rule, each.value))
