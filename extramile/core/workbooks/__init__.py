"""Excel workbooks that people fill in and send back: written so that no cell acts, read so that no sheet can harm or mislead.

A cell is data and never a formula, on the way out (`neutral`) and on the way in (`read`). What cannot be used is told with
its sheet, row, column and what to do; a workbook that hides, runs or swells is refused as a whole. Reading takes bounded memory,
whatever was sent. What is written and not changed is read as it was.
"""

from extramile.core.workbooks.cells import Column, Kind, Value, as_read, neutral, restored
from extramile.core.workbooks.opening import MOST_BYTES
from extramile.core.workbooks.reading import RowIn, SheetRead, read
from extramile.core.workbooks.streaming import (
    LONGEST_TITLE,
    MOST_ROWS,
    Marked,
    StreamedSheet,
    cell_at,
    with_sheet,
    write_streamed,
)
from extramile.core.workbooks.writing import SheetOut, write

__all__ = [
    "LONGEST_TITLE",
    "MOST_BYTES",
    "MOST_ROWS",
    "Column",
    "Kind",
    "Marked",
    "RowIn",
    "SheetOut",
    "SheetRead",
    "StreamedSheet",
    "Value",
    "as_read",
    "cell_at",
    "neutral",
    "read",
    "restored",
    "with_sheet",
    "write",
    "write_streamed",
]
