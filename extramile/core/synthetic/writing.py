"""Writes an invented return as XML, in the order in which the return has its items."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from extramile.core.returns import describe
from extramile.core.synthetic.sen2 import CENSUS, YEAR, Record

_HEADER = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- invented by Extramile: nobody in it exists -->
<Message>
 <Header>
  <CollectionDetails>
   <Collection>SEN2</Collection>
   <Year>{YEAR}</Year>
   <ReferenceDate>{CENSUS.isoformat()}</ReferenceDate>
  </CollectionDetails>
  <Source>
   <SourceLevel>L</SourceLevel>
   <SoftwareCode>Extramile</SoftwareCode>
   <Release>1</Release>
   <SerialNo>1</SerialNo>
   <DateTime>2026-01-16T09:00:00</DateTime>
  </Source>
 </Header>
 <Persons>
"""
_FOOTER = " </Persons>\n</Message>\n"


def to_xml(persons: Iterable[Record]) -> Iterator[str]:
    """Yield the return in pieces of text, a person at a time."""
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

    yield _HEADER
    for person in persons:
        yield "".join(lines(person, 2))
    yield _FOOTER
