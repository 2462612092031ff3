"""Which children of a load are in the load before it, by the number that each is called by: counted, and nothing else is kept.

One column of each table is read, and Arrow compares them, so that no row of a child becomes anything else in memory.
"""

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extramile.core.returns import LABEL, Return, has_number
from extramile.web.returns import snapshots

if TYPE_CHECKING:
    import pyarrow as pa

# Of a hundred children of the load before so many can be missing before somebody is asked: in a load of the same return of a year,
# and in any other.
MOST_MISSING, MOST_MISSING_ELSE = 10, 25


@dataclass(frozen=True, slots=True)
class Children:
    """How many children with a number a load has, how many the one before it, and how many are in both."""

    here: int
    before: int
    both: int

    @property
    def missing(self) -> int:
        """How many of the load before are not in this one."""
        return self.before - self.both

    def is_part(self, *, same_return: bool) -> bool:
        """Whether so many of the load before are missing that somebody has to say whether this is the whole return.

        Of the same return few leave between two exports. From one year to the next plans end and requests are closed.
        """
        most = MOST_MISSING if same_return else MOST_MISSING_ELSE
        return bool(self.here) and 100 * self.missing > most * self.before

    @property
    def new(self) -> int:
        """How many of this load are not in the one before."""
        return self.here - self.both

    @property
    def others(self) -> bool:
        """Whether these are other children: fewer than half of those of the smaller load are in both."""
        return 2 * self.both < min(self.here, self.before)


def compare(
    described: Return, here: Sequence[Path], before: bytes, asked: Collection[str]
) -> tuple[Children, set[str]]:
    """Count the children of the tables `here`, those of the snapshot of the load before, and those in both.

    With it comes which of the numbers `asked` are not among those of the tables.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    those = _numbers([io.BytesIO(each) for each in snapshots.tables_of(before, tables(described))])
    these = _numbers(here)
    found = Children(len(these), len(those), pc.sum(pc.is_in(these, value_set=those)).as_py() or 0)
    wanted = pa.array(sorted(asked), pa.string())
    return found, set(wanted.filter(pc.invert(pc.is_in(wanted, value_set=these))).to_pylist())


def tables(described: Return) -> list[str]:
    """Return the tables of which each row is a child: those that hang under no other."""
    return [each.name for each in described.tables if not each.parent and each.name != "header"]


def _numbers(files: Sequence[Path | io.BytesIO]) -> "pa.Array":
    """Return every number once by which a child is called in some tables."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = [pc.unique(pq.read_table(each, columns=[LABEL]).column(LABEL)) for each in files]
    every = pc.unique(pa.concat_arrays([pa.array([], pa.string()), *columns]))
    # Who is called by a row could be anybody in another file.
    return every.filter(pa.array([each.is_valid and has_number(each.as_py()) for each in every], pa.bool_()))
