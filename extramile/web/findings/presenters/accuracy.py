"""Words for the check of facts: a line, a table to take away, when comments are due."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import POINT, Due
from extramile.web.findings.models import AccuracyPoint, PointState

COLUMNS = ("Number", "Kind", "Place", "The draft says", "It should say", "Proof", "State", "Answer", "Answered on")
TONES = {
    PointState.OPEN: "info",
    PointState.ACCEPTED: "strength",
    PointState.PARTLY: "develop",
    PointState.NOT_ACCEPTED: "priority",
    PointState.WITHDRAWN: "quiet",
}


def row(found: AccuracyPoint) -> dict[str, Any]:
    """Return a point as a row of a table to take away."""
    return {
        "Number": found.number,
        "Kind": found.get_kind_display(),
        "Place": found.place,
        "The draft says": found.says,
        "It should say": found.should_say,
        "Proof": found.proof,
        "State": found.get_state_display(),
        "Answer": found.answer,
        "Answered on": date_format(found.answered_on, "j F Y") if found.answered_on else "",
    }


def line(found: AccuracyPoint) -> dict[str, Any]:
    """Return a point as the page shows it. An accepted one leads to what must now be changed."""
    taken = found.state in {PointState.ACCEPTED, PointState.PARTLY}
    return {"point": found, "tone": TONES[PointState(found.state)], "mend": taken}


def steps(found: AccuracyPoint) -> list[tuple[str, str]]:
    """Return the steps that can be taken now."""
    return [(each.id, each.words) for each in POINT.open_steps(found.state)]


def due_line(due: Due | None) -> dict[str, Any]:
    """Return when comments are due, or why that is not known."""
    if due is None:
        return {"words": "This framework has no rule for when comments are due.", "late": False, "unverified": False}
    if due.day is None:
        return {"words": due.missing or f"Due {due.rule}.", "late": False, "unverified": due.unverified}
    words = f"Due {date_format(due.day, 'j F Y')}: {due.rule}."
    return {"words": words, "late": due.day < timezone.localdate(), "unverified": due.unverified}
