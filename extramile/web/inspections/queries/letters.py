"""The letters of the first day: what stands in each, what fills its blanks, what went out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import Happening
from extramile.core.letters import LetterTemplate, occasions, templates, text_of
from extramile.web.inspections.models import BuiltPack, Inspection, LetterSent, LetterText, Participant, Side
from extramile.web.inspections.queries.inspections import area_of, dates, framework_of
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope

KEPT = timedelta(days=1)
# The role of a pack whose holder the letters name: the nominated officer.
CONTACT = "lano"
LEADS_THE_TEAM = ("lead_hmi", "ofsted_lead")
# Blanks that are days, and the events that give them, the first that is known.
DAYS = {
    "notified": ("notification",),
    "first_day": ("fieldwork-start", "on-site-start"),
    "on_site_day": ("on-site-start",),
    "last_day": ("fieldwork-end",),
    "survey_closes": ("survey-closes",),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands: its template, the title and the text with blanks, and the last text that somebody saved."""

    template: LetterTemplate
    title: str
    text: str
    saved: LetterText | None

    @property
    def revision(self) -> int:
        """Return what somebody who writes has seen: 0 while nobody has written."""
        return self.saved.revision if self.saved else 0

    @property
    def is_own(self) -> bool:
        """Say whether a person wrote it, rather than the template."""
        return bool(self.saved and self.saved.words)


def may_write(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may change letters of this inspection now."""
    return scope.can(Permission.EDIT_TIMETABLE) and not inspection.ended_at


def letters(inspection: Inspection) -> list[Letter]:
    """Return every letter as it stands, in their order."""
    saved: dict[str, LetterText] = {each.letter: each for each in texts(inspection)}
    return [_letter(inspection, template, saved.get(template.id)) for template in templates()]


def letter(inspection: Inspection, asked: str) -> Letter | None:
    """Return a letter as it stands, or None."""
    return next((each for each in letters(inspection) if each.template.id == asked), None)


def texts(inspection: Inspection, asked: str = "") -> QuerySet[LetterText]:
    """Return the texts that people saved, of one letter or of all, the oldest first."""
    rows = LetterText.objects.filter(inspection=inspection).select_related("by")
    return rows.filter(letter=asked) if asked else rows


def sent(inspection: Inspection) -> dict[str, list[LetterSent]]:
    """Return what went out, by letter, the oldest first."""
    found: dict[str, list[LetterSent]] = {}
    for each in LetterSent.objects.filter(inspection=inspection).select_related("by"):
        found.setdefault(each.letter, []).append(each)
    return found


def built(scope: Scope, inspection: Inspection, built_id: int) -> BuiltPack | None:
    """Return a pack that this person had built, once it is."""
    rows = BuiltPack.objects.filter(pk=built_id, person=scope.person, inspection=inspection)
    return rows.exclude(content=b"").exclude(pk__in=outlived_packs()).first()


def outlived_packs() -> QuerySet[BuiltPack]:
    """Return the packs that were kept for long enough: they are full of names."""
    return BuiltPack.objects.filter(at__lt=timezone.now() - KEPT)


def _letter(inspection: Inspection, template: LetterTemplate, saved: LetterText | None) -> Letter:
    if saved and saved.words:
        return Letter(template, saved.title, saved.words, saved)
    title, text = text_of(template, occasions(inspection.pack, inspection.kind, inspection.purpose))
    return Letter(template, title, text, saved)


def known(scope: Scope, inspection: Inspection) -> Mapping[str, str | None]:
    """Return what fills the blanks. What nobody knows is None, and shows as missing."""
    pack = framework_of(inspection)
    bodies = {each.kind: each.name for each in reversed(list(organisations(scope)))}
    people = list(inspection.participants.filter(left_at=None))
    officer = _with_role(people, Side.LOCAL, CONTACT)
    lead = _with_role(people, Side.VISITING, *LEADS_THE_TEAM)
    happening = {each.event.id: each for each in dates(scope, inspection).events}
    return {
        "area": area_of(scope),
        "partnership": scope.partnership.name,
        "council": bodies.get("council"),
        "board": bodies.get("icb"),
        "forum": bodies.get("forum"),
        "advice_service": bodies.get("sendiass"),
        "framework": pack.name,
        "inspectorates": " and ".join(f"the {each}" if " " in each else each for each in pack.inspectorates),
        "previous": inspection.follows.title if inspection.follows else None,
        "lead_inspector": lead.name if lead else None,
        "contact": officer.name if officer else None,
        "contact_post": (officer.post or "nominated officer") if officer else None,
        "contact_phone": officer.phone if officer else None,
        "contact_email": officer.email if officer else None,
        **{blank: _first_known(events, happening) for blank, events in DAYS.items()},
    }


def _with_role(people: list[Participant], side: str, *roles: str) -> Participant | None:
    return next((each for role in roles for each in people if each.role == role and each.side == side), None)


def _first_known(events: tuple[str, ...], happening: Mapping[str, Happening]) -> str | None:
    return next((_day(happening[each]) for each in events if each in happening and happening[each].day), None)


def _day(found: Happening) -> str:
    """Return a day in words; one of several by its last, and one that rests on a rule that we could not check says so."""
    last: date = found.until or found.day  # type: ignore[assignment]
    words = date_format(last, "l j F Y")
    if found.until:
        words += " at the latest"
    return f"{words} (to be confirmed)" if found.rule and found.rule.unverified else words
