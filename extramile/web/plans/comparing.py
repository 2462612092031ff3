"""What somebody wants to change, beside what stands there now and what stood there when they read it.

Three values of each field decide: what this person did not touch is no difference, whatever became of it; what only they
changed is a difference; what somebody else changed meanwhile to something else is told, and never overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extramile.web.plans.models import Action, Change
from extramile.web.plans.sheets import kept_of, same

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of an action: `base` is what they read, None if nobody knows; `mine` what they made of it."""

    action: Action
    base: Mapping[str, Any] | None
    mine: Mapping[str, Any]
    why: str
    # The row of the sheet, 0 without one.
    row: int = 0


def entry(wish: Wish, newest: Change | None = None) -> Entry | None:
    """Return what a wish would change and what it meets, as a sheet keeps it; None if it changes nothing.

    `newest` is the last change of the action, by whom a conflict is told.
    """
    now = kept_of(wish.action)
    changes, met = [], []
    for name, mine in wish.mine.items():
        # Without knowing what was read, anything else than what stands there may be somebody's work.
        base = wish.base.get(name) if wish.base is not None else None
        touched = wish.base is None or not same(name, mine, base)
        if not touched or same(name, mine, now[name]):
            continue
        if wish.base is not None and same(name, base, now[name]):
            changes.append({"field": name, "before": now[name], "after": mine})
        else:
            met.append({"field": name, "base": base, "theirs": now[name], "mine": mine})
    if not changes and not met:
        return None
    return {
        "row": wish.row,
        "action": wish.action.pk,
        "seen": wish.action.revision,
        "why": wish.why,
        "changes": changes,
        "met": met,
        "who": newest.by.name if newest and met else "",
        "when": newest.at.isoformat() if newest and met else "",
    }
