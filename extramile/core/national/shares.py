"""A share that the statistics publish, or one made of counts that they publish.

A column is named by its file and its heading, `requests.requests_decided_not_to_assess`; the total rows of the files are meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.core.national import periods as time
from extramile.core.national.figures import Figure
from extramile.core.national.statistics import Statistics, StatisticTable


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """One published percentage, or so many of so many: the sum of some counts, of the sum of others, in percent."""

    statistics: Statistics
    counted: Sequence[str]
    of: Sequence[str] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods that every file has, first to last."""
        known = [set(self._table(each)[0].periods) for each in (*self.counted, *self.of)]
        return time.in_order(set.intersection(*known))

    def numbers(self, place: str, period: str) -> tuple[float, float] | None:
        """Return what is counted and of how many, of one that is made; None where a count is not published for the place."""
        sums = []
        for names in (self.counted, self.of):
            found = [self._table(each)[0].figure(self._table(each)[1], place, period).value for each in names]
            if any(each is None for each in found):
                return None
            sums.append(sum(each for each in found if each is not None))
        return sums[0], sums[1]

    def figure(self, place: str, period: str) -> Figure:
        """Return the share of a place in a period, in percent; one that is made here is not rounded."""
        if not self.of:
            table, column = self._table(self.counted[0])
            return table.figure(column, place, period)
        numbers = self.numbers(place, period)
        if numbers is None:
            return Figure(None, "not available")
        counted, of = numbers
        return Figure(100 * counted / of, "value") if of else Figure(None, "not applicable")

    def labels(self) -> tuple[str, str]:
        """Return in words what is counted, and of what; "" of a published percentage, whose name says it."""
        words = [
            " and ".join(self._table(each)[0].measure(self._table(each)[1]).label for each in names)
            for names in (self.counted, self.of)
        ]
        return words[0], words[1]

    def _table(self, name: str) -> tuple[StatisticTable, str]:
        file, _, column = name.partition(".")
        return self.statistics.table(file), column
