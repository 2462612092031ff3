"""One cell of text → a value, with the problem named where it is not one."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from extramile.core.national.importing.sheets import Problems

_MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"https://\S+")
# Excel counts days from here.
_EXCEL_DAY_0 = date(1899, 12, 30)
_WHOLE = re.compile(r"(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.0+)?")
_MIDNIGHT = re.compile(r"[T ]00:00:00(\.0+)?$")
_EXCEL_DAY = re.compile(r"\d{5}(\.0)?")


class Row:
    """A row of a published file, read cell by cell. An empty cell is None: not known."""

    def __init__(self, file: str, number: int, cells: dict[str, str], problems: Problems) -> None:
        self.file, self.number, self._cells, self._problems = file, number, cells, problems

    def text(self, column: str) -> str:
        """Return the cell without spaces around it, empty where there is none."""
        return self._cells.get(column, "").strip()

    def day(self, column: str) -> date | None:
        """Return a day in ISO form."""
        text = self.text(column)
        try:
            # A spreadsheet adds the hour to a day.
            return date.fromisoformat(_MIDNIGHT.sub("", text)) if text else None
        except ValueError:
            self._problem(column, "date_unreadable", f"“{text}” is not a day (expected as 2018-12-06).")
            return None

    def month(self, column: str) -> str:
        """Return a month as "2018-12"."""
        text = self.text(column)
        if text and not _MONTH.fullmatch(text):
            self._problem(column, "month_unreadable", f"“{text}” is not a month (expected as 2018-12).")
            return ""
        return text

    def whole(self, column: str) -> int | None:
        """Return a whole number, also where it is written as 85,041 or 85041.0."""
        text = self.text(column)
        if text and not _WHOLE.fullmatch(text):
            self._problem(column, "number_unreadable", f"“{text}” is not a whole number.")
            return None
        return int(text.partition(".")[0].replace(",", "")) if text else None

    def yes_no(self, column: str) -> bool | None:
        """Return yes or no."""
        text = self.text(column).casefold()
        if text and text not in {"yes", "no"}:
            self._problem(column, "answer_unreadable", f"“{text}” is neither yes nor no.")
            return None
        return text == "yes" if text else None

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """Return a word out of a list."""
        text = self.text(column).casefold()
        if text and text not in allowed:
            self._problem(column, "word_unknown", f"“{text}” is none of {', '.join(sorted(allowed))}.")
            return None
        return text or None

    def parts(self, column: str, separator: str) -> list[str]:
        """Return the parts of a cell that holds several."""
        return [part.strip() for part in self.text(column).split(separator) if part.strip()]

    def address(self, column: str) -> str:
        """Return the address of a page."""
        text = self.text(column)
        if text and not _ADDRESS.fullmatch(text):
            self._problem(column, "address_unreadable", f"“{text}” is not an address (expected https://…).")
            return ""
        return text

    def excel_day(self, column: str) -> date | None:
        """Return a day, written as Excel's number of it or in ISO form; a word there is no day and no problem."""
        text = self.text(column)
        if _EXCEL_DAY.fullmatch(text):
            return _EXCEL_DAY_0 + timedelta(days=int(text.removesuffix(".0")))
        return self.day(column) if text[:1].isdigit() else None

    def _problem(self, column: str, code: str, message: str) -> None:
        self._problems.add(code, f"{message} It was left out.", self.file, row=self.number, column=column)
