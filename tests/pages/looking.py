"""Looking for planted words: in an answer, also within files that it holds, and in every table of the database."""

import io
import re
import zipfile
from collections import defaultdict
from typing import Any

import pypdfium2
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse

from tests.pages.guarded import Guard
from tests.pages.planting import read


def text_of(content: bytes) -> str:
    """Return the words of a page or file; a file within a file is opened, and the lines of a PDF are joined."""
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            return "\n".join(f"{each}\n{text_of(found.read(each))}" for each in found.namelist())
    if content.startswith(b"%PDF") and len(content) > 100:
        document = pypdfium2.PdfDocument(content)
        words = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        # A long word is broken at the end of a line.
        return re.sub(r"[^A-Za-z]", "", words)
    return content.decode("utf-8", "replace")


def said_in(response: HttpResponse) -> str:
    """Return all that an answer says: its words, and those of its headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{dict(response.headers)}\n{text_of(content)}"


def kept_in_database() -> dict[str, set[tuple[int, Guard, str]]]:
    """Return the planted words of every column of every table, indexes of searches and sessions among them."""
    found: dict[str, set[tuple[int, Guard, str]]] = defaultdict(set)
    for column, value in every_value():
        if words := read(value):
            found[column] |= words
    return dict(found)


def every_value() -> list[tuple[str, str]]:
    """Return every value of the database as text, with the column it stands in."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [each[0] for each in cursor.description]
            for row in cursor.fetchall():
                values += [(f"{table}.{name}", _text(value)) for name, value in zip(names, row, strict=True) if value]
    values += [("session", str(each.get_decoded())) for each in Session.objects.all()]
    return values


def _text(value: Any) -> str:
    return text_of(bytes(value)) if isinstance(value, (bytes, memoryview)) else str(value)
