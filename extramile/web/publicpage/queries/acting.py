"""Actions as everybody may read them: in the words, with the bodies, the day and the state with which they were released."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extramile.web.plans.models import Action


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action as it was released. `state` is one of `core.planning.ACTIVITY`; `bodies` are names."""

    words: str
    state: str
    due: date | None
    bodies: tuple[str, ...]


def entry(found: Action) -> dict[str, Any]:
    """Return what is kept of an action when it is released. What becomes of it later is shown once it is released too."""
    bodies = [each.name for each in (found.body, *found.others.all()) if each is not None]
    due = found.due.isoformat() if found.due else ""
    return {"id": found.pk, "words": found.words, "state": found.state, "due": due, "bodies": bodies}


def shown_action(told: Mapping[str, Any]) -> ShownAction:
    """Return an action as it was released."""
    due = date.fromisoformat(told["due"]) if told["due"] else None
    return ShownAction(told["words"], told["state"], due, tuple(told["bodies"]))
