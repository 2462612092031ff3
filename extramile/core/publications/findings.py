"""Turns the sections of findings into findings: bullets, and rows of the two tables of actions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from extramile.core.publications.bullets import Point, has_glyph, parts_of, points_of, text_of
from extramile.core.publications.headings import Section, fold
from extramile.core.publications.joining import SAME_LINE, Joiner, tidy
from extramile.core.publications.pages import Line, Page
from extramile.core.publications.partners import bodies_in
from extramile.core.publications.report import Finding, Loose
from extramile.core.publications.tables import Row, columns_of, rows_of, second_column

_RESPONSIBLE = re.compile(r"responsiblebod")
_ACTION_HEADER = re.compile(r"(?:responsiblebod(?:y|ies))?(?:(?:areas?(?:for|of|requiring|needing))?priorityactions?)?")


def bulleted(section: Section | None, joiner: Joiner, loose: list[Loose]) -> tuple[Finding, ...]:
    """Return the bullets of a section; what belongs to none goes to `loose`."""
    if section is None:
        return ()
    points, rest = points_of(section.lines)
    if rest:
        _keep(rest, section.id, joiner, loose)
    return tuple(_finding(point.page, [_lead(point), *point.inside], joiner) for point in points)


def priority_actions(
    section: Section | None, pages: Mapping[int, Page], joiner: Joiner, known: Iterable[str], loose: list[Loose]
) -> tuple[Finding, ...]:
    """Return the rows of the table of priority actions: responsible bodies, and the action with its sub-points."""
    if section is None:
        return ()
    headings = [*section.title, *section.repeated]
    heights = [line.y for line in headings if _RESPONSIBLE.search(fold(line.text))][:1]
    headers = [line for line in headings if heights and abs(line.y - heights[0]) < SAME_LINE]
    lines = []
    for line in section.lines:  # the header comes again, or comes in two lines, where it is not part of the heading
        if _ACTION_HEADER.fullmatch(fold(line.text)) and fold(line.text):
            headers.append(line)
        else:
            lines.append(line)
    if not lines:
        return ()
    columns = columns_of(headers, pages)
    if len(columns) < 2:
        right = second_column(lines)
        columns = [min(line.x for line in lines), *([right] if right else [])]
    rows = rows_of(lines, columns, pages)
    for above, row in pairwise(rows):  # a page break within a cell that stands beside several rows
        row.cells[0] = row.cells[0] or above.cells[0]
    return tuple(_action(row, joiner, known) for row in rows if row.cells[-1])


def improvements(
    section: Section | None, pages: Mapping[int, Page], joiner: Joiner, loose: list[Loose]
) -> tuple[Finding, ...]:
    """Return the rows of the table of areas for improvement."""
    if section is None:
        return ()
    lines = [line for line in section.lines if tidy(line.text)]
    while lines and has_glyph(lines[-1]) and len(tidy(lines[-1].text)) == 1:  # a stray bullet behind the table
        lines.pop()
    if not lines:
        return ()
    if has_glyph(lines[0]):  # a list instead of a table
        return bulleted(Section(section.id, lines=lines), joiner, loose)
    left = min(line.x for line in lines)
    rows = rows_of(lines, [left], pages)
    findings = []
    for row in rows:
        parts = parts_of(row.cells[0])
        if parts:
            findings.append(_finding(row.page, parts, joiner))
    return tuple(findings)


def _action(row: Row, joiner: Joiner, known: Iterable[str]) -> Finding:
    finding = _finding(row.page, parts_of(row.cells[-1]), joiner)
    printed = joiner.join(row.cells[0]) if len(row.cells) > 1 else ""
    return Finding(
        finding.text, row.page, finding.points, responsible=bodies_in(printed, known), responsible_printed=printed
    )


def _finding(page: int, parts: Sequence[Point], joiner: Joiner) -> Finding:
    text, points = text_of([_lead(parts[0])] if len(parts) == 1 else parts, joiner)
    return Finding(text, page, points)


def _lead(point: Point) -> Point:
    return Point(point.page, point.x, point.lines, bulleted=False)


def _keep(lines: Sequence[Line], section: str, joiner: Joiner, loose: list[Loose]) -> None:
    for page in sorted({line.page for line in lines}):
        text = joiner.join([line for line in lines if line.page == page])
        if text:
            loose.append(Loose(text, page, section))
