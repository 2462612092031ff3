"""What a check says, as a table, JSON, CSV, a workbook with the cells marked, or a page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click

from extramile.cli.printing import csv_text, print_table
from extramile.core.documents import Block, Document, heading, paragraph, table, to_html
from extramile.core.returns import Load
from extramile.core.rules import Outcome, State, problems, shown_day, to_dict
from extramile.core.vocabulary import InputError

# What a terminal and a page show one by one; all of it is in the other shapes.
MOST_SHOWN = {"table": 50, "html": 2000}
COLUMNS = ("rule", "severity", "table", "row", "key", "field", "value", "message")
# A cell that begins with one of these is a formula to a spreadsheet; an apostrophe keeps it a text.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def write_shape(shape: str, load: Load, outcome: Outcome, output: Path | None) -> None:
    """Write the answer in a shape, to a file or the screen."""
    if shape == "xlsx":
        from extramile.core.returns import write_workbook
        from extramile.core.rules import marks

        assert output is not None, "asked for before"  # noqa: S101
        found = [each.to_dict() for each in problems(load, outcome)]
        rules = to_dict(load, outcome)["rules"]
        write_workbook(output, load, outcome.as_of, marks(outcome), found, rules)
        return
    if shape == "table" and output is None:
        _print_summary(load, outcome)
        return
    text = _TEXTS[shape](load, outcome)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(output)) from error


def _as_json(load: Load, outcome: Outcome) -> str:
    return json.dumps(to_dict(load, outcome), ensure_ascii=False, indent=2) + "\n"


def _as_csv(load: Load, outcome: Outcome) -> str:
    rows = [{name: safe(value) for name, value in each.to_dict().items()} for each in problems(load, outcome)]
    return csv_text(rows, COLUMNS)


def safe(value: object) -> object:
    """Return a value as a spreadsheet may read it from CSV: with an apostrophe before what could be a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value


def _as_table(load: Load, outcome: Outcome) -> str:
    from tabulate import tabulate

    return tabulate(_rule_rows(load, outcome), headers="keys", disable_numparse=True) + "\n"


def _rule_rows(load: Load, outcome: Outcome) -> list[dict[str, str]]:
    """Return a row for each rule that did not pass, failures first."""
    order = {"failed": 0, "not run": 1}
    rules = [each for each in to_dict(load, outcome)["rules"] if each["state"] in order]
    rules.sort(key=lambda each: (order[each["state"]], each["severity"], -each["failures"]))
    return [
        {
            "Rule": each["id"],
            "Severity": each["severity"],
            "State": each["state"],
            "Failures": f"{each['failures']:,}" if each["state"] == "failed" else "",
            "What must be so, or why it was not run": each["reason"] if each["state"] == "not run" else each["title"],
        }
        for each in rules
    ]


def _head(load: Load, outcome: Outcome) -> str:
    year = f", return of {outcome.year}" if outcome.year and load.described.years else ""
    return f"{load.described.title}{year}, as of {shown_day(outcome.as_of)}"


def _totals(load: Load, outcome: Outcome) -> str:
    found = [each.severity for each in problems(load, outcome)]
    states = [each.state for each in outcome.results]
    errors, queries = found.count("error"), found.count("query")
    counted = ", ".join(f"{states.count(each)} {each}" for each in get_args(State))
    return f"{errors:,} error{'' if errors == 1 else 's'}, {queries:,} quer{'y' if queries == 1 else 'ies'}. Rules: {counted}."


def _print_summary(load: Load, outcome: Outcome) -> None:
    click.echo(f"{_head(load, outcome)}.\n")
    tables = [{"table": load.described.table(name).title, "rows": f"{rows:,}"} for name, rows in load.counts.items()]
    print_table(tables, {"table": "Table", "rows": "Rows"})
    click.echo("")
    click.echo(_as_table(load, outcome))
    found = list(problems(load, outcome))
    shown = [{**each.to_dict(), "row": each.row or ""} for each in found[: MOST_SHOWN["table"]]]
    print_table(
        shown, {"rule": "Rule", "table": "Table", "row": "Row", "key": "Child", "field": "Field", "value": "Value"}
    )
    if len(found) > len(shown):
        click.echo(f"\nAnd {len(found) - len(shown):,} more: see --format csv, json, html or xlsx.")
    click.echo(f"\n{_totals(load, outcome)}")


def _as_html(load: Load, outcome: Outcome) -> str:
    found = list(problems(load, outcome))
    shown = found[: MOST_SHOWN["html"]]
    titles = {each.name: each.title for each in load.described.tables}
    rules = _rule_rows(load, outcome)
    blocks: list[Block] = [
        heading("Tables"),
        table(
            "Tables and rows",
            ("Table", "Rows"),
            [(titles[name], f"{rows:,}") for name, rows in load.counts.items()],
            numeric=(1,),
        ),
        heading("Rules"),
        paragraph(_totals(load, outcome)),
    ]
    if rules:
        blocks.append(
            table("Rules that failed or were not run", tuple(rules[0]), [tuple(each.values()) for each in rules])
        )
    blocks.append(heading("Problems"))
    if len(found) > len(shown):
        blocks.append(paragraph(f"The first {len(shown):,} of {len(found):,}; all are in the workbook and in CSV."))
    rows = [
        (each.rule, titles.get(each.table, ""), str(each.row or ""), each.key, each.field, each.value, each.message)
        for each in shown
    ]
    if rows:
        blocks.append(
            table("Problems, row by row", ("Rule", "Table", "Row", "Child", "Field", "Value", "What to do"), rows)
        )
    else:
        blocks.append(paragraph("There are none."))
    return to_html(
        Document(
            title="Check of a return",
            subtitle=_head(load, outcome),
            author_body=", ".join(each.name for each in load.sources),
            date=outcome.as_of,
            blocks=tuple(blocks),
            status="Holds personal data",
            opening="sheet",
        )
    )


_TEXTS: dict[str, Callable[[Load, Outcome], str]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
    "html": _as_html,
}
SHAPES = (*_TEXTS, "xlsx")
