"""The page of an announcement in finished words: the same for everybody who reads it and for who looks at it before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.announcing import BY_NAME, Piece, paragraphs, path_within, pieces, points
from extramile.core.vocabulary import upper_first
from extramile.web.announcements.models import Announcement, Correction, Picture, Quotation
from extramile.web.announcements.presenters import facts as fact_words
from extramile.web.announcements.presenters.changed import changed, plain
from extramile.web.announcements.presenters.facts import Facts

Line = list[Piece]
# What a correction is of, beside the texts.
OTHER = {"facts": "Figures", "quotation": "In their own words", "picture": "Picture"}
# All that everybody reads of what told of a person.
TAKEN_OUT = "A passage was taken out of an announcement to protect somebody’s privacy."
UNSAID = "A correction is not shown any more, to protect somebody’s privacy."
WITHDRAWN_FOR_PRIVACY = "It was withdrawn to protect somebody’s privacy."


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that stands on the page. `approved` is false for words that nobody else may see yet."""

    headline: str
    standfirst: list[Line]
    eyebrow: str
    published: str
    changed: str
    withdrawn: str
    figures: list[dict[str, Any]]
    activity: str
    decision: dict[str, Any] | None
    meaning: list[Line]
    strengths: list[Line]
    to_improve: list[Line]
    next_steps: list[Line]
    contact: list[Line]
    comparison: dict[str, Any] | None
    chart: Any
    quotations: list[dict[str, Any]]
    pictures: list[dict[str, Any]]
    corrections: list[dict[str, Any]]
    description: str


def line(words: str) -> Line:
    """Return words with their links apart; what leads to no page of the web leads nowhere."""
    return [Piece(each.words, _safe(each.address)) for each in pieces(words)]


def _safe(address: str) -> str:
    if path_within(address, frozenset()) is not None or address.lower().startswith(("https://", "http://")):
        return address
    return ""


def lines(words: str) -> list[Line]:
    """Return each paragraph."""
    return [line(each) for each in paragraphs(words)]


def listed(words: str) -> list[Line]:
    """Return each point."""
    return [line(each) for each in points(words)]


def shown(
    found: Announcement,
    facts: Facts,
    *,
    quotations: Iterable[Quotation],
    pictures: Sequence[Picture],
    corrections: Iterable[Correction],
    picture_address: Any,
) -> Shown:
    """Return the page of an announcement with these facts."""
    made = found.published_at or found.publish_at
    return Shown(
        headline=found.headline,
        standfirst=[line(found.standfirst)] if found.standfirst else [],
        eyebrow=f"Announcement · {_day(made)}" if made else "Announcement",
        published=_day(found.published_at) if found.published_at else "",
        changed=_day(found.changed_at) if found.changed_at and found.changed_at != found.published_at else "",
        withdrawn=found.withdrawn_note if found.state == "withdrawn" else "",
        figures=fact_words.shown(facts, found.inspection.title if found.inspection else ""),
        activity=fact_words.activity_sentence(facts),
        decision=fact_words.decision(facts),
        meaning=lines(found.meaning),
        strengths=listed(found.strengths),
        to_improve=listed(found.to_improve),
        next_steps=lines(found.next_steps),
        contact=lines(found.contact),
        comparison=facts.get("comparison"),
        chart=fact_words.chart(facts),
        quotations=[quoted(each) for each in quotations],
        pictures=[
            {
                "src": picture_address(each),
                "alt": each.alternative,
                "width": each.width,
                "height": each.height,
            }
            for each in pictures
        ],
        corrections=corrected(corrections),
        description=described(found),
    )


def described(found: Announcement) -> str:
    """Return the sentence with which it is found and passed on."""
    words = "".join(each.words for each in pieces(found.standfirst)) or found.headline
    return words if words[-1] in ".?!" else f"{words}."


def quoted(found: Quotation) -> dict[str, Any]:
    """Return a quotation as it stands on the page."""
    approved = found.state == "approved"
    return {
        "words": found.words,
        "role": upper_first(found.role),
        "who": ", ".join(each for each in (found.name, found.organisation) if each),
        "approved": approved,
        "when": _day(found.answered_at) if approved else "",
    }


def corrected(rows: Iterable[Correction]) -> list[dict[str, Any]]:
    """Return corrections as everybody reads them, the oldest first.

    Of what was taken out to protect somebody only that and when; and so of what was corrected in the same text before: it may say
    the same.
    """
    found = sorted(rows, key=lambda each: each.pk)
    last = {each.field: each.pk for each in found if each.for_privacy}
    return [
        _unsaid(each, TAKEN_OUT if each.for_privacy else UNSAID) if each.pk <= last.get(each.field, 0) else _said(each)
        for each in found
    ]


def _unsaid(found: Correction, words: str) -> dict[str, Any]:
    return {"of": "", "was": "", "now": "", "why": words, "on": _day(found.at)}


def _said(found: Correction) -> dict[str, Any]:
    about = BY_NAME.get(found.field)
    was, now = changed(found.was, found.now) if about else (found.was, found.now)
    return {
        "of": about.label if about else OTHER[found.field],
        "was": was,
        "now": now,
        "why": plain(found.why),
        "on": _day(found.at),
    }


def news_row(found: Announcement) -> dict[str, str]:
    """Return a line of the list that everybody reads."""
    withdrawn = found.state == "withdrawn"
    return {
        "headline": "An announcement that was withdrawn" if withdrawn else found.headline,
        "about": found.withdrawn_note if withdrawn else described(found),
        "on": _day(found.published_at),
        "href": reverse("announcements:announcement-public", args=[found.partnership.slug, found.slug]),
        "withdrawn": "yes" if withdrawn else "",
    }


def _day(value: Any) -> str:
    return date_format(timezone.localtime(value), "j F Y")
