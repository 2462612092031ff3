"""Putting something newer in the place of what an item holds. Earlier versions are kept and never changed."""

from typing import Any

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.evidence import contents, snapshots, themes
from extramile.web.evidence.actions import finding, keeping
from extramile.web.evidence.contents import Content
from extramile.web.evidence.models import Item, Kind, Version
from extramile.web.evidence.trail import tell
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def replace_file(*, scope: Scope, item: Item, file_name: str, data: bytes, why: str) -> Version:
    """Put a newer file in the place of the last one."""
    found = finding.changeable(scope, item, Kind.FILE)
    return _replace(scope, found, contents.of_file(file_name, data), why)


@transaction.atomic
def replace_link(*, scope: Scope, item: Item, address: str, text: str = "", why: str) -> Version:
    """Give another address."""
    found = finding.changeable(scope, item, Kind.LINK)
    return _replace(scope, found, contents.of_link(address, text), why)


@transaction.atomic
def replace_note(*, scope: Scope, item: Item, text: str, why: str) -> Version:
    """Write the note anew."""
    found = finding.changeable(scope, item, Kind.NOTE)
    return _replace(scope, found, contents.of_note(text), why)


@transaction.atomic
def replace_voice_theme(*, scope: Scope, item: Item, text: str, data: dict[str, Any], why: str) -> Version:
    """Freeze a voice theme as it stands now."""
    found = finding.changeable(scope, item, Kind.VOICE)
    return _replace(scope, found, contents.of_theme(text, data), why)


@transaction.atomic
def refresh_snapshot(*, scope: Scope, item: Item) -> Version:
    """Freeze the indicator as the Library has it now. Raises InputError if its figures are the same."""
    found = finding.changeable(scope, item, Kind.SNAPSHOT)
    old = found.versions.first().data
    if snapshots.is_returned(old):
        raise InputError(
            "This figure comes from a return and not from the Library.",
            next_step="Take the figure of the newest return as a new piece of evidence.",
        )
    content = contents.of_snapshot(scope, old["indicator"], old["area"]["code"])
    if {**content.data, "taken": ""} == {**old, "taken": ""}:
        raise InputError("The Library has the same figures still. Nothing was changed.")
    version = _replace(scope, found, content, "Refreshed from the Library")
    # Where somebody named another last day, it stays.
    if found.period_to in {None, snapshots.last_day(old)}:
        keeping.speaks_until(found, snapshots.last_day(content.data))
    return version


@transaction.atomic
def refresh_theme(*, scope: Scope, item: Item) -> Version:
    """Freeze the voice theme as it is heard now. Raises InputError if nothing has changed."""
    found = finding.changeable(scope, item, Kind.VOICE)
    old = found.versions.first().data
    heard = themes.source().frozen(scope, old["theme"], found.space)
    if heard.data == old:
        raise InputError("Nothing else was heard of this theme since. Nothing was changed.")
    return _replace(scope, found, contents.of_theme(heard.text, heard.data), "Heard again")


def _replace(scope: Scope, item: Item, content: Content, why: str) -> Version:
    latest = item.versions.first()
    if (latest.sha256, latest.text) == (content.sha256, content.text):
        raise InputError("This is what is there already.", next_step="Give a newer one, or change what is said of it.")
    version = keeping.keep(scope, item, latest.number + 1, content, why)
    keeping.grow(scope, item)
    tell(
        scope,
        item,
        "evidence replaced",
        before={"version": latest.number, "sha256": latest.sha256},
        after={"version": version.number, "sha256": version.sha256},
        why=why,
    )
    return version
