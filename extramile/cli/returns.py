"""Returns on the command line: `extramile returns check` and `measure`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from extramile.cli.held import held
from extramile.cli.printing import Day, check_output
from extramile.cli.returns_figures import Told, write_figures
from extramile.cli.returns_shapes import SHAPES, write_shape
from extramile.core.disclosure import audience as audience_of
from extramile.core.engines import Engine, EngineName, open_engine
from extramile.core.measures import (
    WHOLE,
    MeasureFile,
    children_of,
    kept_back,
    measure,
    measure_tables,
    measured_returns,
    measures,
    not_here,
    release,
)
from extramile.core.national import open_reference
from extramile.core.returns import Load, read
from extramile.core.rules import Run, check, read_establishments, run_for
from extramile.core.vocabulary import InputError

EXIT_ERRORS = 1
CLUSTER = "A Spark cluster (spark://host:7077) that sees the temporary folder of this machine under the same path."


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--as-of", type=Day(), help="The day for which ages and time limits are looked at; census day or today without it."
)
@click.option("--year", type=click.IntRange(2000, 2100), help="The year of the return, where the files do not say it.")
@click.option(
    "--map", "mapped", multiple=True, metavar="HEADING=COLUMN", help="A heading of the files and our column for it."
)
@click.option(
    "--register",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CSV",
    help="The register of establishments (GIAS, “All establishment data”), for the rules that ask it.",
)
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not the screen.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--cluster", metavar="ADDRESS", default="", help=CLUSTER)
def check_returns(  # noqa: PLR0917 - one for each option
    files: tuple[Path, ...],
    as_of: date | None,
    year: int | None,
    mapped: tuple[str, ...],
    register: Path | None,
    shape: str,
    output: Path | None,
    engine: EngineName,
    cluster: str,
) -> None:
    """Check a return: a SEN2 return (XML, COLLECT export, Excel) or the child lists of an inspection (Excel, CSV).

    FILE is one file, several of one return, a folder or a zip. The answer holds personal data of children: it is for
    whoever may see the files. The exit code is 0 if there are no errors, 1 if there are, 2 if the files cannot be used.
    """
    check_output(shape, output)
    # Before the return: who gave the wrong register need not wait for it.
    lists = read_establishments(register).lists if register else {}
    with loaded(files, year=year, mapping=_mapping(mapped)) as load:
        run = run_over(load, as_of=as_of, year=year, registers=lists)
        with _opened(load, engine, cluster) as opened:
            outcome = check(run, opened)
        write_shape(shape, load, outcome, output)
    if outcome.errors:
        sys.exit(EXIT_ERRORS)


@contextmanager
def loaded(files: tuple[Path, ...], *, year: int | None, mapping: Mapping[str, str] | None = None) -> Iterator[Load]:
    """Read files into a folder that only we can see, and that goes away."""
    with held() as folder:
        yield read(list(files), folder / "tables", year=year, mapping=mapping)


def _opened(load: Load, engine: EngineName, cluster: str) -> Engine:
    """Return an engine that holds the tables of a load. Raises InputError where a cluster is named for another than Spark."""
    if cluster and engine != "spark":
        raise InputError("--cluster is the address of a Spark cluster.", next_step="Say --engine spark as well.")
    tables = {name: [load.path(name)] for name in load.counts}
    return open_engine(engine, tables, **({"cluster": cluster} if cluster else {}))


def run_over(
    load: Load, *, as_of: date | None, year: int | None, registers: Mapping[str, frozenset[str]] | None = None
) -> Run:
    """Return what a run over a load is about; the day is the one given, that of the return, or today."""
    if load.described.years and (year or load.year) is None:
        raise InputError(
            "does not say of which year the return is.",
            where=", ".join(each.name for each in load.sources),
            next_step="Say it with --year.",
        )
    councils = frozenset(each.code for each in open_reference().areas.all())
    day = as_of or load.as_of or load.reference_date or load.described.census_day(year or load.year)
    today = date.today()  # noqa: DTZ011 - the day where the person is
    return run_for(load, as_of=day or today, year=year, registers={"councils": councils, **(registers or {})})


@click.command("measure")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--as-of", type=Day(), help="The day up to which what is open has waited; census day without it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The year of the return, where the files do not say it.")
@click.option(
    "--by",
    type=click.Choice(
        ["need", "age", "sex", "setting", "named", "reason", "ethnicity", "phase", "wait", "month", "year"]
    ),
    help="Part each measure by this; not every return has every one.",
)
@click.option(
    "--audience",
    type=click.Choice(["team", "partnership", "board", "public"]),
    default="team",
    show_default=True,
    help="Who will read the figures.",
)
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not the screen.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--cluster", metavar="ADDRESS", default="", help=CLUSTER)
def measure_return(  # noqa: PLR0917 - one for each option
    files: tuple[Path, ...],
    as_of: date | None,
    year: int | None,
    by: str | None,
    audience: str,
    shape: str,
    output: Path | None,
    engine: EngineName,
    cluster: str,
) -> None:
    """Work out the measures of a SEN2 return, or of the child lists of an inspection, each with numerator and denominator.

    For the team the figures are raw: small ones are not hidden. They are for those who may see the records. For anybody else small
    numbers are hidden, and so many more that they do not follow from all the figures of this return together.
    """
    check_output(shape, output)
    with loaded(files, year=year) as load:
        declared = _declared(load, by, audience)
        run = run_over(load, as_of=as_of, year=year)
        with _opened(load, engine, cluster) as opened:
            if audience == "team":
                figures = measure(run, opened, declared.measures, declared.groups[by] if by else None)
                rows = [each.to_dict() for each in (*figures, *not_here(declared))]
            else:
                # What one table hides another could give away: they are released together, whichever of them is shown.
                tables, children = measure_tables(run, opened, declared), children_of(run, opened, declared)
                told = release(tables, declared, audience_of(audience), children)
                rows = [each.to_dict() for each in told[by or WHOLE]]
                rows += [each.to_dict() for each in kept_back(declared)]
        as_of, year = run.as_of, run.year
    if by:
        group = declared.groups[by]
        order = {each.id: place for place, each in enumerate(declared.measures)}
        rows.sort(key=lambda row: (order.get(row["measure"], len(order)), group.place(row["group"])))
        rows = [{**row, "group_words": group.words(row["group"])} for row in rows]
    write_figures(shape, Told(load, year, as_of, by, audience, rows), output)


def _declared(load: Load, by: str | None, audience: str) -> MeasureFile:
    """Return the measures of a return. Raises InputError where it has none that can be told so."""
    name = load.sources[0].name
    if load.described.id not in measured_returns():
        raise InputError("is neither a SEN2 return nor a child list: there are measures of those alone.", where=name)
    declared = measures(load.described.id)
    if by and by not in declared.groups:
        raise InputError(
            f"cannot be parted by “{by}”.", where=name, next_step=f"Part it by one of: {', '.join(declared.groups)}."
        )
    if declared.kept and audience != "team":
        raise InputError("has no figures for others.", where=name, next_step=declared.kept)
    return declared


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in mapped:
        heading, equals, column = each.rpartition("=")
        if not equals or not heading.strip() or not column.strip():
            raise InputError(
                f"--map: “{each}” is not HEADING=COLUMN.", next_step="Write it as --map 'D.O.B.=birth_date'."
            )
        found[heading.strip()] = column.strip()
    return found
