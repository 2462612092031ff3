"""The invented evidence, added by those who would add it."""

from typing import Any

from extramile.core.frameworks import packs
from extramile.core.vocabulary import InputError
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import InventedItem
from extramile.web.demonstration.files import made
from extramile.web.evidence import actions


def plan(cast: Cast, items: tuple[InventedItem, ...]) -> None:
    """Note in the diary when each piece of evidence was added, replaced, released, withdrawn."""
    for item in items:
        cast.made["added", item.key] = item.ago
        cast.on(item.ago, _add, cast, item)
        if item.replaced:
            cast.on(item.replaced.ago, _replace, cast, item)
        if item.released:
            cast.on(item.released.ago, _release, cast, item)
        if item.withdrawn:
            cast.on(item.withdrawn.ago, _withdraw, cast, item)


def criteria(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return criteria as the evidence room names them."""
    homes = {each.id: f"{pack.id}:{each.id}" for pack in packs() for each in pack.all_criteria()}
    return tuple(homes[name] for name in names)


def _about(cast: Cast, item: InventedItem) -> actions.About:
    period = item.period
    return actions.About(
        title=item.title,
        sensitivity=item.sensitivity,
        criteria=criteria(item.criteria),
        dated=None if item.dated is None else cast.day(item.dated),
        period_from=cast.day(period[0]) if period else None,
        period_to=cast.day(period[1]) if period else None,
        expires=None if item.expires is None else cast.day(item.expires),
    )


def _add(cast: Cast, item: InventedItem) -> None:
    scope, about = cast.scope(item.by), _about(cast, item)
    if item.file:
        name, data = _file(cast, item, item.file, item.dated if item.dated is not None else item.ago)
        added = actions.add_file(scope=scope, about=about, file_name=name, data=data, space=item.space)
    elif item.address:
        added = actions.add_link(scope=scope, about=about, address=item.address, text=item.text, space=item.space)
    elif item.indicator:
        added = actions.add_snapshot(scope=scope, about=about, indicator=item.indicator, space=item.space)
    elif item.theme:
        added = actions.add_theme(scope=scope, about=about, theme=item.theme, space=item.space)
    else:
        added = actions.add_note(scope=scope, about=about, text=item.text, space=item.space)
    cast.made["item", item.key] = added


def _file(cast: Cast, item: InventedItem, file: Any, dated: int) -> tuple[str, bytes]:
    return made(file, title=item.title, body=cast.scope(item.by).organisation.name, dated=cast.day(dated))


def _replace(cast: Cast, item: InventedItem) -> None:
    change, found = item.replaced, cast.made["item", item.key]
    if change is None:
        return
    scope = cast.scope(change.by or item.by)
    if change.file:
        name, data = _file(cast, item, change.file, change.ago)
        actions.replace_file(scope=scope, item=found, file_name=name, data=data, why=change.why)
    elif change.address:
        actions.replace_link(scope=scope, item=found, address=change.address, text=change.text, why=change.why)
    else:
        actions.replace_note(scope=scope, item=found, text=change.text, why=change.why)


def _release(cast: Cast, item: InventedItem) -> None:
    change = item.released
    if change:
        scope = cast.scope(change.by or item.by)
        actions.release(scope=scope, item=cast.made["item", item.key], why=change.why)


def _withdraw(cast: Cast, item: InventedItem) -> None:
    change = item.withdrawn
    if change:
        actions.withdraw(scope=cast.scope(change.by or item.by), item=cast.made["item", item.key], why=change.why)


def added_ago(cast: Cast, key: str) -> int:
    """Return how many days ago a piece of evidence is added."""
    try:
        return cast.made["added", key]
    except KeyError:
        raise InputError(f"No evidence of the demonstration is called “{key}”.") from None


def item_of(cast: Cast, key: str) -> Any:
    """Return a piece of evidence that was added already."""
    return cast.made["item", key]
