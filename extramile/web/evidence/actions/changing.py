"""Changing what is said of evidence, and where it stands: withdrawn, brought back, released by the forum."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence.about import About, check_about
from extramile.web.evidence.actions import finding, keeping
from extramile.web.evidence.models import Item
from extramile.web.evidence.trail import is_hidden, said, tell, where
from extramile.web.evidence.visibility import Sensitivity, Space
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import present_members
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def change(*, scope: Scope, item: Item, about: About, seen: int, owner_id: int | None = None, why: str = "") -> Item:
    """Change what is said of an item. `seen` is the revision that was looked at.

    Raises ChangedMeanwhileError if somebody else changed it since, so that they see what changed and nothing is lost.
    """
    found = finding.changeable(scope, item)
    if found.revision != seen:
        raise finding.ChangedMeanwhileError(found)
    check_about(scope, about, standing=found.organisation)
    if Sensitivity(found.sensitivity).is_narrower_than(Sensitivity(about.sensitivity)) and not why.strip():
        raise InputError("More people will see it.", next_step="Say why, for the audit trail.")
    before = said(found)
    if owner_id is not None and owner_id != found.owner_id:
        found.owner = _member(scope, owner_id)
    keeping.say(scope, found, about)
    keeping.grow(scope, found)
    keeping.speak_to(found, about.criteria)
    keeping.open_latest(found)
    keeping.index_again(found)
    if is_hidden(found):
        # What it was called is mostly what it is called: it does not stand in the trail once more.
        before = {name: before[name] for name in where(found)}
    tell(scope, found, "evidence changed", before=before, after=said(found), why=why)
    return found


def _member(scope: Scope, person_id: int) -> Any:
    member = present_members(scope).filter(person=person_id).first()
    if member is None:
        raise InputError("The owner must be somebody of this partnership.", next_step="Choose from the list.")
    return member.person


@transaction.atomic
def withdraw(*, scope: Scope, item: Item, why: str) -> Item:
    """Take an item out of use. It stays readable, with the reason, for whom it served."""
    found = finding.changeable(scope, item)
    if not why.strip():
        raise InputError("Say why it is withdrawn.")
    found.withdrawn_at, found.withdrawn_by = timezone.now(), scope.person
    found.withdrawn_why = why.strip()[:500]
    keeping.grow(scope, found)
    tell(scope, found, "evidence withdrawn", why=why)
    return found


@transaction.atomic
def restore(*, scope: Scope, item: Item, why: str = "") -> Item:
    """Bring a withdrawn item back into use, with everything that rested on it."""
    found = finding.own(scope, item)
    if not found.withdrawn_at:
        raise InputError("This evidence is in use already.")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = None, None, ""
    keeping.grow(scope, found)
    tell(scope, found, "evidence brought back", why=why)
    return found


@transaction.atomic
def release(*, scope: Scope, item: Item, why: str = "") -> Item:
    """Let an item out of the forum's own space, into the partnership's library: its latest version, no earlier one."""
    scope.check(Permission.RELEASE_FROM_FORUM)
    found = finding.seen(scope, item)
    if found.space != Space.FORUM:
        raise InputError("This is in the partnership's library already.")
    found.space = Space.PARTNERSHIP
    keeping.grow(scope, found)
    keeping.open_latest(found)
    tell(scope, found, "evidence released by the forum", before={"space": "forum"}, after=said(found), why=why)
    return found
