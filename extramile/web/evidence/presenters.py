"""Words for the evidence room."""

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from extramile.web.design import figures
from extramile.web.design.charts import Chart, Series, line_chart
from extramile.web.design.figures import Value
from extramile.web.evidence import criteria as framework
from extramile.web.evidence.models import Bundle, Item, Kind, Use, Version
from extramile.web.evidence.queries import CriterionLine, is_old
from extramile.web.evidence.visibility import Sensitivity, Space
from extramile.web.library.presenters.indicators import STATES
from extramile.web.partnerships.presenters import EventRow, event_row

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
    """Return a version in words; only a file can be downloaded."""
    what = f"{version.file_name}, {size(version.size)}" if version.file_name else version.address
    if not what:
        what = (
            f"taken {day(date.fromisoformat(version.data['taken']))}" if _is_snapshot(version) else _start(version.text)
        )
    href = reverse("evidence:download", args=[slug, version.item_id, version.number]) if version.file_name else ""
    return VersionRow(
        number=version.number,
        at=date_format(timezone.localtime(version.at), "j M Y, H:i"),
        by=version.by.name,
        what=what,
        why=version.why,
        hash=version.sha256,
        href=href,
    )


def _is_snapshot(version: Version) -> bool:
    return bool(version.data) and "taken" in version.data and "indicator" in version.data


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80].rpartition(' ')[0]} …"


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """A frozen comparison: its figures, its chart, what it rests on."""

    title: str
    cards: list[Any]
    chart: Chart
    cannot: list[str]
    source: str
    link: str
    taken: str
    indicator_href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A figure in a row of figures."""

    label: str
    value: str
    more: str
    missing: bool


def _shown(value: float | None, state: str) -> Value:
    return value if value is not None else STATES.get(state, figures.Missing.NOT_AVAILABLE)


def snapshot(data: dict[str, Any]) -> SnapshotPage:
    """Return a frozen comparison in words, from what was frozen alone."""
    from extramile.web.library.presenters.indicators import slug

    unit, decimals = data["unit"], data["decimals"]

    def card(label: str, value: Value, more: str = "") -> Card:
        return Card(label, figures.figure(value, unit, decimals), more, not figures.is_known(value))

    def points(rows: list[dict[str, Any]]) -> list[tuple[str, Value]]:
        return [(each["period"], _shown(each["value"], each["state"])) for each in rows]

    area, rank, change = data["area"], data["rank"], data["change"]
    changed = f"{figures.difference(change, unit, decimals)} on the period before" if change is not None else ""
    chart = line_chart(
        [
            Series("Neighbours", points(data["trends"]["neighbours"]), "neighbours"),
            Series("England", points(data["trends"]["england"]), "england"),
            Series(area["name"], points(data["trend"]), "place"),
        ],
        unit=unit,
        decimals=decimals,
        subject=f"{data['title']}:" if "," in data["title"] else data["title"],
        id_prefix="snapshot",
    )
    return SnapshotPage(
        title=f"{data['title']}, {data['period']}",
        cards=[
            card(area["name"], _shown(area["value"], area["state"]), changed),
            card("Neighbours, mean", data["neighbours"]["mean"]),
            card(data["region"]["name"], _shown(data["region"]["value"], data["states"]["region"])),
            card(
                "England",
                _shown(data["england"]["value"], data["states"]["england"]),
                f"{area['name']} ranks {rank['position']} of {rank['of']}" if rank else "not ranked",
            ),
        ],
        chart=chart,
        cannot=data["cannot_compare"],
        source=data["source"]["publication"] or "not named by the publisher",
        link=data["source"]["link"] or "",
        taken=day(date.fromisoformat(data["taken"])),
        indicator_href=reverse("library:indicator", args=[slug(data["indicator"])]) + f"?area={area['code']}",
    )


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item on its page."""

    row: ItemRow
    is_file: bool
    is_snapshot: bool
    lines: list[tuple[str, str]]
    address: str
    text: list[str]
    snapshot: SnapshotPage | None
    versions: list[VersionRow]
    uses: list[tuple[str, str]]
    history: list[EventRow]
    withdrawn: str
    criteria: list[tuple[str, str]]


def item_page(
    item: Item, versions: list[Version], uses: list[Use], history: list[EventRow] | list[Any], today: date
) -> ItemPage:
    """Return an item in words."""
    latest, slug = versions[0], item.partnership.slug
    row = item_row(item, today)
    withdrawn = ""
    if item.withdrawn_at:
        when = day(timezone.localtime(item.withdrawn_at).date())
        withdrawn = f"Withdrawn by {item.withdrawn_by.name} on {when}: {item.withdrawn_why}"
    lines = [
        ("Kind", row.kind),
        ("Organisation", row.organisation),
        ("Owner", row.owner),
        ("Dated", row.dated or "no date given"),
        ("Period covered", row.period or "not given"),
        ("Freshness", row.freshness[:1].upper() + row.freshness[1:]),
        ("Who may see it", "The forum alone, until it is released" if row.in_forum else row.sensitivity),
    ]
    return ItemPage(
        row=row,
        is_file=item.kind == Kind.FILE,
        is_snapshot=item.kind == Kind.SNAPSHOT,
        lines=lines,
        address=latest.address,
        text=[each for each in latest.text.split("\n") if each.strip()],
        snapshot=snapshot(latest.data) if item.kind == Kind.SNAPSHOT else None,
        versions=[version_row(slug, each) for each in versions],
        uses=[(each.words, each.href) for each in uses],
        history=[event_row(each) for each in history],
        withdrawn=withdrawn,
        criteria=[
            (framework.in_words(each), f"{reverse('evidence:items', args=[slug])}?criterion={each}")
            for each in item.criterion_ids
        ],
    )


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A criterion in the index: what it is, what there is for it."""

    name: str
    short: str
    statement: str
    state: str
    tone: str
    count: int
    old: int
    href: str
    add_href: str
    rows: list[ItemRow]


STATE_WORDS = {
    "none": ("No evidence", "priority"),
    "old": ("Old evidence only", "develop"),
    "fresh": ("Evidence", "strength"),
}


def index_row(slug: str, line: CriterionLine, rows: list[ItemRow]) -> IndexRow:
    """Return a criterion in the index."""
    words, tone = STATE_WORDS[line.state]
    _, criterion = framework.known()[line.name]
    return IndexRow(
        name=line.name,
        short=framework.short(line.name),
        statement=criterion.statement,
        state=words,
        tone=tone,
        count=line.count,
        old=line.old,
        href=f"{reverse('evidence:items', args=[slug])}?criterion={line.name}",
        add_href=f"{reverse('evidence:add', args=[slug])}?criterion={line.name}",
        rows=rows,
    )


def index_flat(line: CriterionLine) -> dict[str, Any]:
    """Return a criterion of the index as a row of a table to take away."""
    return {
        "criterion": line.name,
        "short": framework.short(line.name),
        "evidence": line.count,
        "fresh": line.fresh,
        "old": line.old,
        "state": STATE_WORDS[line.state][0],
    }


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle that can be downloaded."""

    what: str
    about: str
    hash: str
    href: str
    until: str


def bundle_about(bundle: Bundle) -> str:
    """Return what a bundle holds, in words."""
    if bundle.criterion:
        return framework.in_words(bundle.criterion)
    names = {pack.id: pack.name for pack, _ in framework.known().values()}
    return names.get(bundle.pack, bundle.pack) if bundle.pack else "All evidence"


def bundle_row(slug: str, bundle: Bundle) -> BundleRow:
    """Return a bundle in words."""
    return BundleRow(
        what=bundle_about(bundle),
        about=f"{bundle.items} piece{'' if bundle.items == 1 else 's'} of evidence, {size(bundle.size)}, "
        f"of {day(bundle.day)}",
        hash=bundle.sha256,
        href=reverse("evidence:bundle", args=[slug, bundle.pk]),
        until=day(timezone.localtime(bundle.ends_at).date()),
    )


def bundle_name(slug: str, bundle: Bundle) -> str:
    """Return the file name of a bundle."""
    return f"evidence-{slug}-{bundle.day}.zip"


LABELS = {
    "title": "Title",
    "sensitivity": "Who may see it",
    "dated": "Date",
    "period_from": "First day of the period",
    "period_to": "Last day of the period",
    "expires": "Last day on which it counts",
    "criteria": "Criteria",
}


def differences(given: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return where what a person wrote differs from what stands there now: the field, theirs, what stands there."""
    return [
        (label, _said(given.get(name)), _said(now[name]))
        for name, label in LABELS.items()
        if _said(given.get(name)) != _said(now[name])
    ]


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, (list, tuple)):
        return ", ".join(framework.short(each) for each in sorted(value))
    if isinstance(value, date):
        return day(value)
    return Sensitivity(value).label if value in Sensitivity.values else str(value)
