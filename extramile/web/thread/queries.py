"""What the pages of the thread ask. Whoever reads something under embargo is noted where the room notes it."""

from collections import defaultdict
from collections.abc import Iterable

from extramile.web.partnerships.scope import Scope
from extramile.web.thread.things import Ends, Key, Lesson, Sort, Thing, kinds, sorts
from extramile.web.thread.walking import Thread, existing, thread

__all__ = ["Thread", "lesson", "loose_ends", "opened", "teaches", "thread"]


def loose_ends(scope: Scope, name: str = "") -> list[tuple[Sort, Ends]]:
    """Return the sorts of loose end that this person may know of, or the one of this name, each with what was found."""
    wanted = [each for each in sorts() if scope.can(each.permission) and name in ("", each.name)]
    return [(each, each.ends(scope)) for each in wanted]


def opened(scope: Scope, keys: Iterable[Key]) -> None:
    """Tell the rooms that a person reads these things."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, thing_id in keys:
        by_kind[kind].append(thing_id)
    for name, ids in by_kind.items():
        note = kinds()[name].opened
        if note is not None:
            note(scope, ids)


def lesson(scope: Scope, kind: str, thing_id: str) -> tuple[Thing, Lesson] | None:
    """Return a thing with what of it may be learnt from others, or None: then it does not exist, or teaches nothing."""
    here = existing(scope, [(kind, thing_id)]).get((kind, thing_id))
    ask = kinds()[kind].lesson if here else None
    found = ask(scope, thing_id) if ask else None
    return (here, found) if here and found else None


def teaches(kind: str) -> bool:
    """Say whether others can be asked what became of things of this kind."""
    return kinds()[kind].lesson is not None
