"""Prints rows for a person or a program: a table, JSON or CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from tabulate import tabulate

from extramile.core.vocabulary import InputError


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore] # generic in newer click only
    """A day as an option. What is not a day is refused with a sentence that says how to write one."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            option = param.opts[0] if param else "The date"
            raise InputError(f"{option}: “{value}” is not a date.", next_step="Write it as 2018-12-03.") from error


def print_json(content: Any) -> None:
    """Print plain values as JSON."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as CSV."""
    click.echo(csv_text(rows, columns), nl=False)


def csv_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV with a heading; lists become text with semicolons."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(row.get(column)) for column in columns} for row in rows)
    return text.getvalue()


def print_table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> None:
    """Print rows as a table. `headings` are column → heading, in order; what is not known is left empty."""
    click.echo(table_text(rows, headings), nl=False)


def table_text(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> str:
    """Return rows as a table, as `print_table` prints it."""
    cells = [[_cell(row.get(column)) for column in headings] for row in rows]
    return tabulate(cells, list(headings.values()), disable_numparse=True) + "\n"


def check_output(shape: str, output: Path | None) -> None:
    """Refuse a workbook for the screen."""
    if shape == "xlsx" and output is None:
        raise InputError("A workbook is not for the screen.", next_step="Give a file with --output.")


def put_text(text: str, output: Path | None, *, for_excel: bool = False) -> None:
    """Write a text to a file, or to the screen where there is none. Raises InputError where the file cannot be written.

    `for_excel` puts a mark before it in a file, without which Excel reads letters with accents wrongly; a program that reads the
    screen gets none.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8-sig" if for_excel else "utf-8")
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(output)) from error


def percent(share: float) -> str:
    """Return a share as a percentage for reading."""
    return f"{share:.1%}"


def number(value: float | None, decimals: int) -> str:
    """Return a figure for reading; a dash where there is none."""
    return "–" if value is None else f"{value:,.{decimals}f}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(each) for each in value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
