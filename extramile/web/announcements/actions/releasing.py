"""From checks to everybody: passing them, publishing now or at a time, and what is done when something changed meanwhile."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from extramile.core.announcing import REASON
from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.telling import locked, move, required, taken
from extramile.web.announcements.beside import WITHDRAWN, tell_everybody
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.announcements.presenters.facts import differences
from extramile.web.announcements.queries.checks import checks, failing, faults_of
from extramile.web.announcements.queries.facts import facts
from extramile.web.announcements.queries.responsible import may_publish, responsible
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

PUBLISH_LATER, TELL_HELD = "announcements.publish_later", "announcements.tell_held"
TELL_UNPUBLISHED, TELL_DRIFTED = "announcements.tell_unpublished", "announcements.tell_drifted"
LATEST = timedelta(days=120)
HELD = "A check does not pass any more: it must be looked at again."
MAY_NO_MORE = "Who set the time may not publish any more: somebody else must."


def _with_quotations(found: Announcement) -> Announcement:
    """Hold the quotations still as well: nobody takes an approval back between the checks and what follows from them."""
    list(Quotation.objects.select_for_update().filter(announcement=found).order_by("pk").values_list("pk"))
    return found


def _faults(found: Announcement, scope: Scope | None) -> tuple[list[str], Any]:
    """Return the names of the checks that do not pass, and the facts with which they were asked."""
    known = facts(found, scope)
    return [each.name for each in checks(found, scope, known) if not each.passes], known


@transaction.atomic
def check(*, scope: Scope, announcement: Announcement) -> Announcement:
    """Let every check look at it. Where all pass its facts are frozen, and it can be published."""
    found = _with_quotations(taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS))
    faults, known = _faults(found, scope)
    if found.state == "writing" and faults:
        said = "A check does" if len(faults) == 1 else f"{len(faults)} checks do"
        raise InputError(f"{said} not pass yet.", next_step="Each says below what is wrong, and what to do.")
    move(found, "check", by=scope.person)
    found.facts = known
    found.save()
    return found


@transaction.atomic
def reopen(*, scope: Scope, announcement: Announcement) -> Announcement:
    """Write on: what was checked must be checked again."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    move(found, "reopen", by=scope.person)
    found.save()
    return found


@transaction.atomic
def schedule(*, scope: Scope, announcement: Announcement, at: datetime) -> Announcement:
    """Have it published by itself at a time, if every check passes then."""
    found = taken(scope, announcement, Permission.PUBLISH)
    now = timezone.now()
    if at <= now:
        raise InputError("That time is over.", next_step="Choose a time ahead, or publish it now.")
    if at > now + LATEST:
        raise InputError(f"At most {LATEST.days} days ahead.", next_step="Choose an earlier day.")
    move(found, "schedule", by=scope.person)
    found.publish_at, found.scheduled_by = at, scope.person
    found.save()
    start(
        name=PUBLISH_LATER,
        title="Publishing at its time",
        by=scope.person,
        scope=scope.name,
        not_before=at,
        announcement_id=found.pk,
    )
    return found


@transaction.atomic
def unschedule(*, scope: Scope, announcement: Announcement) -> Announcement:
    """Do not publish it by itself; it stays checked."""
    found = taken(scope, announcement, Permission.PUBLISH)
    move(found, "unschedule", by=scope.person)
    found.save()
    return found


def publish(*, scope: Scope, announcement: Announcement) -> Announcement:
    """Publish it now. Where a check does not pass any more, it goes back to being written, and InputError says so."""
    with transaction.atomic():
        found = taken(scope, announcement, Permission.PUBLISH)
        published = _publish_or_hold(found, by=scope.person, scope=scope)
    # Said after the transaction: that it is being written again must stand.
    if not published:
        raise InputError(HELD, next_step="See the checks, mend it, and check it again.")
    return found


def publish_in_time(announcement_id: int) -> None:
    """Publish what waits for a time that has come, in the name of who set it, if they may still publish.

    If they may not, it stays checked; if a check does not pass any more, it goes back to being written. Either is told.
    """
    with transaction.atomic():
        found = locked(announcement_id)
        if found.state != "scheduled" or not found.publish_at or found.publish_at > timezone.now():
            return
        if may_publish(found.scheduled_by, found):
            _publish_or_hold(found, by=None, scope=None)
            return
        move(found, "unschedule", by=None, words=MAY_NO_MORE)
        found.save()
        _mail(TELL_UNPUBLISHED, "Telling that something was not published at its time", found)


def _mail(name: str, title: str, found: Announcement) -> None:
    """Write to each of those who answer for it."""
    for each in responsible(found):
        start(
            name=name,
            title=title,
            by=None,
            scope=found.partnership.slug,
            announcement_id=found.pk,
            person_id=each.pk,
        )


def _publish_or_hold(found: Announcement, *, by: Any, scope: Scope | None) -> bool:
    _with_quotations(found)
    waited_for = found.scheduled_by
    if found.state in ("checked", "scheduled") and _faults(found, scope)[0]:
        hold(found, tell_them=waited_for is not None)
        return False
    move(found, "publish", by=by)
    now = timezone.now()
    found.published_at, found.changed_at = now, now
    found.slug = found.slug or _free_slug(found)
    found.save()
    # At its time nobody presses: who set the time publishes it.
    tell_everybody(found, f"Announcement: “{found.headline}”", by or waited_for)
    return True


def hold(found: Announcement, *, tell_them: bool) -> None:
    """Let a locked announcement go back to being written, by itself; where nobody pressed, tell who answers for it."""
    if tell_them:
        # Before it loses who set its time.
        _mail(TELL_HELD, "Telling that something was not published", found)
    move(found, "reopen", by=None, words=HELD)
    found.save()


def look_again(announcement_id: int) -> bool:
    """Look again at what has passed its checks or was published; say whether all is as it was.

    A changed fact opens the checks of what is not published yet. What everybody reads is never changed by itself: that the records
    say something else is told, once for each time they do.
    """
    with transaction.atomic():
        found = _with_quotations(locked(announcement_id))
        if found.state == "published":
            return _look_at_facts(found)
        # What has passed is under embargo no more, so that its facts can be asked for by nobody in particular.
        if found.state not in ("checked", "scheduled") or not _faults(found, None)[0]:
            return True
        hold(found, tell_them=True)
        return False


def _look_at_facts(found: Announcement) -> bool:
    now = facts(found)
    drifted = now if differences(found.facts or {}, now) else None
    if drifted == found.told_facts:
        return drifted is None
    found.told_facts = drifted
    found.save(update_fields=["told_facts"])
    if drifted is not None and drifted != found.left_facts:
        _mail(TELL_DRIFTED, "Telling that the records say something else than an announcement", found)
    return drifted is None


@transaction.atomic
def leave_facts(*, scope: Scope, announcement: Announcement, why: str) -> Announcement:
    """Leave the figures of a published announcement although the records say others today: they were right on their day."""
    found = taken(scope, announcement, Permission.PUBLISH)
    said, now = required(why, "Enter why the figures stay as they are."), facts(found, scope)
    if not differences(found.facts or {}, now):
        raise InputError("The records say what the page says.")
    move(found, "leave", by=scope.person, words=said)
    found.told_facts, found.left_facts = now, now
    found.save()
    return found


def _free_slug(found: Announcement) -> str:
    stem = slugify(found.headline)[:70].strip("-") or "announcement"
    taken_names = set(
        Announcement.objects.filter(partnership=found.partnership, slug__startswith=stem).values_list("slug", flat=True)
    )
    number, slug = 2, stem
    while slug in taken_names:
        slug, number = f"{stem}-{number}", number + 1
    return slug


@transaction.atomic
def withdraw(*, scope: Scope, announcement: Announcement, note: str) -> Announcement:
    """Withdraw it. Its page stays, with the note in place of what it said."""
    found = taken(scope, announcement, Permission.PUBLISH)
    said = required(note, "Enter why it is withdrawn: everybody reads it.")[:500]
    if faults := faults_of(found, scope, found.facts or {}, {REASON}, reason=said):
        raise InputError(f"{faults[0].where}: {faults[0].words}", next_step=faults[0].do)
    move(found, "withdraw", by=scope.person, words=said)
    found.withdrawn_note, found.changed_at = said, timezone.now()
    found.save()
    tell_everybody(found, f"{WITHDRAWN} {said}", scope.person)
    return found


@transaction.atomic
def restore(*, scope: Scope, announcement: Announcement, why: str) -> Announcement:
    """Publish again what was withdrawn, if every check passes as when it was published.

    What stands in the way is corrected first, while it is withdrawn: a figure that the records have otherwise today, a text, a
    quotation. Each correction is listed on its page.
    """
    found = _with_quotations(taken(scope, announcement, Permission.PUBLISH))
    said = required(why, "Enter why it is published again.")
    if found.withdrawn_for_privacy:
        raise InputError(
            "It was withdrawn to protect somebody’s privacy.",
            next_step="Take out what was named as telling of the person first.",
        )
    if found.state == "withdrawn" and (faults := [each for one in failing(found, scope) for each in one.faults]):
        raise InputError(
            f"It cannot be published again. {faults[0].where}: {faults[0].words}",
            next_step="Correct it on its page, then publish it again.",
        )
    move(found, "restore", by=scope.person, words=said)
    found.withdrawn_note, found.changed_at = "", timezone.now()
    found.save()
    tell_everybody(found, f"Announcement, published again: “{found.headline}”", scope.person)
    return found


@transaction.atomic
def drop(*, scope: Scope, announcement: Announcement, why: str) -> Announcement:
    """Drop it: links of those who are quoted end, and all that was written stays here."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    move(found, "drop", by=scope.person, words=required(why, "Enter why it is dropped."))
    found.save()
    return found


@transaction.atomic
def take_up(*, scope: Scope, announcement: Announcement) -> Announcement:
    """Write on at what was dropped."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    move(found, "take-up", by=scope.person)
    found.save()
    return found
