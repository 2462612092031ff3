"""One cell of text → a value, with the problem named where it is not one."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from extramile.core.national.importing.sheets import Problems

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# Excel counts days from here.
_EXCEL_DAY_0 = date(1899, 12, 30)


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
            return date.fromisoformat(text) if text else None
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
        """Return a whole number."""
        text = self.text(column)
        if text and not text.isdecimal():
            self._problem(column, "number_unreadable", f"“{text}” is not a whole number.")
            return None
        return int(text) if text else None

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

    def excel_day(self, column: str) -> date | None:
        """Return a day that is written as Excel's number of it; a word there is no day and no problem."""
        text = self.text(column)
        return _EXCEL_DAY_0 + timedelta(days=int(text)) if text.isdecimal() else None

    def _problem(self, column: str, code: str, message: str) -> None:
        self._problems.add(code, f"{message} It was left out.", self.file, row=self.number, column=column)
