"""Measures of returns: declared in `definitions/measures`, worked out by any engine as raw figures with their denominators."""

from extramile.core.measures.declaring import Group, Measure, MeasureFile, measures
from extramile.core.measures.measuring import RawFigure, measure

__all__ = ["Group", "Measure", "MeasureFile", "RawFigure", "measure", "measures"]
