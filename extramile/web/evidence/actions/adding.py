"""Adding evidence: a file, a link, a note, a measure snapshot (of the Library or of returns), a voice theme."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.evidence import contents, snapshots, themes
from extramile.web.evidence.about import About, check_about
from extramile.web.evidence.actions import keeping
from extramile.web.evidence.contents import Content
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.trail import said, tell
from extramile.web.evidence.visibility import Space, spaces_for
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def add_file(
    *, scope: Scope, about: About, file_name: str, data: bytes, why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Keep a file. Raises InputError where it is nothing that can be kept."""
    _may_add(scope, about, space)
    return _add(scope, Kind.FILE, about, contents.of_file(file_name, data), space=space, why=why)


@transaction.atomic
def add_link(
    *, scope: Scope, about: About, address: str, text: str = "", why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Keep where something is; `text` says what is found there."""
    _may_add(scope, about, space)
    return _add(scope, Kind.LINK, about, contents.of_link(address, text), space=space, why=why)


@transaction.atomic
def add_note(*, scope: Scope, about: About, text: str, why: str = "", space: str = Space.PARTNERSHIP) -> Item:
    """Keep words."""
    _may_add(scope, about, space)
    return _add(scope, Kind.NOTE, about, contents.of_note(text), space=space, why=why)


@transaction.atomic
def add_snapshot(
    *, scope: Scope, about: About, indicator: str, area: str = "", why: str = "", space: str = Space.PARTNERSHIP
) -> Item:
    """Freeze an indicator of the Library for the partnership's area, or for the one named. A title is made if none is given."""
    _may_add(scope, about, space, title_made=True)
    content = contents.of_snapshot(scope, indicator, area)
    about = replace(about, period_to=about.period_to or snapshots.last_day(content.data))
    return _add(scope, Kind.SNAPSHOT, about, content, space=space, why=why, title=snapshots.title(content.data))


@transaction.atomic
def add_returned(*, scope: Scope, about: About, data: dict[str, Any], why: str = "") -> Item:
    """Keep a figure of the area's own returns, as the room of returns released it. A title is made if none is given."""
    _may_add(scope, about, Space.PARTNERSHIP, title_made=True)
    about = replace(about, period_to=about.period_to or snapshots.last_day(data))
    content = contents.of_returned(data)
    return _add(scope, Kind.SNAPSHOT, about, content, space=Space.PARTNERSHIP, why=why, title=snapshots.title(data))


@transaction.atomic
def add_voice_theme(
    *, scope: Scope, about: About, text: str, data: dict[str, Any], space: str = Space.PARTNERSHIP, why: str = ""
) -> Item:
    """Keep what people said on a theme, frozen by the room of voices: `text` for readers, `data` as it was counted."""
    _may_add(scope, about, space)
    return _add(scope, Kind.VOICE, about, contents.of_theme(text, data), space=space, why=why)


@transaction.atomic
def add_theme(*, scope: Scope, about: About, theme: str, why: str = "", space: str = Space.PARTNERSHIP) -> Item:
    """Keep a voice theme as the readers of the space may hear of it today. It is called after the theme if not otherwise."""
    _may_add(scope, about, space, title_made=True)
    found = themes.source().frozen(scope, theme, space)
    content = contents.of_theme(found.text, found.data)
    return _add(scope, Kind.VOICE, about, content, space=space, why=why, title=found.title)


def _may_add(scope: Scope, about: About, space: str, *, title_made: bool = False) -> None:
    """Check everything that can be checked before bytes are kept."""
    scope.check(Permission.ADD_EVIDENCE)
    if space not in Space.values:
        raise InputError("Choose where it lies from the list.")
    if space not in spaces_for(scope):
        scope.check(Permission.USE_FORUM_SPACE)
    check_about(scope, about, standing=scope.organisation, title_made=title_made)


def _add(scope: Scope, kind: Kind, about: About, content: Content, *, space: str, why: str, title: str = "") -> Item:
    item = Item(
        partnership=scope.partnership,
        kind=kind,
        owner=scope.person,
        organisation=scope.organisation,
        changed_by=scope.person,
        space=space,
    )
    keeping.say(scope, item, about, title)
    item.save()
    keeping.speak_to(item, about.criteria)
    keeping.keep(scope, item, 1, content, why)
    tell(scope, item, "evidence added", after=said(item), why=why)
    return item
