"""A document as plain values for the Typst template: dictionaries, lists, strings and numbers, sent as JSON.

The template is fixed, and words only ever reach it as strings, which Typst shows and never reads. So no `#`, `*`, `$`
or bracket that a person writes can become markup: there is nothing to escape.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from extramile.core.documents.blocks import Card, Chart, Face, Heading, Quote, Table
from extramile.core.documents.document import Document
from extramile.core.documents.front import author, day, running_title
from extramile.core.documents.inline import Missing, Text, plain
from extramile.core.documents.pictures import drawing, face
from extramile.core.documents.widths import UPRIGHT, shares

Value: TypeAlias = "str | int | list[Value] | dict[str, Value] | None"
# A block of more letters than this may go over a page; a shorter one is kept whole.
_KEPT_WHOLE = 800


def described(document: Document, fit: Callable[[str], str]) -> Value:
    """Return the document as plain values; `fit` makes each string drawable."""
    language, _, region = document.language.partition("-")
    return {
        "title": fit(document.title),
        "subtitle": fit(document.subtitle),
        "author": _value(author(document), fit),
        "author_words": fit(plain(author(document))),
        "day": _value(day(document), fit),
        "language": language,
        "region": region or None,
        "status": fit(document.status),
        "running": fit(running_title(document)),
        "facts": _value(document.facts, fit),
        "opening": document.opening,
        "contents": document.contents and any(isinstance(block, Heading) for block in document.blocks),
        "large": document.large_print,
        "kept": [*sorted(document.kept_with_next())],
        "blocks": [_value(block, fit) for block in document.blocks],
    }


def _letters(value: object) -> int:
    """Return how many letters a part of a document has."""
    if isinstance(value, Text):
        return len(value.words)
    if isinstance(value, tuple):
        return sum(map(_letters, value))
    return sum(_letters(getattr(value, field.name)) for field in fields(value)) if is_dataclass(value) else 0


def _value(value: object, fit: Callable[[str], str]) -> Value:
    """Return any value of a document; a dataclass becomes a dictionary with its `kind`."""
    if isinstance(value, str):
        return fit(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, frozenset):
        return [*sorted(value)]
    if isinstance(value, tuple):
        return [_value(part, fit) for part in value]
    if isinstance(value, Missing):
        return {"kind": "Missing", "words": fit(str(value))}
    if is_dataclass(value) and not isinstance(value, type):
        kind: dict[str, Value] = {"kind": type(value).__name__}
        # A drawing is markup: it is not shown as words, and its own letters are made fit where they are.
        known = {field.name: _value(getattr(value, field.name), fit) for field in fields(value) if field.name != "svg"}
        return kind | known | _more(value, known, fit)
    raise TypeError(f"A document holds no {type(value).__name__}.")


def _more(value: object, known: dict[str, Value], fit: Callable[[str], str]) -> dict[str, Value]:
    """Return what the template needs beyond a block's own fields."""
    match value:
        case Table():
            widths = list(shares(value))
            return {"widths": [*widths], "turned": sum(widths) > UPRIGHT}
        case Chart():
            return {"svg": fit(drawing(value.svg))}
        case Face():
            return {"svg": face(value.mood)}
        case Card() | Quote():
            return {"whole": _letters(value) < _KEPT_WHOLE}
        case _:
            return {}
