"""Words that several pages of returns share."""

STATES = {"failed": "Failed", "not run": "Not run", "passed": "Passed", "not applicable": "Not applicable"}
# How far a rule, a measure or a limit is to be trusted, by the grade of its source.
GRADES = {
    "A": "Read in the official text",
    "B": "From a secondary source",
    "C": "Our own",
    "R": "From memory, not verified",
}
FILES = {
    "csv": ("problems", "text/csv; charset=utf-8"),
    "xlsx": ("marked", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
