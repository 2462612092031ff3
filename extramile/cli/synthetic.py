"""Invented returns on the command line: `extramile synthetic sen2` and `extramile synthetic annex-a`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from extramile.core.returns import describe
from extramile.core.synthetic import Made, make, make_lists, to_workbook, to_xml
from extramile.core.vocabulary import InputError


def _asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what both commands ask: how many children, the seed, how many faults, the year."""
    years = sorted(describe("sen2").years)
    for option in (
        click.option(
            "--year",
            type=click.IntRange(years[0], years[-1]),
            default=years[-1],
            show_default=True,
            help="The year of the return, by its census day.",
        ),
        click.option(
            "--faults",
            type=click.IntRange(0, 1000),
            default=0,
            is_flag=False,
            flag_value=3,
            help="How often each rule that can be broken on purpose is broken, one fault a child; 3 without a number.",
        ),
        click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same return."),
        click.option(
            "--children", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many children."
        ),
    ):
        command = option(command)
    return command


@click.command("sen2")
@_asked
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not the screen.")
def sen2(children: int, seed: int, faults: int, year: int, output: Path | None) -> None:
    """Make an invented SEN2 return in XML.

    With --faults and --output, what was planted is printed as JSON: rule and number of failures. About 300 children for each time
    that every rule is to be broken; with fewer, some are broken less often.

    No URN is a real one: a check with --register finds each of them, beside what was planted.
    """
    made = make(children, seed, faults=faults, year=year)
    if output is None:
        for piece in to_xml(made.persons, year=year):
            click.echo(piece, nl=False)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(to_xml(made.persons, year=year))
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(output)) from error
    _say(made, faults)


@click.command("annex-a")
@_asked
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The workbook to write.")
def annex_a(children: int, seed: int, faults: int, year: int, output: Path) -> None:
    """Make invented child lists of an inspection, of the census day of a year, as a workbook.

    List 1 has those of the SEN2 return of the same seed whose plan is open; List 2 has twice as many children as the return. With
    --faults, what was planted is printed as JSON: rule and number of failures.

    No URN is a real one: a check with --register finds each of them, beside what was planted.
    """
    made = make_lists(children, seed, faults=faults, year=year)
    to_workbook(made.persons, output, year=year)
    _say(made, faults)


def _say(made: Made, faults: int) -> None:
    if faults:
        click.echo(json.dumps(made.planted, indent=2))
