"""The words that go with an entry wherever it shows: what it rests on, and a calendar rule as a sentence."""

from extramile.core.definitions import Grade
from extramile.core.frameworks.deadlines import UNITS, Deadline
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
    """Return what an entry rests on, for a person: "Secondary source: Lancashire, page on the coming inspection".

    What a pack says beside an official text is named apart from it. A deadline that an area set says so first.
    """
    line = _grounds(entry, pack)
    if isinstance(entry, Deadline) and entry.override and entry.original:
        return f"Set by this area: {entry.override.reason}. The framework: {entry.original.length()}. {line}"
    if entry.unverified and entry.grade != "R":
        line += ". Still to be checked"
    return line


def _grounds(entry: Entry, pack: Pack) -> str:
    sources = [pack.sources[key] for key in entry.source]
    words = GRADE_WORDS[entry.grade]
    first = [each for each in sources if entry.grade != "A" or each.kind == "official"]
    titles = "; ".join(each.title for each in first if each.kind in {"official", "secondary"})
    also = "; ".join(each.title for each in sources if each not in first and each.kind == "secondary")
    if entry.grade == "R":
        return f"{words} (compare {titles})" if titles else words
    line = f"{words}: {titles}" if titles else words
    return f"{line} (also: {also})" if also else line


def deadline_line(deadline: Deadline, pack: Pack) -> str:
    """Return a calendar rule as words: "no later than 70 working days after receipt of the report"."""
    anchor = pack.event(deadline.anchor).name if deadline.anchor else ""
    if deadline.value is None:
        return f"not known, counted from {anchor}" if anchor else "not known"
    if deadline.value == 0 and not deadline.up_to and anchor:
        return f"on the day of {anchor}"
    if deadline.value == 0 and deadline.up_to and deadline.unit and anchor:
        return f"on the day of {anchor} or {_soon(deadline.up_to, *UNITS[deadline.unit])} {deadline.direction}"
    line = f"{BOUNDS[deadline.bound]}{deadline.length()}"
    return f"{line} {deadline.direction} {anchor}" if anchor else f"{line}; from when is not known"


def _soon(number: int, one: str, many: str) -> str:
    return f"the {one}" if number == 1 else f"up to {number} {many}"
