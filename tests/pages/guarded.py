"""What each text of the apps of an inspection is: a list that names every field, and who may read what is guarded.

`test_embargo` walks the models: a field that is named nowhere here fails it. Say of a new field which of these it is.
"""

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models

from extramile.web.enquiries.models import Request, RequestStep
from extramile.web.findings.models import Finding, FindingText, Recognition
from extramile.web.inspections.models import InCircle, Inspection, Purpose
from extramile.web.partnerships.permissions import MAY, Permission, Role

APPS = ("inspections", "timetable", "enquiries", "findings")
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


class Guard(StrEnum):
    """What a text is."""

    # Until publication for leads, the circle, and reviewers where they write findings; then for the whole partnership.
    EMBARGOED = "embargoed"
    # What leads to what is published, and stays where it was before: drafts, steps, points about a draft, praise unshared.
    DRAFT = "draft"
    # What inspectors said in confidence: for leads and the circle, never for who inspects; publication changes nothing.
    NOTE = "note"
    # For those who work on what inspectors ask.
    RESTRICTED = "restricted"
    # The same, and those who inspect: it is their own question.
    ASKED = "asked"
    # An answer that holds personal data, or of which nobody has said that it holds none: for who has it and who checks.
    PERSONAL = "personal"
    # What stands beside the number of a tracked case.
    CASE = "case"
    # What the area wrote down after a session: for who makes the timetable and who of the area was asked to it.
    DEBRIEF = "debrief"
    # A file for the one person who had it built.
    BUILT = "built"
    # It makes the secret part of a link, and is shown to nobody.
    SECRET = "secret"
    # For whoever comes to the page it stands on: test_rooms says who does.
    OPEN = "open"
    # A choice from a list of ours or of the pack: nobody's own words. What choices tell is tested by changing them.
    CHOICE = "choice"


G = Guard
FIELDS: dict[str, dict[Guard, str]] = {
    "inspections.Inspection": {G.CHOICE: "pack kind purpose", G.OPEN: "title outcome outcome_why ended_why"},
    "inspections.EventDay": {G.CHOICE: "event"},
    "inspections.Participant": {G.CHOICE: "side role", G.OPEN: "name post email phone", G.SECRET: "nonce"},
    "inspections.Task": {G.CHOICE: "kind key state", G.OPEN: "group words note"},
    "inspections.InCircle": {G.OPEN: "why put_out_why"},
    "inspections.LetterText": {G.CHOICE: "letter", G.OPEN: "title words"},
    "inspections.LetterSent": {G.CHOICE: "letter", G.OPEN: "way content"},
    "inspections.BuiltPack": {G.BUILT: "content"},
    "timetable.Place": {G.CHOICE: "kind phase offers", G.OPEN: "name building address"},
    "timetable.Travel": {G.OPEN: "one other"},
    "timetable.Holiday": {G.OPEN: "name"},
    "timetable.Session": {
        G.CHOICE: "type needs arranged",
        G.OPEN: "title link asks_to_see called_off_why",
        G.DEBRIEF: "debrief",
    },
    "timetable.Going": {G.CHOICE: "answer"},
    "timetable.RosterLine": {G.CHOICE: "phase", G.OPEN: "role"},
    "timetable.Change": {G.OPEN: "words"},
    "enquiries.Line": {G.CHOICE: "criteria", G.RESTRICTED: "title reading closed_why"},
    "enquiries.Turn": {G.CHOICE: "verb", G.RESTRICTED: "words"},
    "enquiries.Request": {
        G.CHOICE: "criteria state",
        G.ASKED: "words",
        G.RESTRICTED: "mail sent_by_way",
        G.PERSONAL: "answer",
    },
    "enquiries.RequestStep": {G.CHOICE: "step reached", G.RESTRICTED: "words"},
    # A school's name is told where it is thanked and visited, its receipt to itself.
    "enquiries.AskedSetting": {
        G.OPEN: "setting receipt",
        G.RESTRICTED: "name email words",
        G.PERSONAL: "answer",
        G.SECRET: "nonce",
    },
    "enquiries.Case": {G.CASE: "age_band need setting consent"},
    "enquiries.CasePaper": {G.CASE: "kind"},
    "enquiries.Note": {G.CHOICE: "kind criteria", G.NOTE: "words"},
    "enquiries.NoteText": {G.NOTE: "words"},
    "findings.Finding": {G.CHOICE: "kind criteria state source", G.EMBARGOED: "words", G.DRAFT: "reason"},
    "findings.FindingText": {G.CHOICE: "kind criteria responsible", G.EMBARGOED: "words why"},
    "findings.FindingStep": {G.CHOICE: "step reached", G.DRAFT: "words"},
    "findings.Judgement": {G.CHOICE: "outcome state", G.EMBARGOED: "why"},
    "findings.JudgementStep": {G.CHOICE: "step reached outcome", G.DRAFT: "words"},
    "findings.Publication": {G.OPEN: "address"},
    "findings.Thanks": {G.OPEN: "name part words sent_by_way"},
    "findings.ThanksText": {G.OPEN: "words"},
    "findings.SectionText": {G.CHOICE: "section", G.EMBARGOED: "words"},
    "findings.PublicationCorrection": {G.OPEN: "address address_before why"},
    "findings.PointText": {G.CHOICE: "kind state", G.DRAFT: "place says should_say proof answer"},
    "findings.AccuracyPoint": {G.CHOICE: "kind state", G.DRAFT: "place says should_say proof answer"},
    "findings.Pair": {G.CHOICE: "decision", G.EMBARGOED: "why"},
    "findings.Recognition": {G.CHOICE: "consent", G.EMBARGOED: "who words said_by", G.DRAFT: "email"},
    "findings.BuiltFile": {G.CHOICE: "name form", G.BUILT: "content"},
    "findings.ReadReport": {G.BUILT: "content", G.DRAFT: "said problem"},
    "findings.Proposal": {G.CHOICE: "source kind", G.DRAFT: "words responsible left_out_why"},
}
LISTED = {
    f"{model}.{name}": guard
    for model, guards in FIELDS.items()
    for guard, names in guards.items()
    for name in names.split()
}
# Cases hold choices alone: what they tell is tested by words that stand for a choice of ours.
GUARDED = {name: guard for name, guard in LISTED.items() if guard not in {G.OPEN, G.CHOICE, G.CASE}}

WORKS = MAY[Permission.ANSWER_REQUESTS]
CHECKS = MAY[Permission.CHECK_ANSWERS]
BY_ROLE = {
    G.RESTRICTED: WORKS,
    G.ASKED: WORKS | {Role.INSPECTOR},
    G.PERSONAL: CHECKS,
    G.CASE: MAY[Permission.SEE_CASES],
    G.DEBRIEF: MAY[Permission.EDIT_TIMETABLE],
    # Everything in these tests was built for the lead.
    G.BUILT: frozenset({Role.LEAD}),
    G.SECRET: frozenset(),
}


def text_fields() -> dict[str, Any]:
    """Return every field of these apps that can hold a text, by the name it has in the list."""
    return {
        f"{model._meta.label}.{field.name}": field
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
    }


def inspection_of(row: Any) -> Inspection | None:
    """Return the inspection that a row belongs to, by whatever leads there."""
    for name in (
        "inspection",
        "finding",
        "judgement",
        "request",
        "line",
        "note",
        "reading",
        "session",
        "case",
        "point",
    ):
        if getattr(row, name, None) is not None:
            above = getattr(row, name)
            return above if isinstance(above, Inspection) else inspection_of(above)
    return None


def guard_of(row: Any, field: str) -> Guard:
    """Return what a text of a row is: what was not let pass or is not shared stays a draft."""
    guard = LISTED[f"{row._meta.label}.{field}"]
    if guard == G.EMBARGOED and not _passed(row, field):
        return G.DRAFT
    # What was found in a published inspection stands on the public page of the partnership.
    if isinstance(row, Finding) and field == "words" and row.inspection.published_on is not None:
        return G.OPEN if row.inspection.purpose == Purpose.INSPECTION else guard
    if isinstance(row, Request) and field == "answer" and row.has_personal_data is False:
        return G.RESTRICTED
    # What an answer had said before may have held what was taken out of it.
    return G.PERSONAL if isinstance(row, RequestStep) and row.step == "answer" else guard


def _passed(row: Any, field: str) -> bool:
    if isinstance(row, Finding):
        return row.state == "moderated"
    if isinstance(row, FindingText):
        later = row.finding.texts.filter(revision__gt=row.revision)
        # What was published stands before its corrections, each with its reason.
        return row.finding.state == "moderated" and not later.filter(why="").exists()
    if isinstance(row, Recognition):
        told = row.shared_at is not None and row.consent in ("given", "unnamed")
        return told and (field != "who" or row.consent == "given")
    return True


def may_read(guard: Guard, role: Role | None, member: Any, inspection: Inspection) -> bool:
    """Say whether a member of the partnership may ever be shown a text. Said here anew, not asked of what is tested."""
    if guard == G.OPEN:
        return True
    if role is None:
        return False
    if guard in BY_ROLE:
        return role in BY_ROLE[guard]
    if guard == G.EMBARGOED and inspection.published_on is not None:
        return True
    inside = InCircle.objects.filter(inspection=inspection, member=member, put_out_at=None).exists()
    reviews = role == Role.INSPECTOR and inspection.purpose != Purpose.INSPECTION and guard != G.NOTE
    return role == Role.LEAD or inside or reviews
