"""Returns: what their tables are, and files read into them.

`read` turns the files of one return (SEN2 in XML, a COLLECT export, an Excel workbook; the child lists of an inspection; tables of
the Standard Safeguarding Dataset) into Parquet with the person's own row numbers. What is wrong in a file is a problem with table,
row and column; what cannot be used at all is refused in a sentence.
"""

from extramile.core.returns.describing import (
    KEY,
    PARENT,
    PERSON,
    REQUEST,
    ROW,
    UNREAD,
    Code,
    Column,
    Return,
    Table,
    code_sets,
    codes,
    describe,
    plain,
    returns,
)
from extramile.core.returns.listing import ChildLists, child_lists, write_child_lists
from extramile.core.returns.matching import LEFT_OUT, Answered, Question, Said
from extramile.core.returns.problems import Noted, RowProblem, Severity, has_number, in_order
from extramile.core.returns.reading import LINKED, READER_VERSION, Load, SourceFile, Tell, read, untold
from extramile.core.returns.values import read_date, read_flag, read_number
from extramile.core.returns.workbook import cells_of, problem_sheet, write_workbook
from extramile.core.returns.writing import LABEL, Keys, TableWriter, schema

__all__ = [
    "KEY",
    "LABEL",
    "LEFT_OUT",
    "LINKED",
    "PARENT",
    "PERSON",
    "READER_VERSION",
    "REQUEST",
    "ROW",
    "UNREAD",
    "Answered",
    "ChildLists",
    "Code",
    "Column",
    "Keys",
    "Load",
    "Noted",
    "Question",
    "Return",
    "RowProblem",
    "Said",
    "Severity",
    "SourceFile",
    "Table",
    "TableWriter",
    "Tell",
    "cells_of",
    "child_lists",
    "code_sets",
    "codes",
    "describe",
    "has_number",
    "in_order",
    "plain",
    "problem_sheet",
    "read",
    "read_date",
    "read_flag",
    "read_number",
    "returns",
    "schema",
    "untold",
    "write_child_lists",
    "write_workbook",
]
