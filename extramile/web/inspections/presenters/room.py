"""The room of those who inspect or review, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.template.defaultfilters import date as date_format
from django.utils import timezone

from extramile.web.design import figures
from extramile.web.evidence.models import Item
from extramile.web.evidence.presenters.rows import ItemRow, item_row
from extramile.web.inspections.around import Asked, Doing
from extramile.web.inspections.queries.room import Hits, Line, Said
from extramile.web.library.presenters.indicators import STATES
from extramile.web.selfevaluation.models import Claim, Evaluation
from extramile.web.selfevaluation.presenters.evaluations import ClaimPage, claim_page

TONES = {"Sent": "strength", "Closed": "quiet", "Declined": "quiet", "No longer asked": "quiet"}


def day(value: Any) -> str:
    """Return a day in words."""
    return str(date_format(value, "j F Y"))


def moment(value: Any) -> str:
    """Return a moment in words."""
    return str(date_format(timezone.localtime(value), "j F, H:i"))


def open_until(last: date | None) -> str:
    """Return until when the room is open to this person, in words; "" for who only looks in."""
    return f"Open to you until {day(last)}" if last else ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A criterion in the index."""

    id: str
    name: str
    claimed: str
    evidence: str
    old: str
    empty: bool


def index(groups: Iterable[tuple[str, Sequence[Line]]]) -> list[tuple[str, list[IndexRow]]]:
    """Return the criteria by their group."""
    return [(name, [_index_row(each) for each in lines]) for name, lines in groups]


def _index_row(line: Line) -> IndexRow:
    said = [_some(line.strengths, "strength"), _some(line.gaps, "gap")]
    number, old = line.evidence.count, line.evidence.old
    short = line.criterion.short
    return IndexRow(
        id=line.criterion.id,
        name=f"{line.criterion.id} {short}" if short != line.criterion.id else short,
        claimed=", ".join(filter(None, said)),
        evidence=_some(number, "piece"),
        old="" if not old else "all of it old" if old == number else f"{old} old",
        empty=not (line.strengths or line.gaps or number),
    )


def _some(number: int, what: str) -> str:
    return f"{figures.figure(number)} {what}{'' if number == 1 else 's'}" if number else ""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A claim with its voices and its proof. Whose it is, is an organisation, not a person."""

    page: ClaimPage
    body: str
    quotes: list[tuple[str, str]]
    proofs: list[Any]


def said(rows: Iterable[Said]) -> list[SaidRow]:
    """Return what is claimed, in words."""
    return [
        SaidRow(
            page=claim_page(each.claim),
            body=each.claim.organisation.name,
            quotes=[(quote.words, f"{quote.who}, {day(quote.said_on)}") for quote in each.claim.quotes.all()],
            proofs=each.proofs,
        )
        for each in rows
    ]


def pieces(rows: Iterable[Item], today: date, marked: dict[int, Any] | None = None) -> list[ItemRow]:
    """Return evidence in a list."""
    return [item_row(each, today, (marked or {}).get(each.pk)) for each in rows]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A request: what was asked, and how far it is."""

    number: int
    words: str
    asked: str
    due: str
    state: str
    tone: str
    sent: str


def asked(rows: Iterable[Asked]) -> list[AskedRow]:
    """Return requests in words."""
    return [
        AskedRow(
            number=each.number,
            words=each.words,
            asked=moment(each.asked_at),
            due=moment(each.due) if each.due else "",
            state=each.state,
            tone=TONES.get(each.state, "info"),
            sent=moment(each.sent_at) if each.sent_at else "",
        )
        for each in rows
    ]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A session of the timetable."""

    when: str
    words: str
    place: str


def held(rows: Iterable[Doing]) -> list[tuple[str, list[HeldRow]]]:
    """Return the timetable by day."""
    days = groupby(rows, key=lambda each: timezone.localtime(each.starts).date())
    return [(str(date_format(one, "l j F")), [_held_row(each) for each in those]) for one, those in days]


def _held_row(each: Doing) -> HeldRow:
    starts, ends = (date_format(timezone.localtime(at), "H:i") for at in (each.starts, each.ends))
    return HeldRow(f"{starts} to {ends}", each.words, each.place)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that is shared: what it is, what it means, where it is from."""

    id: int
    title: str
    value: str
    about: str
    definition: str
    source: str
    invented: bool


def figure_rows(rows: Iterable[dict[str, Any]]) -> list[FigureRow]:
    """Return figures with their definitions."""
    return [_figure_row(each) for each in rows]


def _figure_row(row: dict[str, Any]) -> FigureRow:
    value = row["data__area__value"]
    known = value if value is not None else STATES.get(row["data__area__state"], figures.Missing.NOT_AVAILABLE)
    return FigureRow(
        id=row["item_id"],
        title=row["data__title"] or row["item__title"],
        value=figures.figure(known, row["data__unit"] or "", row["data__decimals"] or 0),
        about=", ".join(str(each) for each in (row["data__area__name"], row["data__period"]) if each),
        definition=row["data__definition"] or "",
        source=row["data__source__publication"] or "not named by the publisher",
        invented=bool(row["data__invented"]),
    )


def agreed(found: Evaluation | None) -> str:
    """Return which self-evaluation speaks here, in words."""
    return f"{found.title}, {found.period}" if found else ""


def claim_hits(found: Hits) -> list[tuple[Claim, str, str]]:
    """Return claims that were found: each with its kind and its tone."""
    return [
        (each, each.get_polarity_display(), "strength" if each.polarity == "strength" else "develop")
        for each in found.claims
    ]


def found_words(found: Hits, words: str) -> str:
    """Return how much was found, in words."""
    return f"{_some(found.number, 'thing') or 'Nothing'} with “{words}”"
