"""What a check says, as a table, JSON, CSV, a workbook with the cells marked, or a page."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from extramile.cli.printing import csv_text, print_table, put_text
from extramile.core.documents import Block, Document, heading, paragraph, table, to_html
from extramile.core.returns import Load, RowProblem, plain
from extramile.core.rules import Outcome, State, empty_columns, empty_words, problems, problems_once, shown_day, to_dict
from extramile.core.workbooks import neutral

# What a terminal and a page show one by one; all of it is in the other shapes.
MOST_SHOWN = {"table": 50, "html": 2000}
# So many headings that nobody knows are named, and so much of each: without a row of headings they are the words of a child's row.
MOST_HEADINGS, LONGEST_HEADING, MOST_COLUMNS = 60, 120, 8
COLUMNS = ("rule", "severity", "table", "row", "key", "field", "value", "message")

_LOOK = (
    "{more}COLUMN is a name of ours, as in extramile/definitions/returns, or a heading of the return. Are these the words of a "
    "child, and no headings? Then the file has no row of headings.\n"
)


def unknown_headings(load: Load) -> list[dict[str, str]]:
    """Return the headings that nobody knows while columns are missing: the table, the column called most alike, what to write."""
    found = []
    for each in load.questions[:MOST_HEADINGS]:
        table = load.described.table(each.table)
        text = " ".join(each.heading.split())
        heading = text if len(text) <= LONGEST_HEADING else f"{text[:LONGEST_HEADING]}…"
        nearest = table.column(each.candidates[0]) if each.near else None
        quoted = heading.replace("'", "'\\''")
        found.append(
            {
                "heading": heading,
                "table": table.title,
                "nearest": nearest.heading if nearest else "",
                "map": f"--map '{quoted}={nearest.name if nearest else 'COLUMN'}'",
                "columns": ", ".join(each.candidates[:MOST_COLUMNS]),
            }
        )
    return found


def found_in(load: Load, outcome: Outcome) -> list[RowProblem]:
    """Return what a person should look at, headings that nobody knows first."""
    return [*asked_of(load), *problems(load, outcome)]


def asked_of(load: Load) -> list[RowProblem]:
    """Return the headings that nobody knows, each as a problem."""
    asked = []
    for each in unknown_headings(load):
        what = f"“{each['nearest']}”" if each["nearest"] else f"one of the columns that are missing ({each['columns']})"
        message = f"Nobody knows this heading in “{each['table']}”. If it is {what}, check again with {each['map']}"
        asked.append(RowProblem("READ-unknown_heading", "query", "", 0, "", each["heading"], "", message))
    return asked


def _as_in_file(load: Load, each: RowProblem) -> str:
    """Return what the person's file calls a column, with the name of the return beside it where that is another."""
    if each.table not in load.headings:
        return each.field
    columns = load.described.table(each.table).columns
    column = next((one for one in columns if one.label == each.field), None)
    heading = load.headings[each.table].get(column.name, "") if column else ""
    return each.field if plain(heading) in {"", plain(each.field)} else f"{heading} ({each.field})"


def write_shape(shape: str, load: Load, outcome: Outcome, output: Path | None) -> None:
    """Write the answer in a shape, to a file or the screen."""
    if shape == "xlsx":
        from extramile.core.returns import write_workbook
        from extramile.core.rules import marks

        assert output is not None, "asked for before"  # noqa: S101
        found = [each.to_dict() for each in found_in(load, outcome)]
        rules = to_dict(load, outcome)["rules"]
        write_workbook(output, load, outcome.as_of, marks(outcome), found, rules)
        return
    if shape == "table" and output is None:
        _print_summary(load, outcome)
        return
    put_text(_TEXTS[shape](load, outcome), output, for_excel=shape == "csv")


def _as_json(load: Load, outcome: Outcome) -> str:
    answer = {**to_dict(load, outcome), "unknown_headings": unknown_headings(load)}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _as_csv(load: Load, outcome: Outcome) -> str:
    rows = [
        {name: safe(value) for name, value in {**each.to_dict(), "field": _as_in_file(load, each)}.items()}
        for each in found_in(load, outcome)
    ]
    return csv_text(rows, COLUMNS)


def safe(value: Any) -> Any:
    """Return a value as a spreadsheet may read it from CSV: with an apostrophe before what could be a formula."""
    return neutral(value) if isinstance(value, str) else value


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


def head(load: Load, year: int | None, as_of: date) -> str:
    """Return of which return, year and day an answer is."""
    of = f", return of {year}" if year and load.described.years else ""
    return f"{load.described.title}{of}, as of {shown_day(as_of)}"


def _totals(load: Load, outcome: Outcome) -> str:
    found = [each.severity for each in found_in(load, outcome)]
    states = [each.state for each in outcome.results]
    errors, queries = found.count("error"), found.count("query")
    counted = ", ".join(f"{states.count(each)} {each}" for each in get_args(State))
    empty = empty_columns(load.described, outcome)
    once = empty_words(len(empty), sum(each["rows"] for each in empty))
    said = f"{errors:,} error{'' if errors == 1 else 's'}, {queries:,} quer{'y' if queries == 1 else 'ies'}."
    return f"{said}{once} Rules: {counted}."


def _print_summary(load: Load, outcome: Outcome) -> None:
    click.echo(f"{head(load, outcome.year, outcome.as_of)}.\n")
    tables = [{"table": load.described.table(name).title, "rows": f"{rows:,}"} for name, rows in load.counts.items()]
    print_table(tables, {"table": "Table", "rows": "Rows"})
    click.echo("")
    if headings := unknown_headings(load):
        print_table(
            headings,
            {"heading": "Heading that nobody knows", "table": "Table", "nearest": "Called most alike", "map": "If so"},
        )
        more = len(load.questions) - len(headings)
        click.echo(_LOOK.format(more=f"And {more:,} more. " if more else ""))
    click.echo(_as_table(load, outcome))
    found = problems_once(load, outcome)
    titles = {each.name: each.title for each in load.described.tables}
    shown = [
        {
            **each.to_dict(),
            "row": f"{each.row:,}" if each.row else "",
            "table": titles.get(each.table, ""),
            "field": _as_in_file(load, each),
        }
        for each in found[: MOST_SHOWN["table"]]
    ]
    print_table(
        shown,
        {
            "rule": "Rule",
            "table": "Table",
            "row": load.place.capitalize(),
            "key": "Child",
            "field": "Field",
            "value": "Value",
        },
    )
    if len(found) > len(shown):
        click.echo(f"\nAnd {len(found) - len(shown):,} more: see --format csv, json, html or xlsx.")
    click.echo(f"\n{_totals(load, outcome)}")


def _as_html(load: Load, outcome: Outcome) -> str:
    found = [*asked_of(load), *problems_once(load, outcome)]
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
        (
            each.rule,
            titles.get(each.table, ""),
            f"{each.row:,}" if each.row else "",
            each.key,
            _as_in_file(load, each),
            each.value,
            each.message,
        )
        for each in shown
    ]
    if rows:
        blocks.append(
            table(
                "Problems, row by row",
                ("Rule", "Table", load.place.capitalize(), "Child", "Field", "Value", "What to do"),
                rows,
            )
        )
    else:
        blocks.append(paragraph("There are none."))
    return to_html(
        Document(
            title="Check of a return",
            subtitle=head(load, outcome.year, outcome.as_of),
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
