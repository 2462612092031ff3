"""Tables: columns by where words stand, rows by the ruled lines between them, rows that run over a page made whole.

A table of these reports is light: a header, thin borders, cells of running text. The text of neighbouring cells may
come as one line, so a line is cut where a word starts at the next column. A page break closes the border of a row that
goes on, and repeats nothing, so what the text says decides whether the first row of a page is a new one.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extramile.core.publications.bullets import has_glyph, without_glyph
from extramile.core.publications.joining import tidy
from extramile.core.publications.pages import DIVIDED, Line, Page

_CELL_GAP = 9.0
_NEAR = 4.0
# How most recommendations start.
_OPENS = re.compile(r"(?:\w+ ){0,2}leaders\b|the (?:local )?(?:area )?(?:partnership|authority)\b", re.IGNORECASE)
# Underlined words are shorter.
_ACROSS = 250.0
_NEXT_ROW_GAP = 1.35
_FULL_LINE = 0.97


@dataclass(slots=True)
class Row:
    """A row: the lines of each cell, left to right, and the page where it starts."""

    page: int
    cells: list[list[Line]] = field(default_factory=list)


def columns_of(header: Sequence[Line], pages: Mapping[int, Page]) -> list[float]:
    """Return where each column starts, from the header row: at its left edge and after each wide gap."""
    starts: list[float] = []
    for line in header:
        page = pages[line.page]
        starts.append(line.x)
        text = line.text
        for place in range(1, len(text)):
            if text[place - 1] == " " and text[place] != " ":
                before = len(text[:place].rstrip()) - 1
                if before >= 0 and page.x_of(line, place) - page.right_of(line, before) > _CELL_GAP:
                    starts.append(page.x_of(line, place))
    starts.sort()
    return [x for place, x in enumerate(starts) if place == 0 or x - starts[place - 1] > 60]


def second_column(lines: Sequence[Line]) -> float | None:
    """Return where the right column starts, judged by the lines that start far from the left; None without any."""
    left = min((line.x for line in lines), default=0.0)
    right = [line.x for line in lines if line.x > left + 100]
    return min(right) if right else None


def cut(line: Line, columns: Sequence[float], pages: Mapping[int, Page]) -> list[tuple[int, Line]]:
    """Return the line as parts with the number of their column, cut where a word starts at a later column."""
    column = _column_at(line.x, columns)
    parts: list[tuple[int, Line]] = []
    start = 0
    if column + 1 < len(columns):
        page = pages[line.page]
        if page.right_of(line, max(0, len(line.text.rstrip(DIVIDED + " ")) - 1)) > columns[column + 1]:
            for place in range(1, len(line.text)):
                if line.text[place - 1] != " " or line.text[place] == " ":
                    continue
                x = page.x_of(line, place)
                if _column_at(x, columns) > column and _is_gap(line, place, page):
                    parts.append((column, _part(line, start, place, line.x if not parts else columns[column])))
                    column, start = _column_at(x, columns), place
    parts.append((column, _part(line, start, len(line.text), line.x if not parts else columns[column])))
    return [(number, part) for number, part in parts if part.text.strip()]


def rows_of(lines: Sequence[Line], columns: Sequence[float], pages: Mapping[int, Page]) -> list[Row]:
    """Return the rows of a table, those that run over a page as one."""
    rows: list[Row] = []
    for number in sorted({line.page for line in lines}):
        here = [line for line in lines if line.page == number]
        bands = _bands(here, columns[-1], pages[number])
        found = _rows_by_bands(here, bands, columns, pages)
        if len(columns) > 1:
            _share_first_cell(found, _bands(here, columns[0], pages[number]))
        if not bands:
            found = _rows_by_gaps(found[0]) if len(columns) == 1 else _rows_by_order(here, columns, pages)
        if rows and found and _goes_on(rows[-1], found[0], single=len(columns) == 1 or _one_cell_beside(rows, found)):
            for cell, more in zip(rows[-1].cells, found.pop(0).cells, strict=True):
                cell.extend(more)
        rows += found
    return rows


def _one_cell_beside(rows: Sequence[Row], found: Sequence[Row]) -> bool:
    """Say whether one left cell stands beside several rows here, so that its being empty tells nothing."""
    shared = len(rows) > 1 and rows[-1].cells[0] == rows[-2].cells[0]
    return shared or (len(found) > 1 and not any(row.cells[0] for row in found))


def _bands(lines: Sequence[Line], left: float, page: Page) -> list[int]:
    """Return the heights of the ruled lines of the table that run below the column which starts at `left`."""
    top, bottom = max(line.y for line in lines), min(line.y for line in lines)
    spans: dict[int, tuple[float, float]] = {}
    for rule in page.rules():  # a border may be drawn in pieces, one for each cell
        start, end = spans.get(round(rule.y), (rule.left, rule.right))
        spans[round(rule.y)] = min(start, rule.left), max(end, rule.right)
    heights = sorted(y for y, (start, end) in spans.items() if start <= left + 2 and end - start > _ACROSS)
    return heights if any(bottom < height < top + 30 for height in heights) else []


def _rows_by_bands(
    lines: Sequence[Line], bands: Sequence[float], columns: Sequence[float], pages: Mapping[int, Page]
) -> list[Row]:
    rows: dict[int, Row] = {}
    for line in lines:
        band = -bisect_left(bands, line.y)
        row = rows.setdefault(band, Row(line.page, [[] for _ in columns]))
        for column, part in cut(line, columns, pages):
            row.cells[column].append(part)
    return [rows[band] for band in sorted(rows)]


def _share_first_cell(rows: list[Row], bands: Sequence[float]) -> None:
    """Give rows their left cell where one cell stands beside several rows: no ruled line parts it."""
    beside: dict[int, list[Row]] = {}
    for row in rows:
        first = next(line for cell in row.cells for line in cell)
        beside.setdefault(bisect_left(bands, first.y), []).append(row)
    for group in beside.values():
        named = [row for row in group if row.cells[-1]]
        if len(group) > 1 and named:
            shared = [line for row in group for line in row.cells[0]]
            for row in group:
                row.cells[0] = list(shared)
                if not row.cells[-1]:
                    rows.remove(row)


def _rows_by_order(lines: Sequence[Line], columns: Sequence[float], pages: Mapping[int, Page]) -> list[Row]:
    """Tell the rows by the order of drawing, cell after cell: back in the left column, a new row starts."""
    rows: list[Row] = []
    before = len(columns)
    for line in lines:
        for column, part in cut(line, columns, pages):
            if (column < before and column == 0) or not rows:
                rows.append(Row(line.page, [[] for _ in columns]))
            rows[-1].cells[column].append(part)
            before = column
    return rows


def _rows_by_gaps(row: Row) -> list[Row]:
    """Cut one band of one column into rows by the text: after a full sentence that ends a paragraph, at the left."""
    rows: list[Row] = []
    above: Line | None = None
    left = min((line.x for line in row.cells[0]), default=0.0)
    for line in row.cells[0]:
        starts = above is None or (
            line.x < left + _NEAR
            and not has_glyph(line)
            and _ends_row(above)
            and _starts_row(line)
            and (above.y - line.y > _NEXT_ROW_GAP * max(line.size, 8) or not _is_full(above, line, row.cells[0]))
        )
        if starts:
            rows.append(Row(row.page, [[]]))
        rows[-1].cells[0].append(line)
        above = line
    return rows


def _goes_on(row: Row, after: Row, *, single: bool) -> bool:
    """Say whether the first row of a page goes on with the last row of the page before."""
    last, first = row.cells[-1], after.cells[-1]
    if not single and not after.cells[0]:
        return True
    if not last or not first:
        return False
    above, below = last[-1], first[0]
    if not _ends_row(above) or not _starts_row(below) or (has_glyph(below) and not has_glyph(last[0])):
        return True
    if not single:  # both cells start anew, unless the left one was left unfinished
        return tidy(row.cells[0][-1].text).lower().endswith((" and", ",", "&", " of", "nhs")) if row.cells[0] else False
    # A full last line may be followed by a sentence of the same row. Where the next word had room, the row had ended.
    return len(last) > 1 and _is_full(above, below, last) and not _OPENS.match(tidy(below.text))


def _is_full(above: Line, below: Line, cell: Sequence[Line]) -> bool:
    """Say whether the next line's first word had no room on the line above, judged by the widest line of the cell."""
    widest = max(len(line.text.rstrip()) for line in cell if abs(line.x - above.x) < _NEAR)
    next_word = tidy(below.text).split(" ", 1)[0]
    return len(above.text.rstrip()) + 1 + len(next_word) > widest * _FULL_LINE


def _ends_row(line: Line) -> bool:
    return line.text.rstrip().rstrip("’”\"')").endswith((".", "!", "?"))


def _starts_row(line: Line) -> bool:
    text = tidy(without_glyph(line).text).lstrip("‘“\"'(")
    return text[:1].isupper() or text[:1].isdigit()


def _column_at(x: float, columns: Sequence[float]) -> int:
    return max((number for number, start in enumerate(columns) if x >= start - _NEAR), default=0)


def _is_gap(line: Line, place: int, page: Page) -> bool:
    before = len(line.text[:place].rstrip()) - 1
    return before >= 0 and page.x_of(line, place) - page.right_of(line, before) > _NEAR


def _part(line: Line, start: int, end: int, x: float) -> Line:
    return line._replace(text=line.text[start:end], x=x, start=line.start + start)
