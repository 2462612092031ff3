"""Taking what tells of a person out of what everybody reads, for ever: what it said stays inside, for those who may see it.

A correction says what it said; that would keep the leak on the page. Here everybody reads that a passage was taken out and when,
and nothing of it: on the page, in the feeds, the mails, Word and plain text, the list of what changed, and the address.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.correcting import FACTS, QUOTATION, keep, said_for, taken_public
from extramile.web.announcements.actions.quoting import PLAIN, take_off
from extramile.web.announcements.actions.telling import move, required, taken, tell
from extramile.web.announcements.beside import WITHDRAWN, tell_everybody
from extramile.web.announcements.models import Announcement, Correction
from extramile.web.announcements.presenters.facts import differences
from extramile.web.announcements.presenters.page import TAKEN_OUT, WITHDRAWN_FOR_PRIVACY
from extramile.web.announcements.queries.announcements import parts_of, standing
from extramile.web.announcements.queries.checks import faults_of
from extramile.web.announcements.queries.facts import facts
from extramile.web.announcements.queries.silencing import everything, of_part
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

PICTURE = "picture"
WHY = "Enter why it is taken out: it is kept here, and nobody outside reads it."


@transaction.atomic
def take_out(
    *, scope: Scope, announcement: Announcement, part: str, why: str, seen: int, words: str = ""
) -> Correction:
    """Take out what tells of a person. `part` is a text, which says `words` from now on, "facts", "quotation-5" or "picture-3".

    Corrections of the same part that were made before are said no more either: they may say it too. A text can so be left as it is.
    """
    found = taken_public(scope, announcement, seen, Permission.PROTECT_PEOPLE)
    reason = required(why, WHY)[:500]
    kind, _, number = part.partition("-")
    if kind == QUOTATION and number:
        was, now = _quotation(scope, found, int(number), reason), ""
    elif kind == PICTURE and number:
        was, now = _picture(found, int(number)), ""
    elif part == FACTS:
        was, now = _facts(scope, found)
    else:
        kind, was, now = part, *_text(scope, found, part, words)
    # Once all is out for which it was withdrawn, it can come back; another part that is taken out says nothing of that.
    if part in found.privacy_parts:
        found.privacy_parts = [each for each in found.privacy_parts if each != part]
        found.withdrawn_for_privacy = bool(found.privacy_parts)
    keep(found, scope.person)
    made = Correction.objects.create(
        announcement=found,
        field=kind,
        for_privacy=True,
        was=was,
        now=now,
        why=reason,
        revision=found.revision,
        by=scope.person,
    )
    # The trail says who and why, and nothing of what it said.
    tell(
        found,
        "announcement: taken out for privacy",
        scope.person,
        before={"field": kind},
        after={"correction": made.pk, "revision": found.revision},
        why=reason,
    )
    tell_everybody(found, TAKEN_OUT, scope.person, silenced=of_part(found, part, [was]))
    return made


def _text(scope: Scope, found: Announcement, field: str, words: str) -> tuple[str, str]:
    said, was = said_for(field, words), getattr(found, field, "")
    if said == was and not found.corrections.filter(field=field).exists():
        raise InputError("The words are the same as before.", next_step="Take the passage out of them.")
    setattr(found, field, said)
    # Only what could tell of a person is asked: nothing else must stand in the way.
    beside = found.facts or {}
    for check in ("small-numbers", "personal"):
        for fault in faults_of(found, scope, beside, {field}, check=check):
            raise InputError(f"{fault.where}: {fault.words}", next_step=fault.do)
    if field == "headline":
        # Its address is made of its headline.
        found.slug = unspoken(found)
    return was, said


def _facts(scope: Scope, found: Announcement) -> tuple[str, str]:
    now = facts(found, scope)
    changed = differences(found.facts or {}, now)
    if not changed and not found.corrections.filter(field=FACTS).exists():
        raise InputError("The records say what the page says.", next_step="Correct the records first.")
    found.facts, found.told_facts, found.left_facts = now, None, None
    was, says = ("; ".join(f"{row[0]}: {row[place]}" for row in changed) for place in (1, 2))
    return was, says


def _quotation(scope: Scope, found: Announcement, number: int, reason: str) -> str:
    quoted = standing(found).select_for_update(of=("self",)).filter(pk=number).first()
    if quoted is None:
        raise InputError("There are no such words any more.")
    quoted.for_privacy = True
    quoted.save(update_fields=["for_privacy"])
    take_off(quoted, reason, scope.person)
    return f"{quoted.role}, {quoted.name}: {quoted.words}"


def _picture(found: Announcement, number: int) -> str:
    kept = found.pictures.filter(pk=number, removed_at=None).first()
    if kept is None:
        raise InputError("There is no such picture any more.")
    was = kept.alternative
    # The picture itself is gone, and so are its words.
    kept.content, kept.alternative, kept.removed_at = b"", "", timezone.now()
    kept.save(update_fields=["content", "alternative", "removed_at"])
    return was


def unspoken(found: Announcement) -> str:
    """Return a name in addresses that says nothing of what an announcement said, and is nobody's yet."""
    return f"announcement-{found.pk}-{get_random_string(6, PLAIN).lower()}"


@transaction.atomic
def withdraw(*, scope: Scope, announcement: Announcement, why: str, parts: Collection[str]) -> Announcement:
    """Withdraw it to protect somebody. Its page says only that; why, and which `parts` tell of the person, is kept here.

    It comes back once each of these was taken out, or by `clear`.
    """
    found = taken(scope, announcement, Permission.PROTECT_PEOPLE)
    reason = required(why, "Enter why it is withdrawn: it is kept here, and nobody outside reads it.")[:500]
    named = parts_of(found)
    if not parts or not set(parts) <= set(named):
        raise InputError("Choose what tells of the person: without that it does not come back.")
    move(found, "withdraw", by=scope.person, words=reason, for_privacy=True)
    found.withdrawn_note, found.withdrawn_for_privacy = WITHDRAWN_FOR_PRIVACY, True
    found.privacy_parts = [each for each in named if each in parts]
    found.slug, found.changed_at = unspoken(found), timezone.now()
    found.save()
    tell_everybody(found, f"{WITHDRAWN} {WITHDRAWN_FOR_PRIVACY}", scope.person, silenced=everything)
    return found


@transaction.atomic
def clear(*, scope: Scope, announcement: Announcement, why: str, seen: int) -> Announcement:
    """Confirm that what was withdrawn to protect somebody tells of nobody as it stands now, for a reason: it can come back.

    For a part that was named and need not be taken out, or cannot be: the records were corrected, the words are off the page.
    """
    found = taken_public(scope, announcement, seen, Permission.PROTECT_PEOPLE)
    reason = required(why, "Enter how it is known that nothing of it tells of the person: it is kept here.")[:500]
    if not found.withdrawn_for_privacy:
        raise InputError("It is not withdrawn to protect somebody.", next_step="Look at where it stands.")
    move(found, "clear", by=scope.person, words=reason, for_privacy=True)
    found.withdrawn_for_privacy, found.privacy_parts = False, []
    found.save()
    return found
