"""The child lists of an inspection on the command line: `extramile returns annex-a`."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from extramile.cli.printing import Day
from extramile.cli.returns import loaded, run_over
from extramile.core.returns import child_lists, describe, write_child_lists
from extramile.core.rules import shown_day


@click.command("annex-a")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--with",
    "extra",
    type=click.Path(path_type=Path),
    help="A workbook or CSV with the headings of the lists: what the return lacks, by UPN, ULN or Unique ID, and List 2.",
)
@click.option("--as-of", type=Day(), help="The day on which plans are open; census day without it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The year of the return, where the files do not say it.")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The workbook to write.")
def annex_a(files: tuple[Path, ...], extra: Path | None, as_of: date | None, year: int | None, output: Path) -> None:
    """Make the child lists of an inspection from a SEN2 return, and name what is missing in them.

    What the return says counts; the other file fills what is empty. The return has no children with SEN support alone: List 2 comes
    from the other file. The workbook holds personal data of children. Check it with `extramile returns check`.
    """
    with ExitStack() as held:
        load = held.enter_context(loaded(files, year=year))
        other = held.enter_context(loaded((extra,), year=None)) if extra else None
        day = run_over(load, as_of=as_of, year=year).as_of
        lists = child_lists(load, other, day)
        write_child_lists(output, lists, day)
    click.echo(f"{output.name}, as of {shown_day(day)}.")
    for name, rows in lists.rows.items():
        table = describe("annex_a").table(name)
        click.echo(f"\n{table.sheet}, {table.title}: {len(rows):,}.")
        if lists.missing[name]:
            click.echo("No child has a value in: " + "; ".join(lists.missing[name]) + ".")
    if "list_2" not in lists.rows:
        click.echo(
            "\nList_2 was not made: a SEN2 return has no children with SEN support and no plan. Give them with --with."
        )
    if lists.unused:
        click.echo(
            f"\nRows of List_1 in {extra.name if extra else ''} that are of nobody with an open plan: {lists.unused:,}."
        )
    if lists.repeated:
        click.echo(f"\nNumbers that stand twice there; the first row counted: {lists.repeated:,}.")
    click.echo(
        "\nDate EHC plan last reviewed is the day of the meeting, or of the decision where no meeting is recorded. Where there "
        "is no Unique ID, the place of the child in the return stands for it."
    )
