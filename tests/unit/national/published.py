"""Small published files, made up but in the official shapes, for tests of the importer. No real figure is in them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from extramile.core.national import Figure, Reference, place_code

SHARED = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "new_la_code", "old_la_code", "la_name"),
)
ENGLAND = {"geographic_level": "National", "country_code": "E92000001", "country_name": "England"}
SOUTH_EAST = {**ENGLAND, "geographic_level": "Regional", "region_code": "E12000008", "region_name": "South East"}
MILTON_KEYNES = {
    **SOUTH_EAST,
    "geographic_level": "Local authority",
    "new_la_code": "E06000042",
    "old_la_code": "826",
    "la_name": "Milton Keynes",
}
BUCKINGHAMSHIRE = {**MILTON_KEYNES, "new_la_code": "E06000060", "old_la_code": "825", "la_name": "Buckinghamshire"}


def write_csv(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[object]], encoding: str = "utf-8-sig"
) -> Path:
    """Write a CSV file as the publications do: UTF-8 with a byte order mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def write_workbook(path: Path, headings: Sequence[str], rows: Sequence[Sequence[object]], first_row: int = 1) -> Path:
    """Write an Excel file of one sheet, as small as Excel reads it; the heading stands in `first_row`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(cell, f"{chr(65 + at)}{number}") for at, cell in enumerate(row))}</row>'
        for number, row in enumerate((headings, *rows), start=first_row)
    )
    schemas = "http://schemas.openxmlformats.org"
    office, main = f"{schemas}/officeDocument/2006/relationships", f"{schemas}/spreadsheetml/2006/main"

    def related(kind: str, target: str) -> str:
        link = f'<Relationship Id="a" Type="{office}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{schemas}/package/2006/relationships">{link}</Relationships>'

    sheet = '<sheets><sheet name="One" sheetId="1" r:id="a"/></sheets>'
    parts = {
        "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/one.xml"),
        "xl/worksheets/one.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    with ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def _cell(value: object, place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def statistics_row(place: Mapping[str, str], figures: Mapping[str, object], **more: str) -> dict[str, object]:
    """One row of a file in the Explore Education Statistics shape: a total row of 2024 if nothing else is said."""
    totals = {"breakdown_topic": "All requests", "breakdown": "All requests"}
    return {"time_period": "2024", "time_identifier": "Calendar year", **place, **totals, **more, **figures}


def write_statistics(
    path: Path,
    rows: Sequence[Mapping[str, object]],
    headings: Sequence[str] | None = None,
    encoding: str = "utf-8-sig",
) -> Path:
    """Write such rows; the headings are those of the rows, in the usual order, if none are given."""
    named = list(dict.fromkeys(heading for row in rows for heading in row))
    filters = [name for name in ("breakdown_topic", "breakdown") if name in named]
    measures = [name for name in named if name not in {*SHARED, *filters}]
    ordered = headings or [*SHARED, *filters, *measures]
    return write_csv(path, ordered, [[row.get(heading, "") for heading in ordered] for row in rows], encoding)


def statistic(
    reference: Reference,
    file: str,
    measure: str,
    place: str = "England",
    *,
    period: str | None = None,
    topic: str = "Total",
    breakdown: str = "Total",
) -> Figure:
    """Return one figure of the EHC plan statistics: the total row of the latest period if nothing else is asked."""
    table = reference.statistics.table(file)
    return table.figure(measure, place_code(reference.areas, place), period, topic, breakdown)
