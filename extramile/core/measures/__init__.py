"""Measures of returns: declared in `definitions/measures`, worked out by any engine as raw figures with their denominators.

`release` says what of them an audience may see, of all tables of a snapshot together.
"""

from extramile.core.measures.declaring import Group, Measure, MeasureFile, Overlap, measures
from extramile.core.measures.measuring import WHOLE, RawFigure, measure, measure_tables
from extramile.core.measures.releasing import ReleasedFigure, release

__all__ = [
    "WHOLE",
    "Group",
    "Measure",
    "MeasureFile",
    "Overlap",
    "RawFigure",
    "ReleasedFigure",
    "measure",
    "measure_tables",
    "measures",
    "release",
]
