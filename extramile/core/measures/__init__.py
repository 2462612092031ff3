"""Measures of returns: declared in `definitions/measures`, worked out by any engine as raw figures with their denominators.

`release` says what of them an audience may see, of all tables of a snapshot together. `list_rows` names the rows behind one, for
those who may see the records; `published` the indicator that stands beside it.
"""

from extramile.core.measures.children import Children, Standing, children_of
from extramile.core.measures.counterparts import Published, published
from extramile.core.measures.declaring import (
    NO_CODE,
    Group,
    Measure,
    MeasureFile,
    Overlap,
    measured_returns,
    measures,
)
from extramile.core.measures.listing import MeasuredRow, list_rows, listed
from extramile.core.measures.measuring import WHOLE, RawFigure, measure, measure_tables, not_here
from extramile.core.measures.releasing import ReleasedFigure, kept_back, release, release_to
from extramile.core.measures.resting import parted_by, rests_on

__all__ = [
    "NO_CODE",
    "WHOLE",
    "Children",
    "Group",
    "Measure",
    "MeasureFile",
    "MeasuredRow",
    "Overlap",
    "Published",
    "RawFigure",
    "ReleasedFigure",
    "Standing",
    "children_of",
    "kept_back",
    "list_rows",
    "listed",
    "measure",
    "measure_tables",
    "measured_returns",
    "measures",
    "not_here",
    "parted_by",
    "published",
    "release",
    "release_to",
    "rests_on",
]
