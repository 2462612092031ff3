"""The register of inspections on the command line."""

from collections.abc import Callable
from typing import Any

import click

from extramile.cli.printing import Day, percent, print_csv, print_json, print_table
from extramile.core.national import (
    OUTCOMES,
    Answer,
    Filters,
    Inspection,
    Selection,
    Summary,
    answer_all,
    open_reference,
    select,
    summarise,
)

_LIST_HEADINGS = {
    "area": "Area",
    "framework": "Framework",
    "started": "First day",
    "published": "Published",
    "outcome": "Outcome",
    "next_due_month": "Next full (derived)",
}
_CSV_COLUMNS = (
    *("id", "framework", "code", "area", "region", "started", "ended", "month", "published", "outcome", "weaknesses"),
    *("plan_required", "next_full_years", "next_due_month", "monitoring_months", "revisit_started"),
    *("revisit_published", "revisit_result", "report_address", "confidence", "sources"),
)


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which inspections are chosen."""
    options = (
        click.option("--started-from", type=Day(), metavar="DATE", help="First day of the inspection, or later."),
        click.option("--started-to", type=Day(), metavar="DATE", help="First day of the inspection, or earlier."),
        click.option("--published-from", type=Day(), metavar="DATE", help="Letter or report out then, or later."),
        click.option("--published-by", type=Day(), metavar="DATE", help="Letter or report out then, or earlier."),
        click.option("--region", help="One region, such as “South East” or “Inner London”."),
        click.option("--without", metavar="AREA", multiple=True, help="Leave an area out, as official counts may do."),
        click.option("--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True),
    )
    for option in reversed(options):
        command = option(command)
    return command


_framework = click.Choice(list(OUTCOMES))


@click.command("list")
@click.option("--framework", type=_framework, help="One framework; both without it.")
@_filters
def list_inspections(framework: str | None, format: str, **filters: Any) -> None:
    """List inspections, newest first."""
    selection = _selected(framework, filters)
    rows = [_flat(each) for each in selection.inspections]
    if format == "json":
        print_json([each.to_dict() for each in selection.inspections])
    elif format == "csv":
        print_csv(rows, _CSV_COLUMNS)
    else:
        print_table(rows, _LIST_HEADINGS)
        click.echo(f"\n{len(rows)} inspections.")
    _say_left_out(len(selection.left_out))


@click.command()
@click.option("--framework", type=_framework, required=True)
@_filters
def summary(framework: str, format: str, **filters: Any) -> None:
    """Count the outcomes of one framework, with shares and their 95% Wilson intervals."""
    counted = summarise(_selected(framework, filters))
    rows = _outcome_rows(counted)
    if format == "json":
        print_json(counted.to_dict())
    elif format == "csv":
        print_csv(rows, ("outcome", "inspections", "share", "low", "high"))
    else:
        print_table([_for_reading(row) for row in rows], _SUMMARY_HEADINGS)
        click.echo(f"\n{counted.inspected} inspections of the {framework} framework.{_said(counted.filters)}")
    _say_left_out(counted.left_out)


@click.command()
@click.option("--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def questions(format: str) -> None:
    """Answer every saved question of the definitions, each with its reading."""
    answers = answer_all(open_reference().register)
    if format == "json":
        print_json([answer.to_dict() for answer in answers])
    elif format == "csv":
        columns = ("name", "title", "framework", "outcome", "count", "inspected", "share", "reading", "source")
        print_csv([_answer_row(answer) for answer in answers], columns)
    else:
        rows = [{**_answer_row(answer), "said": _in_words(answer)} for answer in answers]
        print_table(rows, {"name": "Question", "said": "Answer", "inspected": "Inspected"})


_SUMMARY_HEADINGS = {"outcome": "Outcome", "inspections": "Inspections", "share": "Share", "interval": "95% interval"}


def _selected(framework: str | None, filters: dict[str, Any]) -> Selection:
    return select(open_reference().register, framework=framework, **filters)


def _flat(inspection: Inspection) -> dict[str, Any]:
    """Return an inspection in one row; of the re-visit what a list needs."""
    row = inspection.to_dict()
    revisit = row["revisit"] or {}
    return {**row, **{f"revisit_{part}": revisit.get(part) for part in ("started", "published", "result")}}


def _outcome_rows(counted: Summary) -> list[dict[str, Any]]:
    rows = []
    for name, count in counted.outcomes.items():
        share = counted.shares.get(name)
        parts = {"share": share.share, "low": share.low, "high": share.high} if share else {}
        rows.append({"outcome": name, "inspections": count, **parts})
    return rows


def _for_reading(row: dict[str, Any]) -> dict[str, Any]:
    if "share" not in row:
        return row
    return {**row, "share": percent(row["share"]), "interval": f"{percent(row['low'])} to {percent(row['high'])}"}


def _said(filters: Filters) -> str:
    areas = open_reference().areas
    shown = {**filters.to_dict(), "without": " and ".join(areas.get(code).name for code in filters.without)}
    given = [f"{name.replace('_', ' ')} {value}" for name, value in shown.items() if value]
    return f" Chosen by: {', '.join(given)}." if given else ""


def _answer_row(answer: Answer) -> dict[str, Any]:
    outcome = answer.question.outcome
    return {
        "name": answer.question.name,
        "title": answer.question.title,
        "framework": answer.question.framework,
        "outcome": outcome,
        "count": answer.summary.outcomes[outcome] if outcome else None,
        "inspected": answer.summary.inspected,
        "share": answer.share,
        "reading": answer.question.reading,
        "source": answer.question.source,
    }


def _in_words(answer: Answer) -> str:
    outcome, counted = answer.question.outcome, answer.summary
    if outcome and answer.share is not None:
        return f"{counted.outcomes[outcome]} of {counted.inspected}, {percent(answer.share)}"
    return ", ".join(f"{count} {name}" for name, count in counted.outcomes.items())


def _say_left_out(count: int) -> None:
    """Say on the other channel what a date filter could not place, so that JSON and CSV stay clean."""
    if count:
        what = "inspection is" if count == 1 else "inspections are"
        click.echo(f"{count} {what} left out because the date is not known.", err=True)
