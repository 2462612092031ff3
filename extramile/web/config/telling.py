"""The command that tells the story of an inspection from what was recorded."""

import json

import click

from extramile.core.vocabulary import InputError
from extramile.web.config.commands import set_up


@click.command()
@click.argument("partnership", required=False, default="", metavar="[PARTNERSHIP]")
@click.option("--inspection", "inspection_id", type=int, metavar="NUMBER", help="One inspection, by its number.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or for a program.",
)
def story(partnership: str, inspection_id: int | None, shape: str) -> None:
    """Tell the story of an inspection as facts drawn from the records and the register.

    PARTNERSHIP is its name in the address of its pages; without it, the one that has inspections. Of its inspections the one last
    published is told. What is not known is null in JSON, and what is under embargo is not known here.
    """
    set_up()
    from django.db import DatabaseError

    from extramile.web.findings.presenters.story import sentences
    from extramile.web.findings.queries.story import story as told_story
    from extramile.web.findings.queries.story import told_of

    try:
        told = told_story(told_of(partnership, inspection_id))
    except DatabaseError as error:
        # The driver's own text may name user and host.
        raise InputError(
            "There is no story here yet: nothing is set up in this place, or its database cannot be reached.",
            next_step="`extramile demo` builds the demonstration; for an installation of your own, check its settings.",
        ) from error
    if shape == "json":
        click.echo(json.dumps(told.to_dict(), ensure_ascii=False, indent=2))
        return
    for sentence in sentences(told):
        click.echo(sentence)
