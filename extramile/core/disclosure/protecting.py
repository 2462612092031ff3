"""Which counts of a table to hide.

A table with its margins is a set of sums: each row adds up to its total, each column to its own, the totals to the grand total.
Seen as a network, every count is a flow from one line to another, and the sums say that nothing is lost on the way. What somebody
can work out of a hidden count is then a question about ways: if a ring of hidden counts leads through it, each of them could be
one more or one less with every shown figure unchanged; if not, subtraction gives it away. So for each small count the cheapest
ring is looked for, and what lies on it is hidden as well. A count on the ring that would have to become one less must stay above
zero, because a reader knows that no hidden count is zero.
"""

import heapq
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extramile.core.disclosure.values import Audience, NotAvailable, Released, Shown, Suppressed

# The name of the margin: the total of a row is at (row, MARGIN), of a column at (MARGIN, column).
MARGIN = "\0total"
Cell = tuple[str, str]
WITHHELD = NotAvailable("the groups are too small to show this table without showing people")


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column; the margins are their sums."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Cell, int]

    def with_margins(self) -> dict[Cell, int]:
        """Return every count with every margin."""
        cells = {(row, column): self.counts.get((row, column), 0) for row in self.rows for column in self.columns}
        for row in self.rows:
            cells[row, MARGIN] = sum(cells[row, column] for column in self.columns)
        for column in (*self.columns, MARGIN):
            cells[MARGIN, column] = sum(cells[row, column] for row in self.rows)
        return cells


Node = tuple[str, str]
Arc = tuple[Node, Node]


def _arc(cell: Cell) -> Arc:
    """Return the flow that a count is: from its row to its column, a total the other way, so that every line balances."""
    row, column = ("row", cell[0]), ("column", cell[1])
    return (row, column) if (cell[0] == MARGIN) == (cell[1] == MARGIN) else (column, row)


def protect(
    table: Table, audience: Audience, *, shown: AbstractSet[Cell] = frozenset(), hidden: AbstractSet[Cell] = frozenset()
) -> dict[Cell, Released]:
    """Return what may be released of the table and its margins.

    `shown` are margins that were released elsewhere and cannot be hidden any more; `hidden` are margins that were hidden elsewhere
    and must not be given away here. Where nothing else helps the whole inside of the table is withheld.
    """
    cells = table.with_margins()
    small = {cell for cell, count in cells.items() if 0 < count < audience.threshold}
    secret = _closed(cells, small | {cell for cell in hidden if cells[cell]}, shown)
    if secret is None:
        return {
            cell: Shown(count) if cell in shown and cell not in small else WITHHELD for cell, count in cells.items()
        }
    return {cell: Suppressed() if cell in secret else Shown(count) for cell, count in cells.items()}


def protect_counts(
    counts: Mapping[str, int], audience: Audience, *, total: bool = True
) -> tuple[dict[str, Released], Released]:
    """Return what may be released of counts that add up to a total, and of the total.

    A total that is not shown anywhere (`total=False`) protects nothing and is not returned as a number.
    """
    cells = {("all", name): count for name, count in counts.items()}
    cells["all", MARGIN] = sum(counts.values())
    small = {cell for cell, count in cells.items() if 0 < count < audience.threshold}
    if not total:
        released: dict[str, Released] = {
            name: Suppressed() if 0 < count < audience.threshold else Shown(count) for name, count in counts.items()
        }
        return released, NotAvailable("the total is not shown here")
    # One sum and nothing else: every count is a flow between the same two ends.
    arcs = {cell: ((("l", ""), ("r", "")) if cell[1] != MARGIN else (("r", ""), ("l", ""))) for cell in cells}
    secret = _closed(cells, small, frozenset(), arcs)
    if secret is None:
        return dict.fromkeys(counts, WITHHELD), WITHHELD
    said: dict[Cell, Released] = {
        cell: Suppressed() if cell in secret else Shown(count) for cell, count in cells.items()
    }
    return {name: said["all", name] for name in counts}, said["all", MARGIN]


def protect_part(count: int, total: int, audience: Audience) -> tuple[Released, Released]:
    """Return what may be released of how many of a total chose something; who did not is a group as well."""
    released, everybody = protect_counts({"chosen": count, "not": total - count}, audience)
    return released["chosen"], everybody


def _closed(
    cells: Mapping[Cell, int],
    small: AbstractSet[Cell],
    fixed: AbstractSet[Cell],
    arcs: Mapping[Cell, Arc] | None = None,
) -> set[Cell] | None:
    """Return the small counts with all that must be hidden beside them, or None if that cannot be done."""
    if small & fixed:
        return None
    arcs = arcs or {cell: _arc(cell) for cell in cells}
    usable = [cell for cell, count in cells.items() if count and cell not in fixed]
    secret = set(small)
    for cell in sorted(small, key=lambda each: (cells[each], each)):
        ring = _ring(cell, cells, arcs, usable, secret)
        if ring is None:
            return None
        secret |= ring
    return secret


def _ring(
    cell: Cell, cells: Mapping[Cell, int], arcs: Mapping[Cell, Arc], usable: Sequence[Cell], secret: AbstractSet[Cell]
) -> set[Cell] | None:
    """Return the counts on the cheapest ring through `cell`: those hidden already cost nothing, small ones little."""
    steps: dict[Node, list[tuple[Node, Cell, int]]] = {}
    for each in usable:
        if each == cell:
            continue
        start, end = arcs[each]
        cost = 0 if each in secret else cells[each]
        steps.setdefault(start, []).append((end, each, cost))
        if cells[each] > 1:
            steps.setdefault(end, []).append((start, each, cost))
    start, end = arcs[cell]
    found = [_way(steps, end, start)]
    if cells[cell] > 1:
        found.append(_way(steps, start, end))
    best = min((way for way in found if way is not None), default=None)
    return None if best is None else set(best[1])


def _way(
    steps: Mapping[Node, Sequence[tuple[Node, Cell, int]]], start: Node, end: Node
) -> tuple[int, tuple[Cell, ...]] | None:
    """Return the cheapest way between two lines, as its cost and the counts it uses."""
    waiting: list[tuple[int, Node, tuple[Cell, ...]]] = [(0, start, ())]
    seen: set[Node] = set()
    while waiting:
        cost, node, used = heapq.heappop(waiting)
        if node == end:
            return cost, used
        if node in seen:
            continue
        seen.add(node)
        for following, cell, price in steps.get(node, ()):
            if following not in seen:
                heapq.heappush(waiting, (cost + price, following, (*used, cell)))
    return None
