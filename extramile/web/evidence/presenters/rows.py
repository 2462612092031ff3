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
from extramile.web.evidence.presenters import points
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
    "criteria", "old_from", "expires", "used", "taken_back",
]  # fmt: skip
MARK = "<mark>"
# How many characters of a text stand around the first word that was found, and how many are looked at for them: a sign
# can take six when it is escaped, and tags stand between.
AROUND = 140
NEAR = 20 * AROUND


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
    # Of a frozen figure: what it says, and whether it was taken back since.
    figure: str = ""
    back: bool = False
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
        figure=points.line(item.frozen) if item.frozen else "",
        back=item.is_back,
        pieces=excerpt(marked) if marked else [],
    )


def excerpt(marked: SafeString) -> list[tuple[str, bool]]:
    """Return the words around the first mark as pieces of plain text, each with whether it is marked.

    The title, which is the first line, is shown anyway: it serves only where nothing else was found. Of a long text only
    the neighbourhood of the mark is looked at.
    """
    text = str(marked)
    first = text.find(MARK, text.find("\n") + 1)
    begin = text.find("\n") + 1
    if first < 0:
        begin, first = 0, max(text.find(MARK), 0)
    before = html.unescape(text[max(begin, first - NEAR) : first])
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    # A tag or a sign that the end of the neighbourhood cuts through is left out.
    after = re.sub(r"[<&][^<>;]*$", "", text[first : first + NEAR])
    found, left = [(_flat(before), False)], 2 * AROUND
    for number, escaped in enumerate(re.split(r"</?mark>", after)):
        piece = html.unescape(escaped)
        if len(piece) > left:
            found.append((_flat(f"{piece[:left].rpartition(' ')[0]} …"), number % 2 == 1))
            break
        found.append((_flat(piece), number % 2 == 1))
        left -= len(piece)
    return [(words, is_marked) for words, is_marked in found if words]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of `queries.table` in words."""
    return {
        **row,
        "kind": Kind(row["kind"]).label,
        "organisation": row["organisation__name"],
        "owner": row["owner__name"],
        "sensitivity": Sensitivity(row["sensitivity"]).label,
        "taken_back": "yes" if row["taken_back"] else "",
    }
