"""How wide the columns of a table are on paper, where nothing scrolls: by the words in them."""

from itertools import chain

from extramile.core.documents.blocks import Table
from extramile.core.documents.inline import plain

_NARROWEST, _WIDEST = 5, 44


def shares(table: Table) -> tuple[int, ...]:
    """Return the width of each column as a share of the whole, in letters.

    A column is as wide as its longest word, so that none breaks, and wider the more it has to say, up to a line that is
    pleasant to read.
    """
    return tuple(
        _share([plain(heading), *(plain(row[column]) for row in table.rows)])
        for column, heading in enumerate(table.headings)
    )


def _share(cells: list[str]) -> int:
    longest_word = max((len(word) for word in chain.from_iterable(cell.split() for cell in cells)), default=0)
    longest_cell = max((len(cell) for cell in cells), default=0)
    wanted = max(longest_word + 2, min(longest_cell, _WIDEST // 2 + longest_cell // 8))
    return min(max(wanted, _NARROWEST), _WIDEST)
