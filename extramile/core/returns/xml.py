"""A SEN2 return in XML, as a stream: one person at a time, whatever the namespace, the case or the order of the elements.

Sources disagree about some names and levels; both are read. A document type is refused, so that there are no entities to
expand. `row` is the line of the file on which a record begins.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from extramile.core.returns.describing import Return, Table
from extramile.core.returns.problems import Noted
from extramile.core.returns.writing import Keys, TableWriter
from extramile.core.vocabulary import InputError

CHUNK = 1 << 20
DEEPEST = 32
LONGEST_TEXT = 10_000
# A person with more records than this is no person.
MOST_RECORDS = 10_000
_HEAD = 1024
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# Errors that a file has which was not written or fetched to its end.
_CUT_OFF = frozenset(
    expat.errors.codes[each]
    for each in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_CONTAINERS = frozenset({"message", "header", "collectiondetails", "source", "persons", "content", "lalevel"})


@dataclass(slots=True)
class _Record:
    """A record that is being read: its table, the line it begins on, what it says, the records inside it."""

    table: Table
    row: int
    values: dict[str, str] = field(default_factory=dict)
    inside: list["_Record"] = field(default_factory=list)


class _Columns:
    """Which column an element is, by table: names in lower case, as people and systems spell them."""

    def __init__(self, described: Return) -> None:
        self.records = {
            each.element.casefold(): each for each in described.tables if each.element and each.name != "header"
        }
        self.header = described.table("header")
        self._names = {
            table.name: {
                name.casefold(): column.name for column in table.columns for name in (column.tag, *column.aka) if name
            }
            for table in described.tables
        }
        # Residential and work-based stand at the plan in some files and at the placement in others.
        placement = self._names["placement_detail"]
        self.lowered = {name: placement[name] for name in ("res", "wbp", "wpb")}

    def column(self, table: str, element: str) -> str | None:
        """Return the column that an element of a record is, if it is one."""
        return self._names[table].get(element)


class _Handler:
    """What expat calls. Records are written when their person ends."""

    def __init__(
        self, described: Return, writers: dict[str, TableWriter], noted: Noted, line: Callable[[], int], where: str
    ) -> None:
        self._columns = _Columns(described)
        self._writers, self._noted, self._line, self._where = writers, noted, line, where
        self._depth = 0
        # The names of the elements that are open, outermost first; no deeper than a return can be.
        self._inside: list[str] = []
        self._open: list[_Record] = []
        # Where there is no header, the root stands for it: it lacks what a header says.
        self._header = _Record(self._columns.header, 0)
        self._root = 1
        self._text: list[str] | None = None
        self._length = 0
        self._records = 0
        self._keys = dict.fromkeys(writers, 0)

    def start(self, name: str, _attributes: object) -> None:
        """An element begins."""
        tag = name.rpartition("|")[2].casefold()
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError(
                f"has elements inside each other more than {DEEPEST} deep (line {self._line():,}).", where=self._where
            )
        if self._depth == 1:
            self._root = self._line()
            if tag != "message":
                self._refuse_root(name)
        self._inside.append(name.rpartition("|")[2])
        self._text, self._length = None, 0
        if tag in self._columns.records:
            self._begin_record(tag)
        elif tag == "header":
            self._header.row = self._header.row or self._line()
        elif tag not in _CONTAINERS:
            self._text = []

    def end(self, name: str) -> None:
        """An element ends."""
        tag = name.rpartition("|")[2].casefold()
        self._depth -= 1
        self._inside.pop()
        if tag in self._columns.records and self._open and self._open[-1].table is self._columns.records[tag]:
            record = self._open.pop()
            if not self._open:
                self._write_person(record)
        elif self._text is not None:
            self._put(tag, name.rpartition("|")[2], "".join(self._text))
        self._text = None
        if not self._depth:
            # Not before: where in the file the items about the council's officers stand was not seen.
            self._writers["header"].put(Keys(self._header.row or self._root, 1), self._header.values)

    @property
    def inside(self) -> str:
        """The innermost element that is open, "" for none."""
        return self._inside[-1][:60] if self._inside else ""

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self._text is None:
            return
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise InputError(
                f"has a text of more than {LONGEST_TEXT:,} characters (line {self._line():,}).", where=self._where
            )
        self._text.append(text)

    def _refuse_root(self, name: str) -> None:
        raise InputError(
            f"begins with “{name[:60]}”, not with Message: it is no SEN2 return.",
            where=self._where,
            next_step="Choose the file that your system exports for COLLECT.",
        )

    def _begin_record(self, tag: str) -> None:
        table = self._columns.records[tag]
        record = _Record(table, self._line())
        self._records = 1 if not self._open else self._records + 1
        if self._records > MOST_RECORDS:
            raise InputError(
                f"has more than {MOST_RECORDS:,} records inside one person (line {record.row:,}).", where=self._where
            )
        # What stands where it should not is kept under its nearest record: rules name it, and nothing is lost.
        if self._open:
            self._open[-1].inside.append(record)
        self._open.append(record)

    def _put(self, tag: str, name: str, text: str) -> None:
        record = self._open[-1] if self._open else self._header
        column = self._columns.column(record.table.name, tag)
        if column is None and record.table.name == "active_plans" and tag in self._columns.lowered:
            column = tag  # given to the placements when the person ends
        if column is None:
            if text.strip():
                self._unknown(name, record.table.name)
        elif column in record.values and record.values[column].strip() and text.strip():
            self._noted.add(
                "READ-repeated",
                "This stands twice in one record; the first was read.",
                table=record.table.name,
                row=record.row or self._root,
                field=name,
            )
        else:
            record.values[column] = text

    def _unknown(self, name: str, table: str) -> None:
        self._noted.add(
            "READ-unknown_element",
            f"“{name[:60]}” is no item of the return that we know; it was left out.",
            table=table,
            row=self._line(),
            field=name[:60],
        )

    def _write_person(self, person: _Record) -> None:
        if person.table.name != "person":
            self._noted.add(
                "READ-misplaced",
                f"{person.table.element} stands outside a Person.",
                table=person.table.name,
                row=person.row,
            )
        values = person.values
        number = self._keys["person"] + 1
        label = next((text for name in ("upn", "uln") if (text := values.get(name, "").strip())), f"person {number}")
        self._write(person, Keys(person.row, 0, label=label))

    def _write(self, record: _Record, above: Keys) -> None:
        name = record.table.name
        self._keys[name] += 1
        key = self._keys[name]
        keys = Keys(record.row, key, above.parent, above.request, above.person, above.label)
        if name == "person":
            keys.person = key
        elif name == "requests":
            keys.request = key
        if name == "active_plans":
            _hand_down(record, self._columns.lowered)
        self._writers[name].put(keys, record.values)
        for inside in record.inside:
            # A record under the wrong one has no parent: a rule names it.
            parent = key if inside.table.parent == name else None
            self._write(inside, Keys(0, 0, parent, keys.request, keys.person, keys.label))


def _hand_down(plan: _Record, lowered: dict[str, str]) -> None:
    """Give what stands at the plan to its main placements, which is where the return has it from 2024."""
    for tag, column in lowered.items():
        text = plan.values.pop(tag, "")
        if text.strip():
            for inside in plan.inside:
                if inside.table.name == "placement_detail" and inside.values.get("placement_rank", "1").strip() == "1":
                    inside.values.setdefault(column, text)


def read_xml(
    path: Path,
    described: Return,
    writers: dict[str, TableWriter],
    noted: Noted,
    at: Callable[[int], None] = lambda _: None,
) -> None:
    """Read the return at `path` into `writers`. Raises InputError where it is no whole return.

    `at` is told now and then at which byte of the file one is.
    """
    where = path.name
    with path.open("rb") as file:
        parser = expat.ParserCreate(_other_encoding(file, where, noted), namespace_separator="|")
        handler = _Handler(described, writers, noted, lambda: parser.CurrentLineNumber, where)

        def refuse_doctype(*_: object) -> None:
            raise InputError(
                "has a document type (DOCTYPE), which a return never has and which can be used to attack what reads it.",
                where=where,
                next_step="Export the return again from your system.",
            )

        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.EntityDeclHandler = refuse_doctype
        parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
        parser.CharacterDataHandler = handler.data
        parser.buffer_text = True
        try:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
                at(file.tell())
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise _broken(error, where, handler.inside) from None
        except (LookupError, ValueError, UnicodeError):
            raise InputError(
                "says an encoding that cannot be read.", where=where, next_step="Export it in UTF-8."
            ) from None


def _broken(error: expat.ExpatError, where: str, inside: str) -> InputError:
    """Return that a file is not whole: where it ends, or where it is no XML; `inside` is the element that was not closed."""
    line = f"line {error.lineno:,}"
    if error.code in _CUT_OFF:
        begun = f", before the end of “{inside}”" if inside else ""
        return InputError(
            f"is not a whole XML file: it ends at {line}{begun}. Nothing was loaded.",
            where=where,
            next_step="Export it again, and check that the download was complete.",
        )
    said = expat.errors.messages[error.code]
    return InputError(
        f"is not right as XML at {line} ({said}). Nothing was loaded.",
        where=where,
        next_step=f"Export it again; if it says so then too, look at {line}, or show it to who makes the export.",
    )


def _other_encoding(file: BinaryIO, where: str, noted: Noted) -> str | None:
    """Return Windows-1252 for a file that says, or leaves to be thought, that it is in UTF-8 and is not; None for any other."""
    head = file.read(_HEAD)
    said = _ENCODING.match(head)
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head[:4]
    try:
        if utf_16 or (said and said[1].lower() not in {b"utf-8", b"utf8"}):
            return None
        decoder = codecs.getincrementaldecoder("utf-8")()
        decoder.decode(head)
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        noted.add("READ-encoding", f"{where} is not in UTF-8; it was read as Windows-1252. Check names with accents.")
        return "windows-1252"
    finally:
        file.seek(0)
    return None
