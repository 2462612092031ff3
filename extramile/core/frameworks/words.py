"""The words that go with an entry wherever it shows: what it rests on, and a calendar rule as a sentence."""

from extramile.core.definitions import Grade
from extramile.core.frameworks.deadlines import Deadline
from extramile.core.frameworks.entries import Entry
from extramile.core.frameworks.framework import Pack

GRADE_WORDS: dict[Grade, str] = {
    "A": "Official text",
    "B": "Secondary source",
    "C": "Derived by us",
    "R": "Recalled, not verified",
}
BOUNDS = {"exactly": "", "no-later-than": "no later than ", "about": "about "}


def source_line(entry: Entry, pack: Pack) -> str:
    """Return what an entry rests on, for a person: "Secondary source: Lancashire page on the coming inspection".

    A deadline that an area set says so first, and what it was.
    """
    titles = "; ".join(pack.sources[key].title for key in entry.source if not pack.sources[key].recalled)
    words = GRADE_WORDS[entry.grade]
    line = f"{words}: {titles}" if titles and entry.grade != "R" else words
    if titles and entry.grade == "R":
        line += f" (compare {titles})"
    if isinstance(entry, Deadline) and entry.override and entry.original:
        return f"Set by this area: {entry.override.reason}. The framework: {entry.original.length()}. {line}"
    if entry.unverified and entry.grade != "R":
        line += ". Still to be checked"
    return line


def deadline_line(deadline: Deadline, pack: Pack) -> str:
    """Return a calendar rule as words: "no later than 70 working days after receipt of the report"."""
    anchor = pack.event(deadline.anchor).name if deadline.anchor else ""
    if deadline.value is None:
        return f"not known, counted from {anchor}" if anchor else "not known"
    if deadline.value == 0 and not deadline.up_to and anchor:
        return f"on the day of {anchor}"
    line = f"{BOUNDS[deadline.bound]}{deadline.length()}"
    return f"{line} {deadline.direction} {anchor}" if anchor else f"{line}; from when is not known"
