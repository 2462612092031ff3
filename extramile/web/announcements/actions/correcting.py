"""Correcting what everybody reads: never silently, each with what it said, what it says and why."""

from django.db import transaction
from django.utils import timezone

from extramile.core.announcing import BY_NAME
from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.quoting import take_off
from extramile.web.announcements.actions.telling import required, taken, tell
from extramile.web.announcements.actions.writing import NAMES
from extramile.web.announcements.beside import tell_everybody
from extramile.web.announcements.models import Announcement, AnnouncementText, Correction
from extramile.web.announcements.presenters.facts import differences
from extramile.web.announcements.queries.announcements import standing
from extramile.web.announcements.queries.checks import checks
from extramile.web.announcements.queries.facts import facts
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

FACTS, QUOTATION = "facts", "quotation"
# As a fault calls the words of those who are quoted.
QUOTED = "quotations"


def _taken(scope: Scope, announcement: Announcement, seen: int) -> Announcement:
    found = taken(scope, announcement, Permission.PUBLISH)
    if found.state != "published":
        raise InputError("Only what is published is corrected.", next_step="Elsewhere, write on.")
    if seen != found.revision:
        raise InputError("Somebody corrected it while you wrote.", next_step="Read it again, then correct it.")
    return found


def _done(scope: Scope, found: Announcement, field: str, *, was: str, now: str, why: str) -> Correction:
    # What is corrected must not bring in what could not have been published.
    faults = [fault for each in checks(found, scope) for fault in each.faults if fault.field == field]
    if faults:
        raise InputError(f"{faults[0].where}: {faults[0].words}", next_step=faults[0].do)
    if field == FACTS:
        _check_texts_beside(found, scope)
    found.revision += 1
    found.changed_at = timezone.now()
    found.save()
    texts = {name: getattr(found, name) for name in NAMES}
    AnnouncementText.objects.create(announcement=found, revision=found.revision, texts=texts, by=scope.person)
    made = Correction.objects.create(announcement=found, field=field, was=was, now=now, why=why, by=scope.person)
    tell(
        found,
        "announcement corrected",
        scope.person,
        before={"field": field},
        after={"correction": made.pk, "revision": found.revision},
        why=why,
    )
    tell_everybody(found, f"Announcement corrected: “{found.headline}”. {why}", scope.person)
    return made


def _check_texts_beside(found: Announcement, scope: Scope) -> None:
    """Raise InputError where a text, or somebody quoted, says another figure than the one that is to stand beside it."""
    # The words of a picture are not held against the figures: after publication nobody can change them.
    of_facts = (each for each in checks(found, scope) if each.id == FACTS)
    faults = [fault for each in of_facts for fault in each.faults if fault.field in {*BY_NAME, QUOTED}]
    if faults:
        do = "Take these words off first" if faults[0].field == QUOTED else "Correct this text first"
        raise InputError(f"{faults[0].where}: {faults[0].words}", next_step=f"{do}, then the figures.")


@transaction.atomic
def correct_text(
    *, scope: Scope, announcement: Announcement, field: str, words: str, why: str, seen: int
) -> Correction:
    """Correct one text."""
    found = _taken(scope, announcement, seen)
    about = BY_NAME.get(field)
    if about is None:
        raise InputError("There is no such text.", next_step="Choose one from the list.")
    said = words.replace("\r\n", "\n").strip()
    if about.needed:
        said = required(said, f"“{about.label}” cannot be empty.")
    if len(said) > about.longest:
        raise InputError(f"“{about.label}” has {about.longest:,} characters at most.", next_step="Make it shorter.")
    was = getattr(found, field)
    if was == said:
        raise InputError("The words are the same as before.", next_step="Change them, or leave it as it is.")
    reason = _reason(why)
    setattr(found, field, said)
    return _done(scope, found, field, was=was, now=said, why=reason)


@transaction.atomic
def correct_facts(*, scope: Scope, announcement: Announcement, why: str, seen: int) -> Correction:
    """Show the figures of today in place of those with which it was published."""
    found = _taken(scope, announcement, seen)
    now = facts(found, scope)
    changed = differences(found.facts or {}, now)
    if not changed:
        raise InputError("The records say what the page says.", next_step="Correct the records first.")
    reason, found.facts = _reason(why), now
    was = "; ".join(f"{name}: {before}" for name, before, _ in changed)
    now_says = "; ".join(f"{name}: {after}" for name, _, after in changed)
    return _done(scope, found, FACTS, was=was, now=now_says, why=reason)


@transaction.atomic
def correct_quotation(
    *, scope: Scope, announcement: Announcement, quotation_id: int, why: str, seen: int
) -> Correction:
    """Take words that somebody does not want there any more off the page; other words only they could give."""
    found = _taken(scope, announcement, seen)
    quoted = standing(found).select_for_update(of=("self",)).filter(pk=quotation_id).first()
    if quoted is None:
        raise InputError("There are no such words any more.")
    reason = _reason(why)
    take_off(quoted, reason, scope.person)
    return _done(scope, found, QUOTATION, was=f"The words of the {quoted.role}", now="", why=reason)


def _reason(why: str) -> str:
    return required(why, "Enter why it is corrected: everybody reads it.")[:500]
