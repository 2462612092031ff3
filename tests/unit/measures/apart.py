"""Children of tables that were made by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence

from extramile.core.measures import Children, RawFigure


def apart(tables: Mapping[str, Sequence[RawFigure]]) -> Children:
    """Children of tables in which no child is in two measures."""
    return {
        name: {
            group: Counter(
                {
                    frozenset({(each.measure.id, state)}): count
                    for each in figures
                    if each.group == group and each.of is not None
                    for state, count in (("counted", each.counted), ("others", each.of - each.counted))
                    if count
                }
            )
            for group in {each.group for each in figures}
        }
        for name, figures in tables.items()
    }
