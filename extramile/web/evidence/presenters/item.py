"""A piece of evidence on its own page: what it holds and held, what rests on it, what was done to it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.vocabulary import upper_first
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import recalled
from extramile.web.evidence.models import Item, Kind, Use, Version
from extramile.web.evidence.presenters.frozen import ReturnedPage, SnapshotPage, ThemePage, returned, snapshot, theme
from extramile.web.evidence.presenters.rows import ItemRow, day, item_row, size
from extramile.web.evidence.snapshots import is_returned
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.partnerships.presenters import EventRow, event_row
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list of an item's."""

    number: int
    at: str
    by: str
    what: str
    why: str
    hash: str
    href: str


def version_row(slug: str, version: Version) -> VersionRow:
    """Return a version in words: a file leads to its download, anything else to the page as it was then."""
    if version.file_name:
        href = reverse("evidence:download", args=[slug, version.item_id, version.number])
    else:
        href = f"{reverse('evidence:item', args=[slug, version.item_id])}?version={version.number}"
    return VersionRow(
        number=version.number,
        at=date_format(timezone.localtime(version.at), "j M Y, H:i"),
        by=version.by.name,
        what=_holds(version),
        why=version.why,
        hash=version.sha256,
        href=href,
    )


def _holds(version: Version) -> str:
    """Return in a few words what a version holds."""
    if version.file_name:
        return f"{version.file_name}, {size(version.size)}"
    if version.address:
        return version.address
    if version.data and "taken" in version.data:
        return f"taken {day(date.fromisoformat(version.data['taken']))}"
    line = " ".join(version.text.split())
    return line if len(line) <= 80 else f"{line[:80].rpartition(' ')[0]} …"


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item on its page, holding what one of its versions holds."""

    row: ItemRow
    lines: list[tuple[str, str]]
    version: VersionRow
    # What stands above an item that is not shown as it is: withdrawn, or an earlier version.
    withdrawn: str
    earlier: str
    is_file: bool
    is_recorded: bool
    address: str
    text: list[str]
    snapshot: SnapshotPage | None
    returned: ReturnedPage | None
    theme: ThemePage | None
    versions: list[VersionRow]
    uses: list[tuple[str, str]]
    history: list[EventRow]
    criteria: list[tuple[str, str]]


def item_page(
    item: Item,
    shown: Version,
    *,
    versions: list[Version],
    uses: list[Use],
    history: list[tuple[Any, bool]],
    today: date,
) -> ItemPage:
    """Return an item in words; `shown` is the version that is looked at."""
    slug = item.partnership.slug
    row = item_row(item, today)
    rows = [version_row(slug, each) for each in versions]
    return ItemPage(
        row=row,
        lines=_lines(row),
        version=next(each for each in rows if each.number == shown.number),
        withdrawn=_withdrawn(item),
        earlier="" if shown.number == rows[0].number else f"This is version {shown.number} of {rows[0].number}.",
        is_file=item.kind == Kind.FILE,
        is_recorded=shown.is_recorded,
        address=shown.address,
        text=[] if item.kind == Kind.VOICE else [each for each in shown.text.split("\n") if each.strip()],
        snapshot=snapshot(shown.data) if item.kind == Kind.SNAPSHOT and not is_returned(shown.data) else None,
        returned=returned(shown.data) if item.kind == Kind.SNAPSHOT and is_returned(shown.data) else None,
        theme=theme(shown.data) if item.kind == Kind.VOICE else None,
        versions=rows,
        uses=[(each.words, each.href) for each in uses],
        history=[history_row(*each) for each in history],
        criteria=[
            (framework.in_words(each), f"{reverse('evidence:items', args=[slug])}?criterion={each}")
            for each in item.criterion_ids
        ],
    )


def kept_instead(scope: Scope, item: Item, shown: Version) -> str:
    """Return where a figure that stands is kept in place of one that was taken back, for the same criteria; "" for nowhere."""
    if not (address := recalled.now(scope, shown.data["returns"]["measure"])):
        return ""
    chosen = urlencode([("criteria", each) for each in item.criterion_ids])
    return f"{address}{f'?{chosen}' if chosen else ''}#keep"


def _lines(row: ItemRow) -> list[tuple[str, str]]:
    return [
        ("Kind", row.kind),
        ("Organisation", row.organisation),
        ("Owner", row.owner),
        ("Dated", row.dated or "no date given"),
        ("Period covered", row.period or "not given"),
        ("Freshness", upper_first(row.freshness)),
        ("Who may see it", "The forum alone, until it is released" if row.in_forum else row.sensitivity),
    ]


def _withdrawn(item: Item) -> str:
    if not item.withdrawn_at:
        return ""
    when = day(timezone.localtime(item.withdrawn_at).date())
    return f"Withdrawn by {item.withdrawn_by.name} on {when}: {item.withdrawn_why}"


def history_row(event: Any, told: bool) -> EventRow:
    """Return an event in words; of one that may not be told, only who did what and when."""
    row = event_row(event)
    return row if told else replace(row, thing="", why="", before="", after="")


LABELS = {
    "title": "Title",
    "owner": "Owner",
    "organisation": "Organisation",
    "sensitivity": "Who may see it",
    "dated": "Date",
    "period_from": "First day of the period",
    "period_to": "Last day of the period",
    "expires": "Last day on which it counts",
    "criteria": "Criteria",
}


def differences(
    given: dict[str, Any], now: dict[str, Any], people: dict[str, dict[int, str]]
) -> list[tuple[str, str, str]]:
    """Return where what a person wrote differs from what stands there now: the field, theirs, what stands there.

    `people` has the names of owners and organisations by field and number.
    """
    return [
        (label, _said(given[name], people.get(name, {})), _said(now[name], people.get(name, {})))
        for name, label in LABELS.items()
        if name in given and _plain(given[name]) != _plain(now[name])
    ]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, (list, tuple)) else value or None


def _said(value: Any, names: dict[int, str]) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, (list, tuple)):
        return ", ".join(framework.short(each) for each in sorted(value))
    if isinstance(value, int):
        return names.get(value, "somebody who is no longer here")
    if isinstance(value, date):
        return day(value)
    return Sensitivity(value).label if value in Sensitivity.values else str(value)
