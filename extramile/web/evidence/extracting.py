"""The words of a file, for search. What cannot be read has none: that is no reason to refuse the file."""

import html
import io
import re
import zipfile

from extramile.core.publications import text_of
from extramile.core.vocabulary import DAMAGED_ZIP, InputError

MOST_CHARACTERS = 200_000
MOST_XML = 40 * 1024 * 1024
# Taken from the markup directly: an XML parser would be one more thing that a hostile file can speak to.
PARAGRAPH = re.compile(r"</w:p>|<w:br[ /][^>]*>|<w:tab[ /][^>]*>")
RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(\n)")


def words_of(extension: str, data: bytes) -> str:
    """Return the words of a PDF, a Word document or a text; "" for what has none or cannot be read."""
    if extension == "pdf":
        try:
            found = text_of(data, most_characters=MOST_CHARACTERS)
        except InputError:
            return ""
    elif extension == "docx":
        found = _words_of_docx(data)
    elif extension in {"txt", "md", "csv"}:
        found = decoded(data)
    else:
        return ""
    return tidy(found)


def decoded(data: bytes) -> str:
    """Return a text in UTF-8, or in what Windows programs write where it is not that."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """Return text that every database takes and that has an end."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", text)[:MOST_CHARACTERS]


def _words_of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > MOST_XML:
                return ""
            markup = archive.read("word/document.xml").decode("utf-8", "replace")
    except DAMAGED_ZIP:
        return ""
    pieces = RUN.findall(PARAGRAPH.sub("\n", markup.replace("\n", " ")))
    return html.unescape("".join(text or line for text, line in pieces))
