"""Words for what a board is asked and what it decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from extramile.web.plans.models import BoardDecision
from extramile.web.plans.presenters.saying import day, days_from, moment


def row(found: BoardDecision, today: date) -> dict[str, Any]:
    """Return a question to the board with what became of it."""
    open_still = not found.decided_on and not found.dropped_why
    state = "Waits for the board" if open_still else "Decided" if found.decided_on else "Need not be decided any more"
    wanted = f"{day(found.wanted_by)}" if found.wanted_by else ""
    return {
        "id": found.pk,
        "number": found.number,
        "asked": found.asked,
        "why": found.why,
        "state": state,
        "tone": "develop" if open_still else "strength" if found.decided_on else "quiet",
        "open": open_still,
        "wanted_by": f"{wanted}, {days_from(today, found.wanted_by)}" if wanted and open_still else wanted,
        "late": bool(open_still and found.wanted_by and found.wanted_by < today),
        "decided": found.decided,
        "decided_on": day(found.decided_on) if found.decided_on else "",
        "decided_by": found.decided_by,
        "decided_why": found.decided_why,
        "reworded": found.revision > 1 and open_still,
        "dropped": found.dropped_why,
        "action": {"id": found.action.pk, "words": found.action.words} if found.action else None,
        "made": f"{found.made_by.name}, {moment(found.made_at)}",
    }


def log(found: Iterable[BoardDecision], today: date) -> list[dict[str, Any]]:
    """Return every question: what waits first, the first wanted first; then what was decided or withdrawn, the newest first."""
    rows = list(found)
    waiting = [each for each in rows if not each.decided_on and not each.dropped_why]
    settled = [each for each in rows if each not in waiting]
    waiting.sort(key=lambda each: (each.wanted_by or date.max, each.number))
    settled.sort(key=lambda each: (each.decided_on or date.min, each.number), reverse=True)
    return [row(each, today) for each in (*waiting, *settled)]
