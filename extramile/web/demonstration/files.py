"""The files of the invented evidence: small documents with finished words, made by the system's own document builder."""

import csv
import io
from datetime import date
from typing import Literal

from extramile.core.definitions import StrictModel
from extramile.core.documents import (
    Block,
    Document,
    bullets,
    heading,
    note,
    paragraph,
    quote,
    table,
    to_docx,
    to_pdf,
)

INVENTED = "Everything in this document is invented. Wexmoor does not exist."


class FileTable(StrictModel):
    """A table of a document, or all of a CSV file."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


class FileSection(StrictModel):
    """A part of a document: words, points, a table, what somebody said."""

    title: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: FileTable | None = None
    said: str = ""
    said_by: str = ""


class InventedFile(StrictModel):
    """A document to be made. `form` is what it becomes; a CSV file has a table and nothing else."""

    name: str
    form: Literal["pdf", "docx", "csv", "txt"] = "pdf"
    subtitle: str = ""
    sections: tuple[FileSection, ...] = ()
    table: FileTable | None = None
    lines: tuple[str, ...] = ()


def made(file: InventedFile, *, title: str, body: str, dated: date) -> tuple[str, bytes]:
    """Return the name and the bytes of a file. The same words always give the same bytes."""
    name = f"{file.name}.{file.form}"
    if file.form == "csv" and file.table is not None:
        return name, _csv(file.table)
    if file.form == "txt":
        return name, ("\n\n".join([title, *file.lines, INVENTED]) + "\n").encode("utf-8")
    document = Document(
        title=title,
        subtitle=file.subtitle,
        author_body=body,
        date=dated,
        status="Invented example",
        opening="sheet",
        blocks=tuple(_blocks(file)),
    )
    return name, to_pdf(document) if file.form == "pdf" else to_docx(document)


def _blocks(file: InventedFile) -> list[Block]:
    blocks: list[Block] = []
    for section in file.sections:
        blocks.append(heading(section.title))
        blocks += [paragraph(words) for words in section.words]
        if section.points:
            blocks.append(bullets(*section.points))
        if section.table:
            rows = [[str(cell) for cell in row] for row in section.table.rows]
            blocks.append(table(section.table.caption, section.table.headings, rows, numeric=_numeric(section.table)))
        if section.said:
            blocks.append(quote(section.said, section.said_by))
    return [*blocks, note(INVENTED)]


def _numeric(found: FileTable) -> set[int]:
    """Return the columns that hold numbers in every row."""
    return {
        column
        for column in range(1, len(found.headings))
        if all(isinstance(row[column], int | float) for row in found.rows)
    }


def _csv(found: FileTable) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(found.headings)
    writer.writerows(found.rows)
    writer.writerow([f"Note: {found.caption}. {INVENTED}", *[""] * (len(found.headings) - 1)])
    return text.getvalue().encode("utf-8")
