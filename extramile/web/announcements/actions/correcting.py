"""Correcting what everybody reads: never silently, each with what it said, what it says and why.

What was withdrawn is corrected as well: so it comes back after the records have changed. A passage that tells of a person is not
corrected but taken out (`protecting`): a correction says for ever what it said.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.announcing import BY_NAME, REASON
from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.quoting import take_off
from extramile.web.announcements.actions.telling import required, taken, tell
from extramile.web.announcements.actions.writing import NAMES
from extramile.web.announcements.beside import tell_everybody
from extramile.web.announcements.models import Announcement, AnnouncementText, Correction
from extramile.web.announcements.presenters.facts import differences
from extramile.web.announcements.queries.announcements import standing
from extramile.web.announcements.queries.checks import faults_of
from extramile.web.announcements.queries.facts import facts
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

FACTS, QUOTATION = "facts", "quotation"
# As a fault calls the words of those who are quoted.
QUOTED = "quotations"


def taken_public(scope: Scope, announcement: Announcement, seen: int, permission: Permission) -> Announcement:
    """Return it locked, for somebody who may, if everybody reads it or read it, as this person saw it."""
    found = taken(scope, announcement, permission)
    if found.state not in ("published", "withdrawn"):
        raise InputError("Only what was published is corrected.", next_step="Elsewhere, write on.")
    if seen != found.revision:
        raise InputError("Somebody corrected it while you wrote.", next_step="Read it again, then correct it.")
    return found


def keep(found: Announcement, by: Any) -> None:
    """Keep the texts of a corrected announcement as the next revision."""
    found.revision += 1
    # The page of what was withdrawn says when it was: a correction changes nothing of it.
    if found.state == "published":
        found.changed_at = timezone.now()
    found.save()
    texts = {name: getattr(found, name) for name in NAMES}
    AnnouncementText.objects.create(announcement=found, revision=found.revision, texts=texts, by=by)


def _done(scope: Scope, found: Announcement, why: str, changed: list[tuple[str, str, str]]) -> Correction:
    """Check and keep what is corrected at once: each field with what it said and what it says. Return the first."""
    # Held against the figures that stand beside it, and not those that the records have today.
    beside = found.facts or {}
    faults = faults_of(found, scope, beside, {REASON, *(field for field, _, _ in changed)}, reason=why)
    if any(field == FACTS for field, _, _ in changed):
        # A text, or somebody quoted, must not say another figure than the one that is to stand beside it. The words of a picture
        # are not held against the figures: after publication nobody can change them.
        faults += faults_of(found, scope, beside, {*BY_NAME, QUOTED}, check=FACTS)
    if faults:
        first = faults[0]
        do = "Take these words off first, then correct the figures." if first.field == QUOTED else first.do
        raise InputError(f"{first.where}: {first.words}", next_step=do)
    keep(found, scope.person)
    made = [
        Correction.objects.create(
            announcement=found, field=field, was=was, now=now, why=why, revision=found.revision, by=scope.person
        )
        for field, was, now in changed
    ]
    tell(
        found,
        "announcement corrected",
        scope.person,
        before={"field": ", ".join(field for field, _, _ in changed)},
        after={"correction": made[0].pk, "revision": found.revision},
        why=why,
    )
    # What is withdrawn is read by nobody: that it was corrected is told with its return.
    if found.state == "published":
        tell_everybody(found, f"Announcement corrected: “{found.headline}”. {why}", scope.person)
    return made[0]


def said_for(field: str, words: str) -> str:
    """Return a text tidied. Raises InputError where it cannot be that of the field."""
    about = BY_NAME.get(field)
    if about is None:
        raise InputError("There is no such text.", next_step="Choose one from the list.")
    said = words.replace("\r\n", "\n").strip()
    if about.needed:
        said = required(said, f"“{about.label}” cannot be empty.")
    if len(said) > about.longest:
        raise InputError(f"“{about.label}” has {about.longest:,} characters at most.", next_step="Make it shorter.")
    return said


def _unnamed(found: Announcement, *parts: str) -> None:
    """Refuse to correct what was named as telling of a person: a correction would say for ever what it said."""
    if any(each in found.privacy_parts for each in parts):
        raise InputError("This was named as telling of a person.", next_step="Take it out instead of correcting it.")


@transaction.atomic
def correct_text(
    *, scope: Scope, announcement: Announcement, field: str, words: str, why: str, seen: int
) -> Correction:
    """Correct one text."""
    found = taken_public(scope, announcement, seen, Permission.PUBLISH)
    _unnamed(found, field)
    said = said_for(field, words)
    was = getattr(found, field)
    if was == said:
        raise InputError("The words are the same as before.", next_step="Change them, or leave it as it is.")
    reason = _reason(why)
    setattr(found, field, said)
    return _done(scope, found, reason, [(field, was, said)])


@transaction.atomic
def correct_facts(
    *, scope: Scope, announcement: Announcement, why: str, seen: int, texts: Mapping[str, str] | None = None
) -> Correction:
    """Show the figures of today in place of those with which it was published, and with them `texts` that say the old ones.

    A text that says a figure is corrected at once with the figure that stands beside it: before and after, the two agree.
    """
    found = taken_public(scope, announcement, seen, Permission.PUBLISH)
    _unnamed(found, FACTS, *(texts or ()))
    now = facts(found, scope)
    changed = differences(found.facts or {}, now)
    if not changed:
        raise InputError("The records say what the page says.", next_step="Correct the records first.")
    reason = _reason(why)
    found.facts, found.told_facts, found.left_facts = now, None, None
    was = "; ".join(f"{name}: {before}" for name, before, _ in changed)
    now_says = "; ".join(f"{name}: {after}" for name, _, after in changed)
    rows = [(FACTS, was, now_says)]
    for field, words in (texts or {}).items():
        before, said = getattr(found, field, ""), said_for(field, words)
        if said != before:
            setattr(found, field, said)
            rows.append((field, before, said))
    return _done(scope, found, reason, rows)


@transaction.atomic
def correct_quotation(
    *, scope: Scope, announcement: Announcement, quotation_id: int, why: str, seen: int
) -> Correction:
    """Take words that somebody does not want there any more off the page; other words only they could give."""
    found = taken_public(scope, announcement, seen, Permission.PUBLISH)
    _unnamed(found, f"{QUOTATION}-{quotation_id}")
    quoted = standing(found).select_for_update(of=("self",)).filter(pk=quotation_id).first()
    if quoted is None:
        raise InputError("There are no such words any more.")
    reason = _reason(why)
    take_off(quoted, reason, scope.person)
    return _done(scope, found, reason, [(QUOTATION, f"The words of the {quoted.role}", "")])


def _reason(why: str) -> str:
    return required(why, "Enter why it is corrected: everybody reads it.")[:500]
