"""What every rendering says before the first block, and at the foot of each page."""

from extramile.core.documents.cleaning import in_words
from extramile.core.documents.document import Document
from extramile.core.documents.inline import Inline, Missing, Text


def author(document: Document) -> Inline:
    """Return the body that says this."""
    body = document.author_body
    return (body if isinstance(body, Missing) else Text(body),)


def day(document: Document) -> Inline:
    """Return the date in words."""
    date = document.date
    return (date if isinstance(date, Missing) else Text(in_words(date)),)


def running_title(document: Document) -> str:
    """Return what stands at the foot of each page: the title, and the state unless it is final."""
    return f"{document.title} · {document.status}" if document.status else document.title
