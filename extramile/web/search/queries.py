"""Finding rows by words, and marking the words in them.

What people type means the same on both databases: all words must occur, in any form ("plan" finds "planning");
"words in quotes" stand together; -word leaves out; or between two words takes either.
"""

import re
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from extramile.web.search.operations import SIGNS, config_name, index_name

# Markers that no text holds and no escaping touches, turned into <mark> after escaping.
OPEN, CLOSE = "\x02", "\x03"
MARKS = re.compile(f"([{OPEN}{CLOSE}])")
TOKEN = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
WORD = re.compile(r"\w+", re.UNICODE)
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed, as phrases of one word or more: one of each group must occur, and none of `unwanted`."""

    groups: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...]

    def __bool__(self) -> bool:
        """Is there anything to look for?"""
        return bool(self.groups)


def understood(typed: str) -> Asked:
    """Read what a person typed. Words to leave out are not enough: nothing to look for is left then."""
    groups: list[list[str]] = []
    unwanted: list[str] = []
    either = False
    for match in TOKEN.finditer(typed[:MOST_CHARACTERS]):
        minus = match.group(1) or match.group(3)
        words = WORD.findall(match.group(2) if match.group(2) is not None else match.group(4))
        if not words:
            continue
        if not minus and match.group(4) and match.group(4).lower() == "or":
            either = bool(groups)
            continue
        if minus:
            unwanted.append(" ".join(words))
        elif either:
            groups[-1].append(" ".join(words))
        else:
            groups.append([" ".join(words)])
        either = False
    return Asked(tuple(map(tuple, groups)), tuple(unwanted))


def sqlite_query(asked: Asked) -> str:
    """Write it in FTS5's language. Every phrase is quoted, so that nothing typed can be read as FTS5 syntax."""
    query = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in asked.groups)
    return f"({query}) NOT ({' OR '.join(map(_quoted, asked.unwanted))})" if asked.unwanted else query


def _quoted(phrase: str) -> str:
    return f'"{phrase}"'


def postgresql_query(asked: Asked, config: str) -> tuple[str, list[str]]:
    """Write it as an expression of PostgreSQL and its parameters."""
    phrase = f"phraseto_tsquery('{config}', %s)"
    groups = " && ".join(f"({' || '.join([phrase] * len(group))})" for group in asked.groups)
    without = f" && !! ({' || '.join([phrase] * len(asked.unwanted))})" if asked.unwanted else ""
    return f"({groups}{without})", [*chain.from_iterable(asked.groups), *asked.unwanted]


def has_words(typed: str) -> bool:
    """Is there anything in `typed` to search for?"""
    return bool(understood(typed))


def matching(rows: QuerySet, column: str, typed: str) -> QuerySet:
    """Return the `rows` whose `column` holds what was typed; all of them if nothing was."""
    asked = understood(typed)
    if not asked:
        return rows
    table = rows.model._meta.db_table
    index = index_name(table, column)
    # Names are ours, the words are parameters.
    if connection.vendor == "postgresql":
        query, words = postgresql_query(asked, config_name(index))
        found = RawSQL(f"SELECT id FROM {table} WHERE {index} @@ {query}", words)  # noqa: S608, S611
    else:
        found = RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [sqlite_query(asked)])  # noqa: S608, S611
    return rows.filter(id__in=found)


def marked(rows: QuerySet, column: str, typed: str, ids: list[int]) -> dict[int, SafeString]:
    """Return the text of each of `ids`, escaped, with the words that were found inside <mark>."""
    asked = understood(typed)
    table = rows.model._meta.db_table
    index = index_name(table, column)
    if not ids:
        return {}
    if not asked:
        return {key: escape(text) for key, text in rows.filter(id__in=ids).values_list("id", column)}
    places = ",".join(["%s"] * len(ids))
    if connection.vendor == "postgresql":
        query, words = postgresql_query(asked, config_name(index))
        sql = (
            f"SELECT id, {column}, ts_headline('{config_name(index)}', translate({column}, %s, %s), {query}, "  # noqa: S608
            f"'HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}') FROM {table} WHERE id IN ({places})"
        )
        parameters = [SIGNS, " " * len(SIGNS), *words, *ids]
    else:
        sql = (
            f"SELECT rowid, {column}, highlight({index}, 0, %s, %s) FROM {index} "  # noqa: S608
            f"WHERE {index} MATCH %s AND rowid IN ({places})"
        )
        parameters = [OPEN, CLOSE, sqlite_query(asked), *ids]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {key: _with_marks(_laid_over(text, read)) for key, text, read in cursor.fetchall()}


def _laid_over(text: str, read: str) -> str:
    """Put the marks of `read` into `text`, which has none of its own.

    PostgreSQL reads the words to mark as its index did, with a space for every sign ("<wait>" is a tag to it, which it
    would swallow). Both are equally long but for the marks.
    """
    text = MARKS.sub("", text)
    laid, place = [], 0
    for piece in MARKS.split(read):
        if piece in (OPEN, CLOSE):
            laid.append(piece)
        else:
            laid.append(text[place : place + len(piece)])
            place += len(piece)
    return "".join(laid) + text[place:]


def _with_marks(text: str) -> SafeString:
    return mark_safe(escape(text).replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))  # noqa: S308 - escaped first
