"""Using evidence: what rests on it, and who took a file away."""

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.evidence import queries, store
from extramile.web.evidence.actions import finding
from extramile.web.evidence.models import Item, Use, Version
from extramile.web.evidence.trail import tell
from extramile.web.evidence.visibility import Space
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def attach(
    *,
    scope: Scope,
    item: Item,
    kind: str,
    thing_id: object,
    words: str,
    href: str = "",
    space: str = Space.PARTNERSHIP,
) -> Use:
    """Say that something rests on an item. The calling room has checked that this person may change that thing.

    Attaching again renews the words. `space` "forum" hides the use from all but the forum.
    """
    found = finding.seen(scope, item)
    if found.withdrawn_at:
        raise InputError("This evidence was withdrawn.", next_step="Choose another.")
    said = {"words": words[:300], "href": href, "space": space}
    use, made = Use.objects.update_or_create(
        item=found, kind=kind, thing_id=str(thing_id), defaults=said, create_defaults={**said, "by": scope.person}
    )
    if made:
        # Something of the forum's own space is named to nobody else, though the item may be everybody's.
        after = {"kind": kind, "id": str(thing_id)}
        tell(scope, found, "evidence used", after=after, hidden=space == Space.FORUM)
    return use


def check_stands(*, scope: Scope, item_id: int) -> None:
    """Raise InputError where the figures of a piece of evidence were taken back: nothing new may rest on it."""
    if queries.taken_back(scope, [item_id]):
        raise InputError(
            "The figures of this evidence were taken back, so that it proves nothing.",
            next_step="Choose evidence that stands.",
        )


@transaction.atomic
def detach(*, scope: Scope, item: Item, kind: str, thing_id: object) -> None:
    """Say that something no longer rests on an item."""
    found = finding.seen(scope, item)
    use = Use.objects.filter(item=found, kind=kind, thing_id=str(thing_id)).first()
    if use is None:
        return
    hidden = use.space == Space.FORUM
    use.delete()
    tell(scope, found, "evidence no longer used", before={"kind": kind, "id": str(thing_id)}, hidden=hidden)


@transaction.atomic
def let_go(*, scope: Scope, kind: str, thing_id: object) -> None:
    """Say that nothing is left to rest on evidence, also on what this person does not see: the thing itself is gone.

    The calling room has checked that this person may take it away.
    """
    for use in Use.objects.filter(kind=kind, thing_id=str(thing_id)).select_related("item"):
        hidden = use.space == Space.FORUM
        use.delete()
        tell(scope, use.item, "evidence no longer used", before={"kind": kind, "id": str(thing_id)}, hidden=hidden)


@transaction.atomic
def taken(*, scope: Scope, version: Version) -> bytes:
    """Return the bytes of a version; where the taking of it is recorded, say in the trail who took it.

    Raises store.DamagedError where they are not what was kept; then nothing is recorded.
    """
    item = finding.seen(scope, version.item)
    # Asked again: it may have been closed to this person since they looked.
    found = item.versions.visible_to(scope).filter(pk=version.pk).first()
    if found is None:
        raise InputError("There is no such evidence.")
    data = store.get(found.sha256)
    if found.is_recorded:
        tell(scope, item, "evidence downloaded", after={"version": found.number})
    return data
