"""Writes invented returns: as XML, in the order in which the return has its items, as a workbook of lists, or as tables."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from extramile.core.returns import LINKED, Keys, Load, Noted, TableWriter, describe
from extramile.core.returns.own import about_sheet
from extramile.core.synthetic.record import YEAR, Record, Values, Year
from extramile.core.workbooks import StreamedSheet, write_streamed

_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<!-- invented by Extramile: nobody in it exists -->
<Message>
 <Header>
  <CollectionDetails>
   <Collection>SEN2</Collection>
   <Year>{year}</Year>
   <ReferenceDate>{census}</ReferenceDate>
  </CollectionDetails>
  <Source>
   <SourceLevel>L</SourceLevel>
   <SoftwareCode>Extramile</SoftwareCode>
   <Release>1</Release>
   <SerialNo>1</SerialNo>
   <DateTime>{census}T09:00:00</DateTime>
  </Source>
 </Header>
 <Persons>
"""
_FOOTER = " </Persons>\n</Message>\n"


def to_xml(persons: Iterable[Record], *, year: int = YEAR) -> Iterator[str]:
    """Yield the return in pieces of text, a person at a time. It says of which year it is, and its census day."""
    census = Year(year).census
    described = describe("sen2")
    elements = {each.name: each.element for each in described.tables}
    tags = {each.name: [(column.name, column.tag) for column in each.columns] for each in described.tables}

    def lines(record: Record, depth: int) -> Iterator[str]:
        space = " " * depth
        yield f"{space}<{elements[record.table]}>\n"
        for name, tag in tags[record.table]:
            if value := record.values.get(name):
                yield f"{space} <{tag}>{escape(value)}</{tag}>\n"
        for each in record.inside:
            yield from lines(each, depth + 1)
        yield f"{space}</{elements[record.table]}>\n"

    yield _HEADER.format(year=year, census=census.isoformat())
    for person in persons:
        yield "".join(lines(person, 2))
    yield _FOOTER


def to_tables(records: Iterable[Record], folder: Path, *, which: str = "sen2", year: int = YEAR) -> Load:
    """Write a return as the tables that reading its file would give, without the file: for national volumes."""
    described = describe(which)
    folder.mkdir(parents=True)
    noted = Noted()
    writers = {each.name: TableWriter(folder / f"{each.name}.parquet", each, noted) for each in described.tables}
    numbers = dict.fromkeys(writers, 0)

    parents = {each.name: each.parent for each in described.tables}

    def put(record: Record, above: Keys, within: str) -> None:
        numbers[record.table] += 1
        key = numbers[record.table]
        # A record under the wrong one has no parent, as where a file is read.
        parent = above.parent if parents[record.table] == within else None
        keys = Keys(key, key, parent, above.request, above.person, above.label)
        if not parents[record.table]:
            keys.person, keys.label = key, record.values.get("upn", "")
        elif record.table == "requests":
            keys.request = key
        writers[record.table].put(keys, record.values)
        for each in record.inside:
            put(each, Keys(0, 0, key, keys.request, keys.person, keys.label), record.table)

    census = described.census_day(year)
    if census:
        writers["header"].put(Keys(1, 1), {"year": str(year), "reference_date": census.isoformat()})
    for each in records:
        put(each, Keys(0, 0), "")
    counts = {name: writer.close() for name, writer in writers.items()}
    columns = {name: frozenset({each.name for each in described.table(name).columns} | {LINKED}) for name in counts}
    return Load(described, folder, (), year if census else None, census, "", counts, columns, noted.all())


def to_workbook(children: Iterable[Record], path: Path, *, year: int = YEAR) -> None:
    """Write child lists as one workbook, with the headings letter for letter, and a last sheet that says of which day they are."""
    described = describe("annex_a")
    rows: dict[str, list[Values]] = {each.name: [] for each in described.tables}
    for each in children:
        rows[each.table].append(each.values)
    sheets = [
        StreamedSheet(
            table.sheet,
            [each.heading for each in table.columns],
            [[_cell(row.get(each.name, ""), each.type) for each in table.columns] for row in rows[table.name]],
        )
        for table in described.tables
    ]
    about = about_sheet(
        "Invented child lists", described.title, {"Children": "Nobody in it exists."}, None, Year(year).census
    )
    write_streamed(path, [*sheets, about])


def _cell(text: str, kind: str) -> str | date | float | None:
    """Return a value as a cell holds it; what was broken on purpose may be no day and no number."""
    try:
        return (
            (date.fromisoformat(text) if kind == "date" else float(text) if kind == "number" else text)
            if text
            else None
        )
    except ValueError:
        return text
