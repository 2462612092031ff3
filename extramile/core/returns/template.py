"""The Excel template of the return: one sheet that holds a block for each table, under its title."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from extramile.core.returns.describing import Return, plain
from extramile.core.returns.matching import HEADING_WITHIN
from extramile.core.returns.sheets import Row, Sheet
from extramile.core.vocabulary import InputError


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a sheet that is a table of its own: it has the face of a sheet."""

    name: str
    cells: tuple[Row, ...]
    # The sheet that it is a part of.
    sheet: Sheet
    kind: str = "block"
    ours: bool = False

    @property
    def path(self) -> Path:
        """Return the file that it is in."""
        return self.sheet.path

    def rows(self, _at: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
        """Yield its rows, numbered as in the sheet; they are in memory, so that nobody is told how far one is."""
        yield from self.cells


def blocks(sheet: Sheet, described: Return) -> list[Block]:
    """Return the blocks of a sheet; none where it has no titles of tables.

    A block goes from its title down to the next title in the same columns, and right to the next title in the same row.
    """
    titles = {plain(each.block): each.block for each in described.tables if each.block}
    head = islice(sheet.rows(), HEADING_WITHIN)
    if not any(plain(cell) in titles for _, cells in head for cell in cells if cell):
        return []
    rows = list(sheet.rows())
    found = [
        (number, place, titles[plain(cell)])
        for number, cells in rows
        for place, cell in enumerate(cells)
        if cell and plain(cell) in titles
    ]
    if len(found) < 2:
        return []
    names = [title for _, _, title in found]
    if twice := next((each for each in names if names.count(each) > 1), None):
        raise InputError(f"has the block “{twice}” twice.", where=sheet.name, next_step="Leave one of them.")
    made = []
    for row, left, title in found:
        right = min((place for number, place, _ in found if number == row and place > left), default=10**6)
        below = min((number for number, place, _ in found if number > row and left <= place < right), default=10**9)
        cells = tuple((number, cut) for number, line in rows if row < number < below and any(cut := line[left:right]))
        made.append(Block(title, cells, sheet))
    return made
