"""Building the bundled national facts on the command line."""

from pathlib import Path

import click

from extramile.cli.printing import print_json, print_table
from extramile.core.national import build as build_facts
from extramile.core.national import bundled_folder


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Where the tables go; the bundled facts without it.")
@click.option("--format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def build(directory: Path, output: Path | None, format: str) -> None:
    """Build the national facts from the published files in DIR and its sub-folders.

    Files are recognised by their headings. What cannot be used is listed; if the facts cannot be built at all, nothing
    is changed and the exit code is 2.
    """
    report = build_facts(directory, output or bundled_folder(), fallback=bundled_folder())
    if format == "json":
        print_json(report.to_dict())
        return
    print_table(
        [{"table": name, "rows": f"{rows:,}"} for name, rows in report.rows.items()], {"table": "Table", "rows": "Rows"}
    )
    if report.problems:
        click.echo(f"\n{len(report.problems)} things to look at:\n")
        headings = {"code": "Problem", "file": "File", "row": "Row", "column": "Column", "message": "What"}
        print_table([problem.to_dict() for problem in report.problems], headings)
