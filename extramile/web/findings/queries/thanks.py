"""Whom to thank after publication: settings that were visited and organisations whose people took part; and the letters."""

from django.db.models import Prefetch, QuerySet

from extramile.web.findings.models import Thanks, ThanksText
from extramile.web.inspections.models import Inspection, Side
from extramile.web.timetable.models import Answer, Going, PlaceKind
from extramile.web.timetable.queries.counts import counts

LABELS = {"words": "Letter"}
PEOPLE, VISIT = "your people gave their time and answered openly", "you opened your doors to a visit"


def took_part(inspection: Inspection) -> dict[str, str]:
    """Return the settings and organisations that took part, by name, each with what it did.

    What was not held is not thanked for, whether it was called off or nobody came; nor is whoever was invited to sessions and
    came to none. Whoever was in no session had another part, such as making ready.
    """
    found: dict[str, str] = {}
    held = [each.session for each in counts(inspection).sessions if each.held]
    goings = [each for session in held for each in session.goings.all()]
    came = {each.participant_id for each in goings if each.came or (each.came is None and _may_come(each))}
    invited = set(Going.objects.filter(session__inspection=inspection).values_list("participant", flat=True))
    local = inspection.participants.filter(side=Side.LOCAL, organisation__isnull=False)
    for person, body in local.values_list("pk", "organisation__name"):
        if person in came or person not in invited:
            found[body] = PEOPLE
    for session in held:
        for line in session.roster.all():
            if line.organisation and line.attended:
                found[line.organisation.name] = PEOPLE
    visited = (each.place.name for each in held if each.place and each.place.kind == PlaceKind.SETTING)
    return dict(sorted({**found, **dict.fromkeys(visited, VISIT)}.items()))


def _may_come(going: Going) -> bool:
    return going.answer != Answer.DECLINED


def letters(inspection: Inspection) -> QuerySet[Thanks]:
    """Return the letters of thanks that were written, by name."""
    texts = Prefetch("texts", ThanksText.objects.select_related("by"))
    return Thanks.objects.filter(inspection=inspection).select_related("written_by").prefetch_related(texts)


def text_at(found: Thanks, revision: int) -> str:
    """Return what a letter said at a revision; nothing if it never had that one."""
    return found.texts.filter(revision=revision).values_list("words", flat=True).first() or ""


def letter(inspection: Inspection, thanks_id: int) -> Thanks | None:
    """Return a letter of this inspection, or None."""
    return letters(inspection).filter(pk=thanks_id).first()
