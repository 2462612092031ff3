"""Finds the headings of a report and cuts it into sections.

Headings wrap, change case, gain or lose words, are printed twice or only above a table. So lines are compared with
case folded and everything but letters removed, against a stem that says as little as is needed; and sections only ever
go forward in the order of the template, so that a sentence that happens to look like an earlier heading is none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extramile.core.publications.pages import Line

_LETTERS = re.compile(r"[a-z]+")
_MOST_LINES = 4
_LARGE = 13.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading: its id, a pattern for the folded whole, and whether any line that starts so will do.

    A heading that `stays` is the first line of what it heads, such as the header of a table whose own heading may be
    missing or be worded in some other way.
    """

    id: str
    pattern: re.Pattern[str]
    opens: bool = False  # standing text: the beginning of a sentence tells, there is no heading
    stays: bool = False


@dataclass(slots=True)
class Section:
    """A section as cut: the lines of its heading, of the same heading printed again, and of its body, in order."""

    id: str
    title: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def pages(self) -> list[int]:
        """Return the pages the section stands on."""
        return sorted({line.page for line in (*self.title, *self.lines)})


def fold(text: str) -> str:
    """Return the letters of the text, small, nothing between."""
    return "".join(_LETTERS.findall(text.lower()))


def sections_of(lines: Sequence[Line], first: str, headings: Sequence[Heading], stems: Iterable[str]) -> list[Section]:
    """Cut the lines into sections: what stands before the first heading is the section `first`.

    `headings` are in the order of the template, those of one id together; `stems` are the small first letters that a
    heading can have, which keeps the search cheap.
    """
    order = {heading.id: place for place, heading in enumerate(headings)}
    starts = tuple(stems)
    sections = [Section(first)]
    now = -1
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.text.lstrip().lower().startswith(starts):
            heading, length = _heading_at(lines, place, headings)
            if heading is not None and order[heading.id] >= now:
                section = sections[-1]
                kept = section.repeated
                if order[heading.id] > now:
                    section = Section(heading.id)
                    sections.append(section)
                    now = order[heading.id]
                    kept = section.title
                if heading.opens or heading.stays:
                    kept = section.lines
                kept += lines[place : place + length]
                place += length
                continue
        sections[-1].lines.append(line)
        place += 1
    return sections


def _heading_at(lines: Sequence[Line], place: int, headings: Sequence[Heading]) -> tuple[Heading | None, int]:
    """Return the heading that starts at this line, and over how many lines it runs."""
    first = lines[place]
    styled = _is_styled(first)
    if not styled and not first.text.lstrip()[:1].isupper():
        return None, 0
    folded = ""
    best: tuple[Heading | None, int] = (None, 0)
    for length, line in enumerate(lines[place : place + _MOST_LINES], start=1):
        if length > 1 and (line.page != first.page or _is_styled(line) != styled or _other_size(first, line)):
            break
        folded += fold(line.text)
        for heading in headings:
            if heading.opens and length == 1 and heading.pattern.match(folded):
                return heading, 1
            if not heading.opens and heading.pattern.fullmatch(folded) and (styled or _is_short(length, line)):
                best = heading, length
        if "?" in line.text or (best[0] and not styled and not folded.startswith("what")):
            break
    return best


def _is_styled(line: Line) -> bool:
    return line.bold or line.size >= _LARGE


def _other_size(first: Line, line: Line) -> bool:
    return abs(first.size - line.size) > 1


def _is_short(length: int, line: Line) -> bool:
    """Say whether unstyled lines may be a heading: a single one, or a question up to its mark."""
    return length == 1 or "?" in line.text
