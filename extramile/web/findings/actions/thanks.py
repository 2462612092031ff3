"""Letters of thanks: composed after publication for all who took part, mended by a person, noted when they went out."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.vocabulary import InputError
from extramile.web.findings.meeting import Standing, check_met
from extramile.web.findings.models import Thanks, ThanksText
from extramile.web.findings.queries.thanks import LABELS, text_at, took_part
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

LETTER = """Dear colleagues,

thank you. In the {title} {part}, and what was found rests on it.

It was published on {day}. Please read it, and tell those who took part that they were heard. What we do about it, we do with you.

{name}
{partnership}"""


def _open(scope: Scope, inspection: Inspection) -> Inspection:
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection, ended=True)
    if embargo.holds(locked):
        raise InputError("Thanks are sent after publication: a letter could tell what is under embargo.")
    return locked


@transaction.atomic
def compose_thanks(*, scope: Scope, inspection: Inspection) -> int:
    """Compose a letter for each who took part and has none yet; return how many. What a person mended stays."""
    locked = _open(scope, inspection)
    held = set(Thanks.objects.filter(inspection=locked).values_list("name", flat=True))
    made = 0
    for name, part in took_part(locked).items():
        if name in held:
            continue
        words = LETTER.format(
            title=locked.title,
            part=part,
            day=date_format(locked.published_on, "j F Y"),
            name=scope.person.name,
            partnership=scope.partnership.name,
        )
        _keep(
            Thanks.objects.create(inspection=locked, name=name[:200], part=part, words=words, written_by=scope.person)
        )
        made += 1
    if made:
        tell(scope, "thanks composed", "inspection", locked, locked.title, after={"letters": made})
    return made


def _keep(found: Thanks) -> None:
    ThanksText.objects.create(thanks=found, revision=found.revision, words=found.words, by=found.written_by)


@transaction.atomic
def change_thanks(*, scope: Scope, thanks: Thanks, words: str, seen: int) -> Thanks:
    """Save the words of a letter, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError.

    What it said before is kept.
    """
    locked = _open(scope, thanks.inspection)
    found = Thanks.objects.select_for_update().get(pk=thanks.pk, inspection=locked)
    said = required(words, "Enter the letter.").replace("\r\n", "\n")
    if said == found.words:
        return found
    if found.sent_at:
        raise InputError("This letter went out already; its words stay as they were sent.")
    if seen != found.revision:
        before = {"words": text_at(found, seen)}
        check_met(Standing("letter", LABELS, found.revision), before, {"words": found.words}, {"words": said})
    found.words, found.written_by = said, scope.person
    found.revision += 1
    found.save()
    _keep(found)
    tell(scope, "thanks changed", "inspection", locked, locked.title, after={"letter": found.pk})
    return found


@transaction.atomic
def note_sent(*, scope: Scope, thanks: Thanks, way: str) -> Thanks:
    """Note that a letter went out, and by what way."""
    locked = _open(scope, thanks.inspection)
    found = Thanks.objects.select_for_update().get(pk=thanks.pk, inspection=locked)
    if found.sent_at:
        raise InputError("It is noted already that this letter went out.")
    found.sent_by_way = required(way, "Enter by what way it went out, such as by post.")[:80]
    found.sent_at = timezone.now()
    found.save(update_fields=["sent_at", "sent_by_way"])
    tell(scope, "thanks sent", "inspection", locked, locked.title, after={"letter": found.pk})
    return found
