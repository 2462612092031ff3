"""Invented returns on the command line: `extramile synthetic sen2`."""

import json
from pathlib import Path

import click

from extramile.core.synthetic import make, to_xml
from extramile.core.vocabulary import InputError


@click.command("sen2")
@click.option(
    "--children", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many children."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same return.")
@click.option(
    "--faults",
    type=click.IntRange(0, 1000),
    default=0,
    is_flag=False,
    flag_value=3,
    help="How often each rule that can be broken on purpose is broken; 3 without a number.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not the screen.")
def sen2(children: int, seed: int, faults: int, output: Path | None) -> None:
    """Make an invented SEN2 return of 2026 in XML.

    With --faults and --output, what was planted is printed as JSON: rule and number.
    """
    made = make(children, seed, faults=faults)
    if output is None:
        for piece in to_xml(made.persons):
            click.echo(piece, nl=False)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(to_xml(made.persons))
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(output)) from error
    if faults:
        click.echo(json.dumps(made.planted, indent=2))
