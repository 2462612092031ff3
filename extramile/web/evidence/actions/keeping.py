"""What actions share: an item's words, its versions and what it is found by are written together."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from extramile.web.evidence import criteria as framework
from extramile.web.evidence import snapshots, store
from extramile.web.evidence.about import About, organisation_of
from extramile.web.evidence.contents import Content
from extramile.web.evidence.extracting import words_of
from extramile.web.evidence.freshness import old_from
from extramile.web.evidence.models import Item, ItemCriterion, ItemText, Kind, Version
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.partnerships.scope import Scope


def say(scope: Scope, item: Item, about: About, title: str = "") -> None:
    """Put what is said of an item into its fields; `title` is for one that was given none."""
    item.title = " ".join(about.title.split())[:200] or title
    for name in ("sensitivity", "dated", "period_from", "period_to", "expires"):
        setattr(item, name, getattr(about, name))
    item.organisation = organisation_of(scope, about, standing=item.organisation)
    _grow_old(item)


def speaks_until(item: Item, last: date | None) -> None:
    """Put the last day that an item speaks of."""
    item.period_to = last
    _grow_old(item)
    item.save(update_fields=["period_to", "old_from"])


def _grow_old(item: Item) -> None:
    made = timezone.localtime(item.made_at).date() if item.made_at else timezone.localdate()
    item.old_from = old_from(expires=item.expires, period_to=item.period_to, dated=item.dated, made=made)


def speak_to(item: Item, criteria: Iterable[str]) -> None:
    """Name the criteria to which an item speaks."""
    item.criteria.all().delete()
    ItemCriterion.objects.bulk_create(ItemCriterion(item=item, criterion=each) for each in framework.checked(criteria))


def keep(scope: Scope, item: Item, number: int, content: Content, why: str) -> Version:
    """Add a version, and let the item be found by its words."""
    version = Version.objects.create(
        item=item,
        number=number,
        sensitivity=item.sensitivity,
        space=item.space,
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


def open_latest(item: Item) -> None:
    """Let the versions follow a changed item: the latest goes as far as the item, an earlier one never further than before.

    Somebody who replaces a file with names by one without, and then shows it to more people, shows the latter alone.
    """
    latest, *earlier = item.versions.all()
    Version.objects.filter(pk=latest.pk).update(sensitivity=item.sensitivity, space=item.space)
    wider = [each.value for each in Sensitivity if Sensitivity(item.sensitivity).is_narrower_than(each)]
    item.versions.filter(pk__in=[each.pk for each in earlier], sensitivity__in=wider).update(
        sensitivity=item.sensitivity
    )


def grow(scope: Scope, item: Item) -> None:
    """Save a changed item, so that whoever saw the last revision is told."""
    item.revision += 1
    item.changed_by = scope.person
    item.save()


def index_again(item: Item) -> None:
    """Follow a changed title or sensitivity; the words of a file are read again only where they are not there."""
    known = ItemText.objects.filter(item=item).values_list("text", flat=True).first()
    if item.sensitivity == Sensitivity.PERSONAL or known is not None:
        _index(item, (known or "").partition("\n")[2])
    else:
        _index(item, _words(item, item.versions.first()))


def _words(item: Item, version: Version) -> str:
    """Return what a version is found by, read anew."""
    if item.kind == Kind.FILE:
        return words_of(version.file_name.rpartition(".")[2].lower(), store.get(version.sha256))
    return snapshots.words(version.data) if item.kind == Kind.SNAPSHOT else f"{version.address}\n{version.text}".strip()


def _index(item: Item, words: str) -> None:
    """Let an item be found by its words; a personal one never is."""
    if item.sensitivity == Sensitivity.PERSONAL:
        ItemText.objects.filter(item=item).delete()
        return
    ItemText.objects.update_or_create(item=item, defaults={"text": f"{item.title}\n{words}"})
