"""The work in a return on the command line: `extramile returns worklist` and `forecast`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from extramile.cli.printing import Day, percent, print_csv, print_json, print_table
from extramile.cli.returns import loaded, run_over
from extramile.cli.returns_shapes import safe
from extramile.core.clock import (
    GROUPS,
    LEGEND,
    MONTHS,
    Case,
    Work,
    cases_of,
    forecast,
    gaps,
    held,
    until_settled,
    worklist,
)
from extramile.core.returns import Load
from extramile.core.rules import shown_day
from extramile.core.vocabulary import InputError

MOST_SHOWN = 50
_COLUMNS = ("group", "row", "key", "limit", "title", "since", "last_day", "days_left", "state", "verified", "basis")


@click.command("worklist")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--as-of", type=Day(), help="The day on which one asks; census day without it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The year of the return, where the files do not say it.")
@click.option("--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def worklist_of_return(files: tuple[Path, ...], as_of: date | None, year: int | None, shape: str) -> None:
    """Say what is late, due within seven days, in exception and due later in the cases of a SEN2 return.

    The answer holds personal data of children. JSON has the whole path of each case. What happened after the day is not
    looked at. The return has days of decisions, not of letters; limits of which it has no day are left out.
    """
    with _cases(files, as_of, year) as (found, day, load):
        work = worklist(found, day)
        untold = sum(each.untold for each in found)
        lacking = gaps(load)
        known = load.reference_date or load.described.census_day(year or load.year)
    if shape == "json":
        judged = [{"limit": each.id, "title": each.title, "verified": not each.unverified} for each in held()]
        print_json(
            {
                "as_of": day.isoformat(),
                "known_until": known and known.isoformat(),
                "not_known": lacking,
                "cases": len(found),
                "untold": untold,
                "limits": judged,
                "work": [each.to_dict() for each in work],
            }
        )
        return
    rows = [{name: safe(value) for name, value in each.to_dict().items() if name in _COLUMNS} for each in work]
    if shape == "csv":
        print_csv(rows, _COLUMNS)
        return
    for each in _said(work, len(found), untold, day, known):
        click.echo(each)
    if lacking:
        click.echo("Not known, and left out: " + " ".join(lacking))
    click.echo("")
    if not rows:
        return
    place = load.place.capitalize()
    headings = {"group": "Group", "row": place, "key": "Child", "title": "What", "last_day": "Last day"}
    shown = [{**each, "row": f"{each['row']:,}"} for each in rows[:MOST_SHOWN]]
    print_table(shown, {**headings, "basis": "Rests on"})
    if len(rows) > MOST_SHOWN:
        click.echo(f"\nAnd {len(rows) - MOST_SHOWN:,} more: see --format csv or json.")


def _said(work: list[Work], cases: int, untold: int, day: date, known: date | None) -> Iterator[str]:
    """Yield what a worklist says before its lines: how much there is to do, and what nobody can know from the return."""
    counts = Counter(each.group for each in work)
    groups = ", ".join(f"{counts[each]:,} {each}" for each in GROUPS if counts[each])
    yield f"As of {shown_day(day)}, of {cases:,} cases: {groups or 'nothing that could be said to be still to do'}."
    if known and day > known:
        yield (
            f"The return is of {shown_day(known)}: nothing that was done since is known, and what is called late may be done."
        )
    if untold:
        yield f"Open without a day of request: {untold:,}. Nothing of these can be counted: give that day."


@click.command("forecast")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--as-of", type=Day(), help="The day on which one asks; census day without it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The year of the return, where the files do not say it.")
@click.option(
    "--months", type=click.IntRange(1, 24), default=MONTHS, show_default=True, help="How many months, this one first."
)
@click.option("--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def forecast_of_return(files: tuple[Path, ...], as_of: date | None, year: int | None, months: int, shape: str) -> None:
    """Say what the 20-week figure of a calendar year can be by the end of each month, from the open cases alone.

    Lowest: all that is or can become late by then is issued late. Highest: all that can be in time is, and nothing that is late is
    issued. Cleared: all that is late is issued, and all that falls due by then in time. Cases with an exception are left out;
    requests still to come are not counted. The figures are raw: small ones are not hidden.
    """
    with _cases(files, as_of, year) as (found, day, _):
        every = forecast(found, day, months)
    bounds = [each.to_dict() for each in every]
    if shape == "json":
        print_json({"as_of": day.isoformat(), "months": bounds})
    elif shape == "csv":
        print_csv(bounds, tuple(bounds[0]))
    else:
        shares = ("lowest", "highest", "cleared")
        kept = until_settled(every)
        shown = [
            {
                **each,
                **{name: "" if each[name] is None else percent(each[name]) for name in shares},
                "plans": f"{each['in_time']:,} of {each['issued']:,}",
            }
            for each in bounds[: len(kept)]
        ]
        headings = {
            "month_end": "By",
            "plans": "In time, of issued",
            "late": "Late already",
            "possible": "Still possible",
        }
        headings |= {"lowest": "Lowest", "cleared": "Cleared", "highest": "Highest"}
        print_table(shown, headings)
        if len(kept) < len(every):
            click.echo(
                f"\nAfter {shown_day(kept[-1].month_end)} nothing changes: no case that is open now falls due later."
            )
        click.echo("")
        for each in kept:
            click.echo(f"{each.month_end}: {each.arithmetic()}")
        click.echo("")
        for name, said in LEGEND:
            click.echo(f"{name}: {said}.")


@contextmanager
def _cases(files: tuple[Path, ...], as_of: date | None, year: int | None) -> Iterator[tuple[list[Case], date, Load]]:
    with loaded(files, year=year) as load:
        if load.described.id != "sen2":
            raise InputError("is no SEN2 return: the clock runs in that alone.", where=load.sources[0].name)
        yield list(cases_of(load)), run_over(load, as_of=as_of, year=year).as_of, load
