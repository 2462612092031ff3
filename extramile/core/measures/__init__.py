"""Measures of returns: declared in `definitions/measures`, worked out by any engine as raw figures with their denominators."""

from extramile.core.measures.declaring import Group, Measure, MeasureFile, measures
from extramile.core.measures.listing import MeasuredRow, list_rows
from extramile.core.measures.measuring import RawFigure, measure
from extramile.core.measures.published import Published, published

__all__ = [
    "Group",
    "Measure",
    "MeasureFile",
    "MeasuredRow",
    "Published",
    "RawFigure",
    "list_rows",
    "measure",
    "measures",
    "published",
]
