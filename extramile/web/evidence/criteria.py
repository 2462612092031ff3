"""Criteria of the framework packs, as "<pack>:<criterion>"."""

from collections.abc import Iterable
from functools import cache

from extramile.core.frameworks import Criterion, Pack, packs
from extramile.core.vocabulary import InputError


def criterion_id(pack: Pack, criterion: Criterion) -> str:
    """Return the name of a criterion among those of all packs."""
    return f"{pack.id}:{criterion.id}"


@cache
def known() -> dict[str, tuple[Pack, Criterion]]:
    """Return every criterion of every pack by its name, newest pack first."""
    return {criterion_id(pack, each): (pack, each) for pack in reversed(packs()) for each in pack.all_criteria()}


def checked(criteria: Iterable[str]) -> list[str]:
    """Return criteria once each and in order. Raises InputError for one that no pack has."""
    chosen = sorted(set(criteria))
    unknown = [each for each in chosen if each not in known()]
    if unknown:
        raise InputError(f"No framework has the criterion “{unknown[0]}”.", next_step="Choose from the list.")
    return chosen


def of_pack(asked: str) -> list[str]:
    """Return the names of a pack's criteria; none if there is no such pack."""
    return [name for name, (pack, _) in known().items() if pack.id == asked]


def pack_choices() -> list[tuple[str, str]]:
    """Return each framework with its name, the newest first."""
    return list({pack.id: pack.name for pack, _ in known().values()}.items())


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the criteria of each framework, in words, the newest framework first."""
    return [(name, [(each, short(each)) for each in of_pack(pack)]) for pack, name in pack_choices()]


def newest_pack() -> str:
    """Return the id of the framework in force."""
    return packs()[-1].id


def short(name: str) -> str:
    """Return a criterion in words; its own name where its pack is gone."""
    found = known().get(name)
    return f"{found[1].id} {found[1].short}" if found and found[1].id != found[1].short else name


def in_words(name: str) -> str:
    """Return a criterion with its framework, in words."""
    found = known().get(name)
    return f"{short(name)}, {found[0].name}" if found else name
