"""A piece of evidence in a list, in a table to take away, and the words that every page says it in."""

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from extramile.web.design import figures
from extramile.web.evidence import criteria as framework
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.queries import is_old
from extramile.web.evidence.visibility import Sensitivity, Space

TONES = {
    Sensitivity.PUBLIC: "quiet",
    Sensitivity.PARTNERSHIP: "quiet",
    Sensitivity.RESTRICTED: "develop",
    Sensitivity.PERSONAL: "priority",
}
COLUMNS = [
    "id", "title", "kind", "organisation", "owner", "dated", "period_from", "period_to", "sensitivity",
    "criteria", "old_from", "expires", "used",
]  # fmt: skip
# How many characters of a text stand around the first word that was found.
AROUND = 140


def day(value: date) -> str:
    """Return a day in words."""
    return date_format(value, "j F Y")


def period(item: Item) -> str:
    """Return the time that an item speaks of, in words; "" if nobody said."""
    if item.period_from and item.period_to:
        return f"{day(item.period_from)} to {day(item.period_to)}"
    if item.period_from:
        return f"since {day(item.period_from)}"
    return f"until {day(item.period_to)}" if item.period_to else ""


def freshness(item: Item, today: date) -> str:
    """Return whether an item is old, and since or from when."""
    old = is_old(item, today)
    if item.expires:
        return f"out of date since {day(item.old_from)}" if old else f"counts until {day(item.expires)}"
    return f"old since {day(item.old_from)}" if old else f"fresh until {day(item.old_from)}"


def size(count: int) -> str:
    """Return a number of bytes in words."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{figures.figure(count / 1024 / 1024, '', 1)} MB"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list."""

    id: int
    title: str
    href: str
    kind: str
    sensitivity: str
    tone: str
    in_forum: bool
    organisation: str
    owner: str
    dated: str
    period: str
    freshness: str
    old: bool
    criteria: list[str]
    used: str
    pieces: list[tuple[str, bool]] = field(default_factory=list)


def item_row(item: Item, today: date, marked: SafeString | None = None) -> ItemRow:
    """Return an item in a list, with the words that were found in it."""
    used = getattr(item, "used", 0)
    return ItemRow(
        id=item.pk,
        title=item.title,
        href=reverse("evidence:item", args=[item.partnership.slug, item.pk]),
        kind=Kind(item.kind).label,
        sensitivity=Sensitivity(item.sensitivity).label,
        tone=TONES[Sensitivity(item.sensitivity)],
        in_forum=item.space == Space.FORUM,
        organisation=item.organisation.name,
        owner=item.owner.name,
        dated=day(item.dated) if item.dated else "",
        period=period(item),
        freshness=freshness(item, today),
        old=is_old(item, today),
        criteria=[framework.short(each) for each in item.criterion_ids],
        used=f"used {used} time{'' if used == 1 else 's'}" if used else "not used yet",
        pieces=excerpt(marked) if marked else [],
    )


def excerpt(marked: SafeString) -> list[tuple[str, bool]]:
    """Return the words around the first mark as pieces of plain text, each with whether it is marked."""
    pieces = [html.unescape(each) for each in re.split(r"</?mark>", str(marked).partition("\n")[2] or str(marked))]
    if len(pieces) < 2:
        pieces = [html.unescape(each) for each in re.split(r"</?mark>", str(marked))]
    found: list[tuple[str, bool]] = []
    left = 2 * AROUND
    for number, text in enumerate(pieces):
        is_marked = number % 2 == 1
        if not number and len(text) > AROUND:
            text = f"… {text[-AROUND:].partition(' ')[2]}"  # noqa: PLW2901 - the words before, cut at a word
        elif len(text) > left:
            text = f"{text[:left].rpartition(' ')[0]} …"  # noqa: PLW2901 - the words after, cut at a word
        found.append((" ".join(text.split()) if is_marked else re.sub(r"\s+", " ", text), is_marked))
        left -= len(text) if number else 0
        if left <= 0 or text.endswith(" …"):
            break
    return found


def flat(item: Item) -> dict[str, Any]:
    """Return an item as a row of a table to take away."""
    return {
        "id": item.pk,
        "title": item.title,
        "kind": Kind(item.kind).label,
        "organisation": item.organisation.name,
        "owner": item.owner.name,
        "dated": item.dated,
        "period_from": item.period_from,
        "period_to": item.period_to,
        "sensitivity": Sensitivity(item.sensitivity).label,
        "criteria": item.criterion_ids,
        "old_from": item.old_from,
        "expires": item.expires,
        "used": getattr(item, "used", 0),
    }
