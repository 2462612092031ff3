"""`extramile reports read`: published reports in, what they say out, as a table, JSON, CSV or Parquet."""

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import click
from tabulate import tabulate

from extramile.cli.printing import csv_text
from extramile.core.national import Areas, open_reference
from extramile.core.publications import PdfFile, Reading, Report, TagLike, pdf_files, read_reports
from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError, NotFoundError

EXIT_INPUT = 2
_OUTCOMES = {1: "typically positive", 2: "inconsistent", 3: "widespread failings", None: "not readable"}
_COLUMNS = ("file", "area", "la_code", "kind", "position", "text", "page", "responsible", "themes")


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv", "parquet"]),
    default="table",
    show_default=True,
    help="A short summary; everything; or one row for each finding.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not the screen.")
@click.option("--people", is_flag=True, help="With the names of the inspectors and leaders (JSON only).")
def read(paths: tuple[Path, ...], shape: str, output: Path | None, people: bool) -> None:
    """Read published inspection reports (PDF).

    PATH is a file, or a folder whose PDF files are read, those of its folders too. A file that cannot be read is named
    with the reason on the error stream; the others are printed, and the exit code is 2.
    """
    if shape == "parquet" and output is None:
        raise InputError("Parquet is not for the screen.", next_step="Give a file with --output.")
    files = pdf_files(paths)
    reports, errors = [], []
    for reading in _with_progress(files):
        if reading.report is not None:
            reports.append(reading.report)
        if reading.error is not None:
            errors.append(reading.error)
    if reports or shape == "json":
        _print(_rendered(reports, shape, people=people), output)
    for error in errors:
        click.echo(f"extramile: {error}", err=True)
    if errors:
        if len(files) > 1:
            click.echo(f"extramile: {len(reports)} of {len(files)} reports were read.", err=True)
        sys.exit(EXIT_INPUT)


def resolve_area(name: str) -> tuple[str, str] | None:
    """Return code and name of the area a report prints, or None if no such area is known."""
    try:
        area = _areas().find(name)
    except NotFoundError:
        return None
    return area.code, area.name


def tag_finding(text: str) -> Sequence[TagLike]:
    """Return the themes of a finding."""
    return theme_list().tag(text)


@cache
def _areas() -> Areas:
    return open_reference().areas


def _with_progress(files: Sequence[PdfFile]) -> Iterator[Reading]:
    """Give the readings, with a bar on the error stream where a person watches."""
    theme_list()  # read once here, so that the children that read the files have it already
    readings = read_reports(files, resolve=resolve_area, tag=tag_finding)
    watched = sys.stderr.isatty() and len(files) > 1
    bar: Any = (
        click.progressbar(readings, length=len(files), label="Reading reports", file=sys.stderr)
        if watched
        else nullcontext(readings)
    )
    with bar as each:
        yield from each


def _rendered(reports: Sequence[Report], shape: str, *, people: bool) -> bytes:
    if shape == "json":
        dicts = [{**report.to_dict(people=people), "file": Path(report.file).name} for report in reports]
        return (json.dumps(dicts, ensure_ascii=False, indent=2) + "\n").encode()
    if shape == "table":
        return (_summary(reports) + "\n").encode()
    rows = [row for report in reports for row in _rows(report)]
    return csv_text(rows, _COLUMNS).encode() if shape == "csv" else _as_parquet(rows)


def _summary(reports: Sequence[Report]) -> str:
    rows = [
        (
            report.area or Path(report.file).name,
            report.la_code or "",
            f"{report.inspection.start} to {report.inspection.end}" if report.inspection else "",
            _OUTCOMES[report.outcome],
            *(len(findings) for findings in report.findings().values()),
            len(report.warnings),
        )
        for report in reports
    ]
    headers = ("area", "code", "inspected", "outcome", "effective", "do better", "priority", "improve", "warnings")
    return tabulate(rows, headers=headers)


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    """Give one row for each finding; lists are joined with “; ”."""
    for kind, findings in report.findings().items():
        for position, finding in enumerate(findings, start=1):
            values = (
                Path(report.file).name,
                report.area,
                report.la_code,
                kind,
                position,
                finding.text,
                finding.page,
                "; ".join(finding.responsible),
                "; ".join(tag.theme for tag in finding.themes),
            )
            yield dict(zip(_COLUMNS, values, strict=True))


def _as_parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    import polars

    schema = {name: polars.Int32 if name in {"position", "page"} else polars.String for name in _COLUMNS}
    content = io.BytesIO()
    polars.DataFrame(rows, schema=schema).write_parquet(content)
    return content.getvalue()


def _print(content: bytes, output: Path | None) -> None:
    """Print to the screen, or write the file aside and swap it in: there is never half a file under its name."""
    if output is None:
        click.echo(content.decode().rstrip("\n"))
        return
    try:
        aside = output.with_name(f".{output.name}.{os.getpid()}")
        aside.write_bytes(content)
        aside.replace(output)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(output)) from error
