"""Framework packs on the command line: list them, show one, check a file that somebody wrote or changed."""

from datetime import datetime
from pathlib import Path

import click

from extramile.cli.printing import print_json, print_table
from extramile.core.frameworks import (
    Entry,
    Pack,
    crosswalks,
    deadline_line,
    load_crosswalk,
    load_pack,
    pack,
    packs,
    source_line,
)
from extramile.core.inspecting import schedule

_SHAPE = click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For a person, or for a program.",
)


@click.command("list")
@_SHAPE
def list_packs(shape: str) -> None:
    """List the bundled framework packs, and the crosswalks between them."""
    rows = [_counted(each) for each in packs()]
    if shape == "json":
        joined = [{"from": each.origin, "to": each.target} for each in crosswalks()]
        print_json({"packs": rows, "crosswalks": joined})
        return
    print_table(rows, {"id": "Id", "name": "Name", "since": "Since", "until": "Until", "entries": "Entries"})
    for each in crosswalks():
        click.echo(f"\nCrosswalk: {each.origin} to {each.target}")


@click.command("show")
@click.argument("name", metavar="ID")
@_SHAPE
def show(name: str, shape: str) -> None:
    """Show one pack: criteria, deadlines and outcomes, each with what it rests on. JSON holds everything."""
    found = pack(name)
    if shape == "json":
        print_json(found.model_dump(mode="json"))
        return
    click.echo(f"{found.name} ({found.id})\n{found.about}\n")
    criteria = [
        {
            "id": each.id,
            "group": group.name,
            "statement": each.statement,
            "unverified": _mark(each),
            "rests": source_line(each, found),
        }
        for group in found.criteria
        for each in group.criteria
    ]
    headings = {"id": "Id", "group": "Group", "statement": "Criterion", "unverified": "", "rests": "Rests on"}
    print_table(criteria, headings)
    click.echo()
    deadlines = [
        {
            "id": each.id,
            "name": each.name,
            "rule": deadline_line(each, found),
            "unverified": _mark(each),
            "rests": source_line(each, found),
        }
        for each in found.deadlines
    ]
    headings = {"id": "Id", "name": "What", "rule": "When", "unverified": "", "rests": "Rests on"}
    print_table(deadlines, headings)
    click.echo()
    outcomes = [
        {
            "id": each.id,
            "name": each.name,
            "unverified": _mark(each),
            "kinds": each.kinds,
            "follows": [f"{one.words} ({_mark(one)})" if one.unverified else one.words for one in each.follows],
        }
        for each in found.outcomes
    ]
    print_table(
        outcomes, {"id": "Id", "name": "Outcome", "unverified": "", "kinds": "After", "follows": "What follows"}
    )


@click.command("dates")
@click.argument("name", metavar="ID")
@click.argument("kind")
@click.option(
    "--on",
    "started",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day it starts with, such as 2025-09-08.",
)
@_SHAPE
def dates(name: str, kind: str, started: datetime, shape: str) -> None:
    """Count every date of an inspection from the day it starts with, each with its rule and what that rests on."""
    found = pack(name)
    counted = schedule(found, kind, {found.kind(kind).starts_with: started.date()})
    rows = [
        {
            "day": each.day and each.day.isoformat(),
            "until": each.until and each.until.isoformat(),
            "name": each.deadline.name,
            "rule": each.rule,
            "unverified": "unverified" if each.unverified else "",
            "missing": each.missing,
            "remarks": list(each.remarks),
            "rests": source_line(each.deadline, found),
        }
        for each in counted.due
    ]
    if shape == "json":
        print_json(rows)
        return
    headings = {
        "day": "Day",
        "until": "Until",
        "name": "What",
        "rule": "Rule",
        "unverified": "",
        "missing": "Not known because",
    }
    print_table(rows, headings)


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--crosswalk",
    "crosswalk_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A crosswalk to or from this pack, checked against it and the bundled ones.",
)
def check(file: Path, crosswalk_files: tuple[Path, ...]) -> None:
    """Check a framework pack: its shape, and that everything it refers to exists."""
    found = load_pack(file)
    told = _counted(found)
    click.echo(f"{file.name}: {found.name} ({found.id}), in order.")
    click.echo(f"{told['entries']} entries, {told['unverified']} of them unverified.")
    for each in crosswalk_files:
        others = [other for other in packs() if other.id != found.id]
        crosswalk = load_crosswalk(each, [*others, found])
        click.echo(f"{each.name}: from {crosswalk.origin} to {crosswalk.target}, in order.")


def _mark(entry: Entry) -> str:
    return "unverified" if entry.unverified else ""


def _counted(found: Pack) -> dict[str, object]:
    entries = [entry for _, entry in found.entries()]
    return {
        "id": found.id,
        "name": found.name,
        "since": found.in_force.since,
        "until": found.in_force.until,
        "entries": len(entries),
        "unverified": sum(entry.unverified for entry in entries),
    }
