"""Finding rows by words, and marking the words in them.

What people type means the same on both databases: all words must occur, in any form ("plan" finds "planning");
"words in quotes" stand together; -word leaves out; or between two words takes either.
"""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from extramile.web.search.operations import index_name

# Markers that no text holds and no escaping touches, turned into <mark> after escaping.
OPEN, CLOSE = "\x02", "\x03"
TOKEN = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
WORD = re.compile(r"\w+", re.UNICODE)
MOST_CHARACTERS = 200


def sqlite_query(typed: str) -> str:
    """Turn what a person typed into FTS5's language. Empty if there is no word in it.

    Every word is quoted, so that nothing typed can be read as FTS5 syntax.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for match in TOKEN.finditer(typed[:MOST_CHARACTERS]):
        minus = match.group(1) or match.group(3)
        words = WORD.findall(match.group(2) if match.group(2) is not None else match.group(4))
        if not words:
            continue
        if match.group(4) and match.group(4).lower() == "or" and wanted:
            either = True
            continue
        phrase = '"' + " ".join(words) + '"'
        if minus:
            unwanted.append(phrase)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {phrase})"
        else:
            wanted.append(phrase)
        either = False
    if not wanted:
        return ""
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def has_words(typed: str) -> bool:
    """Is there anything in `typed` to search for?"""
    return bool(sqlite_query(typed))


def matching(rows: QuerySet, column: str, typed: str) -> QuerySet:
    """Return the `rows` whose `column` holds what was typed; all of them if nothing was."""
    query = sqlite_query(typed)
    if not query:
        return rows
    table = rows.model._meta.db_table
    index = index_name(table, column)
    if connection.vendor == "postgresql":
        found = RawSQL(  # noqa: S611 - names are ours, the words are a parameter
            f"SELECT id FROM {table} WHERE {index} @@ websearch_to_tsquery('english', %s)",  # noqa: S608
            [typed[:MOST_CHARACTERS]],
        )
    else:
        found = RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [query])  # noqa: S608, S611
    return rows.filter(id__in=found)


def marked(rows: QuerySet, column: str, typed: str, ids: list[int]) -> dict[int, SafeString]:
    """Return the text of each of `ids`, escaped, with the words that were found inside <mark>."""
    query = sqlite_query(typed)
    table = rows.model._meta.db_table
    index = index_name(table, column)
    if not ids:
        return {}
    if not query:
        return {key: escape(text) for key, text in rows.filter(id__in=ids).values_list("id", column)}
    places = ",".join(["%s"] * len(ids))
    if connection.vendor == "postgresql":
        sql = (
            f"SELECT id, ts_headline('english', {column}, websearch_to_tsquery('english', %s), "  # noqa: S608
            f"'HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}') FROM {table} WHERE id IN ({places})"
        )
        parameters = [typed[:MOST_CHARACTERS], *ids]
    else:
        sql = (
            f"SELECT rowid, highlight({index}, 0, %s, %s) FROM {index} "  # noqa: S608
            f"WHERE {index} MATCH %s AND rowid IN ({places})"
        )
        parameters = [OPEN, CLOSE, query, *ids]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {key: _with_marks(text) for key, text in cursor.fetchall()}


def _with_marks(text: str) -> SafeString:
    return mark_safe(escape(text).replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))  # noqa: S308 - escaped first
