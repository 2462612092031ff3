"""How wide the columns of a table are on paper, where nothing scrolls: by the words in them."""

from itertools import chain

from extramile.core.documents.blocks import Table
from extramile.core.documents.inline import Inline, Text, plain

# Letters that stand side by side on upright paper; a table that needs more is set on a page turned on its side.
UPRIGHT = 104
_NARROWEST, _PLEASANT, _WIDEST = 5, 26, 44


def shares(table: Table) -> tuple[int, ...]:
    """Return the width of each column as a share of the whole, in letters.

    A column is as wide as its longest word, so that none breaks, and wider the more it has to say, up to a line that is
    pleasant to read.
    """
    boxes = max((_box(plain(table.headings[column])) for column in table.centred), default=0)
    return tuple(
        boxes if column in table.centred else _share(plain(heading), [row[column] for row in table.rows])
        for column, heading in enumerate(table.headings)
    )


def _box(heading: str) -> int:
    """Return the width of a column of boxes to tick: all of them alike, for none weighs more, and their words unbroken."""
    return max(max(map(len, heading.split()), default=0) + 4, _NARROWEST)


def _share(heading: str, cells: list[Inline]) -> int:
    words = chain(heading.split(), *(plain(cell).split() for cell in cells))
    longest_word = max((len(word) for word in words), default=0)
    # What is missing from a cell may wrap between its words, and makes no column wider than they are.
    written = (plain(tuple(run for run in cell if isinstance(run, Text))) for cell in cells)
    longest_cell = max((len(cell) for cell in (heading, *written)), default=0)
    wanted = max(longest_word + 2, min(longest_cell, _PLEASANT + longest_cell // 8))
    return min(max(wanted, _NARROWEST), _WIDEST)
