"""Words that several pages of returns share."""

from dataclasses import dataclass

STATES = {"failed": "Failed", "not run": "Not run", "passed": "Passed", "not applicable": "Not applicable"}
FILES = {
    "csv": ("problems", "text/csv; charset=utf-8"),
    "xlsx": ("marked", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
COLUMNS = ("rule", "severity", "table", "row", "key", "field", "value", "message")


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list is shown, as the macro for pages wants it."""

    number: int
    pages: int
    previous: str
    next: str
    numbers: list[tuple[int, str | None]]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
