"""Words for those who write and publish: the list, where an announcement stands, checks, quotations, history."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.announcing import ANNOUNCEMENT, BY_NAME, FIELDS, PROPOSABLE, QUOTATION, Check, easy_read, too_long
from extramile.web.announcements.models import (
    Announcement,
    AnnouncementStep,
    AnnouncementText,
    Correction,
    Picture,
    Quotation,
    QuotationText,
)
from extramile.web.announcements.presenters.page import OTHER
from extramile.web.announcements.queries import quotations as queries
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.presenters.differences import marked

TONES = {
    "writing": "quiet",
    "checked": "info",
    "scheduled": "info",
    "published": "strength",
    "withdrawn": "priority",
    "dropped": "quiet",
}
QUOTED = {"drafted": "quiet", "asked": "develop", "approved": "strength", "declined": "priority", "taken-out": "quiet"}
# What stands in place of words that told of a person, for those who may not see them.
HIDDEN = "Not shown, to protect somebody’s privacy"
# Steps of these are for whoever publishes.
PUBLISHING = frozenset({"schedule", "unschedule", "publish", "leave", "withdraw", "restore"})


def moment(value: Any) -> str:
    """Return a moment as people say it."""
    return date_format(timezone.localtime(value), "j F Y, H:i")


def row(found: Announcement) -> dict[str, Any]:
    """Return a line of the list."""
    return {
        "id": found.pk,
        "headline": found.headline,
        "about": found.inspection.title if found.inspection else found.plan.title if found.plan else "",
        **stands(found),
    }


def stands(found: Announcement) -> dict[str, str]:
    """Return where an announcement stands, with the moment that belongs to it."""
    said = ANNOUNCEMENT.states[found.state].words
    if found.state == "scheduled":
        said = f"To be published {moment(found.publish_at)}"
    elif found.state == "published":
        said = f"Published {moment(found.published_at)}"
    public = found.state in ("published", "withdrawn")
    href = reverse("announcements:announcement-public", args=[found.partnership.slug, found.slug]) if public else ""
    return {"state": said, "tone": TONES[found.state], "public": href}


def steps_open(scope: Scope, found: Announcement, *, passes: bool) -> list[dict[str, str]]:
    """Return the steps that this person can take now; what no check lets pass is not offered."""
    offered = []
    for each in ANNOUNCEMENT.open_steps(found.state):
        if each.id == "clear":
            # It stands with what can be taken out.
            continue
        needed = Permission.PUBLISH if each.id in PUBLISHING else Permission.WRITE_ANNOUNCEMENTS
        stuck = not passes and each.id in {"check", "publish", "schedule", "restore"}
        if scope.can(needed) and not stuck and not (each.id == "restore" and found.withdrawn_for_privacy):
            offered.append({"id": each.id, "words": each.words, "needs": each.needs})
    return offered


def fields(values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the texts to be written, with what stands in each."""
    return [
        {
            "name": each.name,
            "label": each.label if each.needed else f"{each.label} (optional)",
            "hint": each.hint,
            "value": values.get(each.name, ""),
            "rows": 1 if each.name == "headline" else 2 if each.longest < 500 else 6,
        }
        for each in FIELDS
    ]


def met(mine: Mapping[str, str], theirs: Announcement) -> list[dict[str, str]]:
    """Return each text that somebody else left otherwise than this person has it."""
    return [
        {
            "label": each.label,
            "theirs": getattr(theirs, each.name) or "Nothing",
            "mine": mine.get(each.name, "") or "Nothing",
        }
        for each in FIELDS
        if getattr(theirs, each.name) != mine.get(each.name, "").replace("\r\n", "\n").strip()
    ]


def checked(scope: Scope, found: Announcement, checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Return the checks with what is wrong, where it is mended, and what to do."""
    at = {"slug": scope.name, "announcement_id": found.pk}
    return [
        {
            "id": each.id,
            "name": each.name,
            "state": "passes" if each.passes else "does not pass",
            "tone": "strength" if each.passes else "priority",
            "told": each.told,
            "faults": [
                {"where": fault.where, "words": fault.words, "do": fault.do, "href": _mended(fault.field, at)}
                for fault in each.faults
            ],
        }
        for each in checks
    ]


def _mended(field: str, at: dict[str, Any]) -> str:
    if field in ("quotations", "pictures"):
        return reverse(f"announcements:{field}", kwargs=at)
    return f"{reverse('announcements:write', kwargs=at)}#id_{field}" if field else ""


def quoted(found: Quotation, *, protects: bool = False) -> dict[str, Any]:
    """Return somebody who is quoted, as who writes sees it; what told of a person only for those who may see that."""
    hidden = found.for_privacy and not protects
    state = QUOTATION.states[found.state].words
    if found.state == "asked":
        state = f"Waits for the person, until {date_format(found.until, 'j F Y')}"
        if found.until < timezone.localdate():
            state = "No answer came"
    elif found.state in ("approved", "declined"):
        state = f"{state} {moment(found.answered_at)}"
    return {
        "id": found.pk,
        "role": found.role,
        "name": found.name,
        "organisation": found.organisation,
        "email": found.email,
        "words": HIDDEN if hidden else found.words,
        "note": found.note,
        "receipt": found.receipt,
        "revision": found.revision,
        "state": state,
        "tone": QUOTED[found.state],
        "proposes": found.state in PROPOSABLE,
        "sends": found.state == "drafted",
        "reminds": found.state == "asked",
        "takes_out": found.state != "taken-out",
        "can_be_asked": queries.can_be_asked(found),
        "texts": [] if hidden else said(found.texts.select_related("by")),
    }


def said(rows: Iterable[QuotationText]) -> list[dict[str, Any]]:
    """Return what became of the words of a person, with what changed each time."""
    found, before = [], ""
    did = {
        "propose": "proposed by",
        "ask": "sent by",
        "approve": "approved by",
        "decline": "declined by",
        "take-out": "taken out by",
    }
    for each in rows:
        found.append(
            {
                "what": f"{did[each.step]} {each.by.name if each.by else 'the person quoted'}",
                "at": moment(each.at),
                "html": marked(before, each.words) if before and before != each.words else each.words,
                "note": each.note,
            }
        )
        before = each.words
    return found


def history(texts: Iterable[AnnouncementText], unsaid: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return each text that was saved, the newest first, with what changed in it.

    `unsaid` has up to which revision a text is not shown to this person, because it told of somebody.
    """
    found, before = [], {}
    for each in texts:
        changes = [
            {
                "label": BY_NAME[name].label,
                "html": _marked(before.get(name, ""), words, each.revision, unsaid.get(name, 0)),
            }
            for name, words in each.texts.items()
            if name in BY_NAME and words != before.get(name, "")
        ]
        question = each.texts.get("comparison", "")
        if question != before.get("comparison", ""):
            changes.append({"label": "National comparison", "html": question or "none"})
        found.append({"by": each.by.name, "at": moment(each.at), "revision": each.revision, "changes": changes})
        before = each.texts
    return found[::-1]


def _marked(before: str, words: str, revision: int, unsaid: int) -> str:
    if revision < unsaid:
        return HIDDEN
    # What was taken out would stand there as what is no more.
    return words if revision == unsaid else marked(before, words)


def steps(rows: Iterable[AnnouncementStep], *, protects: bool = False) -> list[dict[str, str]]:
    """Return the steps that were taken, the newest first; what was said to protect somebody only for those who may see that."""
    taken = [
        {
            "what": ANNOUNCEMENT.steps[each.step].words,
            "reached": ANNOUNCEMENT.states[each.reached].words,
            "by": each.by.name if each.by else "Extramile, by itself",
            "at": moment(each.at),
            "words": HIDDEN if each.for_privacy and not protects else each.words,
        }
        for each in rows
    ]
    return taken[::-1]


def easy(found: Announcement) -> list[dict[str, Any]]:
    """Return the draft of an easy-read version; a sentence that is still long is marked."""
    said = {each.name: getattr(found, each.name) for each in FIELDS}
    return [
        {"heading": heading, "sentences": [{"words": each, "long": too_long(each)} for each in ideas]}
        for heading, ideas in easy_read(said)
    ]


def correctable() -> list[tuple[str, str]]:
    """Return the texts that can be corrected."""
    return [(each.name, each.label) for each in FIELDS]


def protectable(found: Announcement, quoted: Iterable[Quotation], pictures: Iterable[Picture]) -> list[tuple[str, str]]:
    """Return what can be done because something tells of a person: each part, the whole, and that it is out."""
    return [
        *protectable_parts(quoted, pictures),
        *([("all", "The whole announcement")] if found.state == "published" else []),
        *([("clear", "Confirm that it tells of nobody")] if found.withdrawn_for_privacy else []),
    ]


def named(found: Announcement, parts: Mapping[str, str]) -> list[str]:
    """Return how the parts are called that were named as telling of a person and were not taken out yet."""
    gone = {"quotation": "Words that are off the page", "picture": "A picture that is off the page"}
    return [parts.get(each) or gone[each.partition("-")[0]] for each in found.privacy_parts]


def protectable_parts(quoted: Iterable[Quotation], pictures: Iterable[Picture]) -> list[tuple[str, str]]:
    """Return the parts that can be taken out because they tell of a person, with how each is called."""
    return [
        *correctable(),
        ("facts", "The figures"),
        *((f"quotation-{each.pk}", f"The words of the {each.role}") for each in quoted),
        *((f"picture-{each.pk}", f"Picture {number}") for number, each in enumerate(pictures, 1)),
    ]


def taken_out(rows: Iterable[Correction]) -> list[dict[str, str]]:
    """Return what was taken out because it told of a person, the newest first, for those who may see what it said."""
    labels = {**dict(correctable()), **OTHER}
    found = [
        {"of": labels[each.field], "was": each.was, "why": each.why, "by": each.by.name, "at": moment(each.at)}
        for each in rows
    ]
    return found[::-1]
