"""What may stand in a cell: kinds of columns, texts that no spreadsheet takes for a formula, and values read with their kind."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

LONGEST = 32_767
"""More does not fit into a cell of Excel."""

# What a spreadsheet may take for a formula, also after spaces, after apostrophes of ours, and in the wide letters of an input
# method. A tab or a line break at the beginning does the same once the sheet is saved as CSV.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
# What XML cannot hold, and half letters; Excel would call the file damaged.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How Excel writes a sign that XML cannot hold: a text that looks like it must not become that sign.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x(005[Ff]|000[Dd])_")

Value = str | date | int | float | Decimal | None


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. `choices` are what may stand in it; `fixed` if it is only there to be read."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 18
    choices: tuple[str, ...] = ()
    fixed: bool = False


class CellError(ValueError):
    """A cell cannot be used. The text is the sentence to show, with the next step."""


def neutral(text: str) -> str:
    """Return a text as a cell may hold it: with an apostrophe before what could be read as a formula. `restored` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return a text without the apostrophe that `neutral` gave it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def writable(text: str) -> str:
    """Return a text that the file can hold: neutral, without signs that no cell can hold."""
    said = neutral(_UNWRITABLE.sub("", text))
    if len(said) > LONGEST:
        raise ValueError("a text is longer than a cell can hold")
    return _ESCAPE.sub("_x005F_", said)


def as_read(text: str) -> str:
    """Return a text as it comes back from a cell that nobody changed: one kind of line break, no space around."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def taken(column: Column, value: object, data_type: str) -> Value:
    """Return the value of a cell that was read, or None for an empty one. Raises CellError."""
    if data_type == "f":
        raise CellError("holds a formula. Enter the value itself: copy the cell and paste it as a value.")
    if data_type == "e":
        raise CellError("holds an error of the spreadsheet. Enter the value, or leave the cell empty.")
    if isinstance(value, str):
        # A carriage return before a line break says nothing more.
        decoded = _ESCAPED.sub(lambda found: "_" if found[1] in ("005F", "005f") else "", value)
        value = as_read(restored(decoded))
    if value is None or value == "":
        return None
    match column.kind:
        case Kind.TEXT:
            return _text(value)
        case Kind.CHOICE:
            return _choice(column, _text(value))
        case Kind.DAY:
            return _day(value)
        case Kind.WHOLE:
            found = _number(value)
            if found != int(found):
                raise CellError("holds a number with a fraction. Enter a whole number.")
            return int(found)
        case Kind.NUMBER:
            return _number(value)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CellError("holds a day, a time or a yes or no where words belong. Enter it as text.")
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return str(value)


def _choice(column: Column, value: str) -> str:
    asked = " ".join(value.split()).casefold()
    for each in column.choices:
        if " ".join(each.split()).casefold() == asked:
            return each
    few = "; ".join(column.choices[:6])
    more = " and others" if len(column.choices) > 6 else ""
    raise CellError(f"holds what is not in the list. Choose one of: {few}{more}.")


def _day(value: object) -> date:
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellError("holds a time of day. Enter the day alone, such as 30/09/2027.")
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        raise CellError("holds a day as text. Give the cell the format “Date”, and enter it as 30/09/2027.")
    raise CellError("holds no day. Give the cell the format “Date”, and enter it as 30/09/2027.")


def _number(value: object) -> int | float:
    if isinstance(value, str):
        raise CellError("holds a number as text. Enter the number alone, without £, commas or words.")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise CellError("holds no number. Give the cell the format “Number”, and enter it again.")
    return value
