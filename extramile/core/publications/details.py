"""Reads the two tables of names: the partners' details, and the inspection team."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extramile.core.publications.headings import Section, fold
from extramile.core.publications.joining import SAME_LINE, Joiner
from extramile.core.publications.pages import Line, Page
from extramile.core.publications.partners import integrated_care_boards, people_in
from extramile.core.publications.report import Printed
from extramile.core.publications.tables import columns_of, cut, rows_of, second_column

_DETAILS_HEADER = re.compile(r"localauthorit|integratedcareboard|nhsbod|healthbod|icbs?$")
_TEAM_HEADER = re.compile(r"ofsted(?:carequalitycommission|cqc)?$|carequalitycommission(?:cqc)?$|cqc$")


@dataclass(frozen=True, slots=True)
class Details:
    """The partners as printed in the details table."""

    local_authority: str | None = None
    icbs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    printed: Mapping[str, Printed] | None = None

    def text(self) -> str:
        """Return the names of the bodies, without those of their leaders."""
        lines = [f"Local authority: {self.local_authority}"] if self.local_authority else []
        lines += [f"Integrated care board: {name}" for name in self.icbs]
        return "\n".join(lines + [f"Partner: {name}" for name in self.others])


def read_details(section: Section | None, pages: Mapping[int, Page], joiner: Joiner) -> Details:
    """Read the names of the partners: the row below the header."""
    if section is None or not section.lines:
        return Details()
    header, lines = _header(section.lines, _DETAILS_HEADER)
    columns = _columns(header, lines, pages)
    if not lines or len(columns) < 2:
        return Details()
    # Short cells end no sentence, so a page break would seem to go on with the row: only the first page is asked.
    names = rows_of([line for line in lines if line.page == lines[0].page], columns, pages)[0]
    cells = [joiner.join(cell) for cell in names.cells]
    page = names.page
    printed = {
        name: Printed(text, page) for name, text in zip(("local_authority", "icbs"), cells, strict=False) if text
    }
    others = tuple(cell for cell in cells[2:] if cell)
    return Details(cells[0] or None, integrated_care_boards(cells[1]), others, printed)


def read_team(
    section: Section | None, pages: Mapping[int, Page], joiner: Joiner
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the inspectors of Ofsted and of the CQC."""
    if section is None or not section.lines:
        return (), ()
    header, lines = _header(section.lines, _TEAM_HEADER)
    columns = _columns(header, lines, pages)
    sides: list[list[Line]] = [[], []]
    for line in lines:
        for column, part in cut(line, columns, pages):
            sides[min(column, 1)].append(part)
    return people_in(sides[0], joiner), people_in(sides[1], joiner)


def _header(lines: Sequence[Line], pattern: re.Pattern[str]) -> tuple[list[Line], list[Line]]:
    """Part the header row, which may be one line or one for each cell, from the rest."""
    length = 0
    while length < min(3, len(lines)) and pattern.search(fold(lines[length].text)) and _level(lines[0], lines[length]):
        length += 1
    return list(lines[:length]), list(lines[length:])


def _level(first: Line, line: Line) -> bool:
    return first.page == line.page and abs(first.y - line.y) < SAME_LINE


def _columns(header: Sequence[Line], lines: Sequence[Line], pages: Mapping[int, Page]) -> list[float]:
    columns = columns_of(header, pages)
    if len(columns) < 2:
        right = second_column(lines)
        columns = [min(line.x for line in (*header, *lines)), *([right] if right else [])] if lines else columns
    return columns
