"""Changing evidence. Each action is one transaction with its audit event.

What the audit trail says of an item follows the item's own rules: leads read the trail, but neither personal evidence nor the
forum's own space, so of such items the trail holds a number and no words.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import snapshots, store
from extramile.web.evidence.checking import check
from extramile.web.evidence.extracting import tidy, words_of
from extramile.web.evidence.freshness import old_from
from extramile.web.evidence.models import Bundle, Item, ItemCriterion, ItemText, Kind, Use, Version
from extramile.web.evidence.visibility import NEEDS, Sensitivity, Space, levels_for, spaces_for
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.queries import present_members
from extramile.web.partnerships.scope import Scope

BUNDLE_DAYS = 7
LONGEST_NOTE = 20_000
# From everybody to few: a step back down is a decision that needs its reason.
ORDER = list(Sensitivity)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a piece of evidence, whatever it is."""

    title: str
    sensitivity: str = Sensitivity.PARTNERSHIP
    criteria: tuple[str, ...] = ()
    dated: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """What a version will hold."""

    sha256: str
    size: int
    media_type: str
    words: str = ""
    file_name: str = ""
    address: str = ""
    text: str = ""
    data: Any = None


class ChangedMeanwhileError(Exception):
    """Somebody else changed the item since it was looked at. `item` is how it stands now."""

    def __init__(self, item: Item) -> None:
        super().__init__("changed meanwhile")
        self.item = item


# What an item holds.


def _file(file_name: str, data: bytes) -> _Content:
    found = check(file_name, data)
    words = words_of(found.extension, data)
    return _Content(store.put(data), len(data), found.media_type, words, file_name=found.file_name)


def _of_words(held: str, media_type: str, **more: Any) -> _Content:
    encoded = held.encode("utf-8")
    return _Content(hashlib.sha256(encoded).hexdigest(), len(encoded), media_type, **more)


def _link(address: str, text: str = "") -> _Content:
    address = address.strip()
    try:
        URLValidator(schemes=["https", "http"])(address)
    except ValidationError as error:
        raise InputError(
            "The address cannot be followed.", next_step="Give all of it, such as https://www.example.org/report."
        ) from error
    return _of_words(address, "text/uri-list", words=text, address=address, text=text)


def _note(text: str) -> _Content:
    text = tidy(text.replace("\r\n", "\n")).strip()
    if not text:
        raise InputError("Write the note.")
    if len(text) > LONGEST_NOTE:
        raise InputError(
            f"The note has {len(text):,} characters; the most is {LONGEST_NOTE:,}.", next_step="Give a file."
        )
    return _of_words(text, "text/plain; charset=utf-8", words=text, text=text)


def _frozen(data: dict[str, Any], words: str, **more: Any) -> _Content:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return _of_words(text, "application/json", words=words, data=data, **more)


def _snapshot(scope: Scope, indicator: str, area: str) -> _Content:
    data = snapshots.frozen(indicator=indicator, area=area or scope.partnership.area_code, day=timezone.localdate())
    return _frozen(data, f"{data['title']}\n{data['definition']}")


# Adding.


@transaction.atomic
def add_file(
    *, scope: Scope, about: About, file_name: str, data: bytes, why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Keep a file. Raises InputError where it is nothing that can be kept."""
    _may_add(scope, about, space)
    return _add(scope, Kind.FILE, about, _file(file_name, data), space=space, why=why)


@transaction.atomic
def add_link(
    *, scope: Scope, about: About, address: str, text: str = "", why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Keep where something is; `text` says what is found there."""
    _may_add(scope, about, space)
    return _add(scope, Kind.LINK, about, _link(address, text), space=space, why=why)


@transaction.atomic
def add_note(*, scope: Scope, about: About, text: str, why: str = "", space: str = Space.PARTNERSHIP) -> Item:
    """Keep words."""
    _may_add(scope, about, space)
    return _add(scope, Kind.NOTE, about, _note(text), space=space, why=why)


@transaction.atomic
def add_snapshot(
    *, scope: Scope, about: About, indicator: str, area: str = "", why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Freeze an indicator of the Library for the partnership's area, or for the one named. A title is made if none is given."""
    _may_add(scope, about, space, title_made=True)
    content = _snapshot(scope, indicator, area)
    return _add(scope, Kind.SNAPSHOT, about, content, space=space, why=why, title=snapshots.title(content.data))


@transaction.atomic
def add_voice_theme(
    *, scope: Scope, about: About, text: str, data: dict[str, Any], space: str = Space.PARTNERSHIP, why: str = ""
) -> Item:
    """Keep what people said on a theme, frozen by the room of voices: `text` for readers, `data` as it was counted."""
    _may_add(scope, about, space)
    return _add(scope, Kind.VOICE, about, _frozen(data, text, text=tidy(text)), space=space, why=why)


def _may_add(scope: Scope, about: About, space: str, *, title_made: bool = False) -> None:
    """Check everything that can be checked before bytes are kept."""
    scope.check(Permission.ADD_EVIDENCE)
    if space not in Space.values:
        raise InputError("Choose where it lies from the list.")
    if space not in spaces_for(scope):
        scope.check(Permission.USE_FORUM_SPACE)
    _check_about(scope, about, title_made=title_made)


def _check_about(scope: Scope, about: About, *, title_made: bool = False) -> None:
    if not about.title.strip() and not title_made:
        raise InputError("Enter a title.")
    if about.sensitivity not in Sensitivity.values:
        raise InputError("Choose how sensitive it is from the list.")
    # Who could not see it afterwards cannot answer for it.
    if about.sensitivity not in levels_for(scope):
        scope.check(NEEDS[Sensitivity(about.sensitivity)])
    if about.period_from and about.period_to and about.period_to < about.period_from:
        raise InputError("The period covered ends before it begins.")
    framework.checked(about.criteria)


def _add(scope: Scope, kind: Kind, about: About, content: _Content, *, space: str, why: str, title: str = "") -> Item:
    item = Item(
        partnership=scope.partnership,
        kind=kind,
        owner=scope.person,
        organisation=scope.organisation,
        changed_by=scope.person,
        space=space,
    )
    _say(item, about, title)
    item.save()
    _speak_to(item, about.criteria)
    _keep(scope, item, 1, content, why)
    _tell(scope, item, "evidence added", after=_said(item), why=why)
    return item


def _say(item: Item, about: About, title: str = "") -> None:
    item.title = " ".join(about.title.split())[:200] or title
    for name in ("sensitivity", "dated", "period_from", "period_to", "expires"):
        setattr(item, name, getattr(about, name))
    made = timezone.localtime(item.made_at).date() if item.made_at else timezone.localdate()
    item.old_from = old_from(expires=item.expires, period_to=item.period_to, dated=item.dated, made=made)


def _speak_to(item: Item, criteria: Iterable[str]) -> None:
    item.criteria.all().delete()
    ItemCriterion.objects.bulk_create(ItemCriterion(item=item, criterion=each) for each in framework.checked(criteria))


def _keep(scope: Scope, item: Item, number: int, content: _Content, why: str) -> Version:
    version = Version.objects.create(
        item=item,
        number=number,
        sha256=content.sha256,
        size=content.size,
        media_type=content.media_type,
        file_name=content.file_name,
        address=content.address,
        text=content.text,
        data=content.data,
        why=why.strip()[:500],
        by=scope.person,
    )
    _index(item, content.words)
    return version


def _index(item: Item, words: str) -> None:
    """Let an item be found by its words; a personal one never is."""
    if item.sensitivity == Sensitivity.PERSONAL:
        ItemText.objects.filter(item=item).delete()
        return
    ItemText.objects.update_or_create(item=item, defaults={"text": f"{item.title}\n{words}"})


def _index_again(item: Item) -> None:
    """Follow a changed title or sensitivity; the words of a file are read again only where they are not there."""
    known = ItemText.objects.filter(item=item).values_list("text", flat=True).first()
    if item.sensitivity == Sensitivity.PERSONAL or known is not None:
        _index(item, (known or "").partition("\n")[2])
        return
    version = item.versions.first()
    if item.kind == Kind.FILE:
        _index(item, words_of(version.file_name.rpartition(".")[2].lower(), store.get(version.sha256)))
    elif item.kind == Kind.SNAPSHOT:
        _index(item, f"{version.data['title']}\n{version.data['definition']}")
    else:
        _index(item, version.text)


# What the audit trail is told.


def _is_hidden(item: Item) -> bool:
    """Whether some who read the audit trail may not see this item."""
    return item.sensitivity == Sensitivity.PERSONAL or item.space == Space.FORUM


def _said(item: Item) -> dict[str, Any]:
    """Return an item as the audit trail holds it."""
    said: dict[str, Any] = {"sensitivity": str(item.sensitivity), "space": str(item.space)}
    if not _is_hidden(item):
        said |= {name: getattr(item, name) for name in ("title", "dated", "period_from", "period_to", "expires")}
        said["criteria"] = sorted(item.criteria.values_list("criterion", flat=True))
        said["owner"] = item.owner.name
    return said


def _tell(
    scope: Scope, item: Item, verb: str, *, before: Any = None, after: Any = None, why: str = "", hidden: bool = False
) -> None:
    hidden = hidden or _is_hidden(item)
    record(
        by=scope.person,
        verb=verb,
        kind="evidence",
        thing_id=item.pk,
        thing=f"evidence {item.pk}" if hidden else item.title,
        before=before,
        after=after,
        # A reason is free text and may name what the trail must not.
        why="" if hidden else why,
        scope=scope.name,
    )


# Changing.


def _taken(scope: Scope, item: Item) -> Item:
    """Return an item that this person may see, locked."""
    found = Item.objects.visible_to(scope).select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise InputError("There is no such evidence.")
    return found


def _changeable(scope: Scope, item: Item) -> Item:
    """Return an item that this person may change, locked: one of their organisation, or any for a lead."""
    scope.check(Permission.ADD_EVIDENCE)
    found = _taken(scope, item)
    if not may_change(scope, found):
        raise InputError(
            f"This is evidence of {found.organisation.name}.",
            next_step=f"Ask {found.owner.name} or a lead to change it.",
        )
    if found.withdrawn_at:
        raise InputError("This evidence was withdrawn and is not changed any more.", next_step="Add it anew.")
    return found


def may_change(scope: Scope, item: Item) -> bool:
    """Whether a person who sees an item may change it."""
    ours = item.organisation_id == scope.organisation.pk or Role.LEAD in scope.roles
    return ours and scope.can(Permission.ADD_EVIDENCE)


def _grow(scope: Scope, item: Item) -> None:
    item.revision += 1
    item.changed_by = scope.person
    item.save()


@transaction.atomic
def change(*, scope: Scope, item: Item, about: About, seen: int, owner_id: int | None = None, why: str = "") -> Item:
    """Change what is said of an item. `seen` is the revision that was looked at.

    Raises ChangedMeanwhileError if somebody else changed it since, so that they see what changed and nothing is lost.
    """
    found = _changeable(scope, item)
    if found.revision != seen:
        raise ChangedMeanwhileError(found)
    _check_about(scope, about)
    if ORDER.index(Sensitivity(about.sensitivity)) < ORDER.index(Sensitivity(found.sensitivity)) and not why.strip():
        raise InputError("More people will see it.", next_step="Say why, for the audit trail.")
    before, was_hidden = _said(found), _is_hidden(found)
    if owner_id is not None and owner_id != found.owner_id:
        found.owner = _owner(scope, owner_id)
    _say(found, about)
    _grow(scope, found)
    _speak_to(found, about.criteria)
    _index_again(found)
    after = _said(found)
    if was_hidden:
        # What it was called while it was hidden stays out of the trail; what it is from now on may stand in it.
        before = {name: before[name] for name in ("sensitivity", "space")}
    elif _is_hidden(found):
        before = {name: before[name] for name in ("sensitivity", "space")}
    _tell(scope, found, "evidence changed", before=before, after=after, why=why)
    return found


def _owner(scope: Scope, owner_id: int) -> Any:
    member = present_members(scope).filter(person=owner_id).first()
    if member is None:
        raise InputError("The owner must be somebody of this partnership.", next_step="Choose from the list.")
    return member.person


def _replace(scope: Scope, item: Item, content: _Content, why: str) -> Version:
    latest = item.versions.first()
    if latest.sha256 == content.sha256:
        raise InputError("This is what is there already.", next_step="Give a newer one, or change what is said of it.")
    version = _keep(scope, item, latest.number + 1, content, why)
    _grow(scope, item)
    _tell(
        scope,
        item,
        "evidence replaced",
        before={"version": latest.number, "sha256": latest.sha256},
        after={"version": version.number, "sha256": version.sha256},
        why=why,
    )
    return version


def _of_kind(scope: Scope, item: Item, kind: Kind) -> Item:
    found = _changeable(scope, item)
    if found.kind != kind:
        raise InputError(f"This is not a {kind.label.lower()}.", next_step="Add a new piece of evidence.")
    return found


@transaction.atomic
def replace_file(*, scope: Scope, item: Item, file_name: str, data: bytes, why: str) -> Version:
    """Put a newer file in the place of the last one, which is kept as an earlier version."""
    found = _of_kind(scope, item, Kind.FILE)
    return _replace(scope, found, _file(file_name, data), why)


@transaction.atomic
def replace_link(*, scope: Scope, item: Item, address: str, text: str = "", why: str) -> Version:
    """Give another address."""
    found = _of_kind(scope, item, Kind.LINK)
    return _replace(scope, found, _link(address, text), why)


@transaction.atomic
def replace_note(*, scope: Scope, item: Item, text: str, why: str) -> Version:
    """Write the note anew."""
    found = _of_kind(scope, item, Kind.NOTE)
    return _replace(scope, found, _note(text), why)


@transaction.atomic
def replace_voice_theme(*, scope: Scope, item: Item, text: str, data: dict[str, Any], why: str) -> Version:
    """Freeze a voice theme as it stands now."""
    found = _of_kind(scope, item, Kind.VOICE)
    return _replace(scope, found, _frozen(data, text, text=tidy(text)), why)


@transaction.atomic
def refresh_snapshot(*, scope: Scope, item: Item) -> Version:
    """Freeze the indicator as the Library has it now. Raises InputError if its figures are the same."""
    found = _of_kind(scope, item, Kind.SNAPSHOT)
    old = found.versions.first().data
    content = _snapshot(scope, old["indicator"], old["area"]["code"])
    if {**content.data, "taken": ""} == {**old, "taken": ""}:
        raise InputError("The Library has the same figures still. Nothing was changed.")
    return _replace(scope, found, content, "Refreshed from the Library")


@transaction.atomic
def withdraw(*, scope: Scope, item: Item, why: str) -> Item:
    """Take an item out of use. It stays readable, with the reason, for whom it served."""
    found = _changeable(scope, item)
    if not why.strip():
        raise InputError("Say why it is withdrawn.")
    found.withdrawn_at, found.withdrawn_by = timezone.now(), scope.person
    found.withdrawn_why = why.strip()[:500]
    _grow(scope, found)
    _tell(scope, found, "evidence withdrawn", why=why)
    return found


@transaction.atomic
def release(*, scope: Scope, item: Item, why: str = "") -> Item:
    """Let an item out of the forum's own space, into the partnership's library."""
    scope.check(Permission.RELEASE_FROM_FORUM)
    found = _taken(scope, item)
    if found.space != Space.FORUM:
        raise InputError("This is in the partnership's library already.")
    found.space = Space.PARTNERSHIP
    _grow(scope, found)
    _tell(scope, found, "evidence released by the forum", before={"space": "forum"}, after=_said(found), why=why)
    return found


@transaction.atomic
def taken(*, scope: Scope, version: Version) -> bytes:
    """Return the bytes of a version, and say in the trail who took them if they are restricted or personal.

    Raises store.DamagedError where they are not what was kept.
    """
    item = _taken(scope, version.item)
    data = store.get(version.sha256)
    if item.sensitivity in {Sensitivity.RESTRICTED, Sensitivity.PERSONAL}:
        _tell(scope, item, "evidence downloaded", after={"version": version.number})
    return data


# What it is used for.


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
    found = _taken(scope, item)
    if found.withdrawn_at:
        raise InputError("This evidence was withdrawn.", next_step="Choose another.")
    use, made = Use.objects.update_or_create(
        item=found,
        kind=kind,
        thing_id=str(thing_id),
        defaults={"words": words[:300], "href": href, "space": space},
        create_defaults={"words": words[:300], "href": href, "space": space, "by": scope.person},
    )
    if made:
        # Something of the forum's own space is named to nobody else, though the item may be everybody's.
        after = {"kind": kind, "id": str(thing_id)}
        _tell(scope, found, "evidence used", after=after, hidden=space == Space.FORUM)
    return use


@transaction.atomic
def detach(*, scope: Scope, item: Item, kind: str, thing_id: object) -> None:
    """Say that something no longer rests on an item."""
    found = _taken(scope, item)
    use = Use.objects.filter(item=found, kind=kind, thing_id=str(thing_id)).first()
    if use is None:
        return
    hidden = use.space == Space.FORUM
    use.delete()
    _tell(scope, found, "evidence no longer used", before={"kind": kind, "id": str(thing_id)}, hidden=hidden)


# Bundles.


@transaction.atomic
def ask_for_bundle(*, scope: Scope, pack: str = "", criterion: str = "") -> Job:
    """Start making a dated bundle of what this person may see: for a pack, for one criterion, or of everything."""
    scope.check(Permission.TAKE_BUNDLE)
    if criterion:
        framework.checked([criterion])
    if pack and not framework.of_pack(pack):
        raise InputError("There is no such framework.", next_step="Choose from the list.")
    bundle = Bundle.objects.create(
        partnership=scope.partnership,
        made_by=scope.person,
        day=timezone.localdate(),
        pack=pack,
        criterion=criterion,
        ends_at=timezone.now() + timedelta(days=BUNDLE_DAYS),
    )
    record(
        by=scope.person,
        verb="bundle of evidence asked for",
        kind="bundle",
        thing_id=bundle.pk,
        after={"pack": pack, "criterion": criterion},
        scope=scope.name,
    )
    return start(
        name="evidence.bundle", title="Bundle of evidence", by=scope.person, scope=scope.name, bundle_id=bundle.pk
    )


def finish_bundle(*, scope: Scope, bundle: Bundle, data: bytes, items: int, needs: list[str]) -> None:
    """Keep a bundle that was made. Called in the transaction that ends its job."""
    bundle.sha256, bundle.size = store.put(data), len(data)
    bundle.items, bundle.needs = items, needs
    bundle.save(update_fields=["sha256", "size", "items", "needs"])
    record(
        by=scope.person,
        verb="bundle of evidence made",
        kind="bundle",
        thing_id=bundle.pk,
        after={"items": items, "sha256": bundle.sha256},
        scope=scope.name,
    )


@transaction.atomic
def taken_bundle(*, scope: Scope, bundle: Bundle) -> bytes:
    """Return a bundle's bytes, and say in the trail who took it."""
    scope.check(Permission.TAKE_BUNDLE)
    data = store.get(bundle.sha256)
    record(
        by=scope.person,
        verb="bundle of evidence downloaded",
        kind="bundle",
        thing_id=bundle.pk,
        scope=scope.name,
    )
    return data


def clear_bundles() -> int:
    """Delete bundles whose week is over, rows and bytes; return how many."""
    over = list(Bundle.objects.filter(ends_at__lt=timezone.now()))
    for bundle in over:
        bundle.delete()
        if bundle.sha256 and not Bundle.objects.filter(sha256=bundle.sha256).exists():
            store.remove(bundle.sha256)
    return len(over)
