"""Packs from files: the bundled ones, or one from anywhere. A new framework is a file; no code changes."""

from collections import Counter
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from extramile.core.definitions import folder, read
from extramile.core.frameworks.framework import Pack
from extramile.core.frameworks.references import mistakes
from extramile.core.vocabulary import InputError, NotFoundError

NEXT_STEP = "Mend the file and try again."


def load_pack(path: Path) -> Pack:
    """Read one pack and check that its parts fit together.

    Raises InputError naming the file, each field that is wrong and what is wrong with it.
    """
    found = read(path, Pack)
    wrong = "; ".join(mistakes(found))
    if wrong:
        raise InputError(f"{wrong}.", where=path.name, next_step=NEXT_STEP)
    return found


def load_packs(where: Path) -> tuple[Pack, ...]:
    """Read every pack of a folder, by file name. Raises InputError where one is wrong or two share an id."""
    found = tuple(load_pack(path) for path in sorted(where.glob("*.yaml")))
    for name, count in Counter(pack.id for pack in found).items():
        if count > 1:
            message = f"two packs have the id “{name}”."
            raise InputError(message, where=str(where), next_step="Give each its own.")
    return found


@cache
def packs() -> tuple[Pack, ...]:
    """Return the bundled packs, oldest first; read once."""
    return tuple(sorted(load_packs(folder() / "frameworks"), key=lambda pack: pack.in_force.since))


def pack(asked: str) -> Pack:
    """Return the bundled pack with this id. Raises NotFoundError with the nearest."""
    by_id = {each.id: each for each in packs()}
    if asked not in by_id:
        raise NotFoundError("framework pack", asked, get_close_matches(asked, by_id, n=3))
    return by_id[asked]
