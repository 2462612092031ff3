"""Differences between texts, word by word, as safe HTML: what is gone in `del`, what is new in `ins`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.presenters.evaluations import day

WORDS = re.compile(r"\s+|[^\s]+")
# With less in common than this a text was written anew: words that both happen to have would chop both to pieces.
LEAST_IN_COMMON = 0.5


def marked(before: str, after: str) -> SafeString:
    """Return `after` with what is new marked, and what is gone from `before` where it stood.

    What was written anew stands whole behind what is gone.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    if SequenceMatcher(a=before.split(), b=after.split(), autojunk=False).ratio() < LEAST_IN_COMMON:
        steps = [("replace", 0, len(old), 0, len(new))]
    pieces: list[SafeString] = []
    for what, i, j, k, m in steps:
        if what == "equal":
            pieces.append(format_html("{}", "".join(new[k:m])))
            continue
        # Said in words too: neither colour nor a line through letters is heard.
        if old[i:j]:
            pieces.append(format_html('<del><span class="x-hidden">gone: </span>{}</del>', "".join(old[i:j]).strip()))
        if old[i:j] and new[k:m]:
            pieces.append(SafeString(" "))
        if new[k:m]:
            pieces.append(format_html('<ins><span class="x-hidden">new: </span>{}</ins>', "".join(new[k:m]).strip()))
        pieces.append(SafeString(" "))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that changed."""

    name: str
    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class MetRow:
    """A text that somebody else changed while a person wrote."""

    name: str
    label: str
    theirs: SafeString
    mine: SafeString | None


def met(found: Iterable[claim_texts.Met]) -> list[MetRow]:
    """Return what the other changed, and where both did, what this person wrote."""
    said = claim_texts.said
    return [
        MetRow(
            each.name,
            each.label,
            marked(said(each.name, each.before), said(each.name, each.theirs)),
            marked(said(each.name, each.before), said(each.name, each.mine)) if each.both else None,
        )
        for each in found
    ]


def changes(before: dict[str, str], after: dict[str, str]) -> list[TextChange]:
    """Return the texts that differ, with their words marked."""
    said = claim_texts.said
    return [
        TextChange(
            name, claim_texts.LABELS[name], marked(said(name, before.get(name, "")), said(name, after.get(name, "")))
        )
        for name in claim_texts.NAMES
        if before.get(name, "") != after.get(name, "")
    ]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One saving of a claim: who, when, what."""

    who: str
    when: str
    changes: list[TextChange]


def history(texts: Iterable[Any]) -> list[HistoryRow]:
    """Return the savings of a claim, newest first, each against the one before; the first one has nothing before it."""
    rows = list(texts)
    return [
        HistoryRow(row.by.name, day(row.at), changes(older.texts, row.texts) if older else [])
        for row, older in zip_longest(rows, rows[1:])
    ]
