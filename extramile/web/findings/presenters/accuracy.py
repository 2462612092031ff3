"""Words for the check of facts: a line, a table to take away, when comments are due."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import POINT, Due
from extramile.web.findings.actions.accuracy import LABELS, said_in
from extramile.web.findings.models import AccuracyPoint, Finding, PointKind, PointState, PointText
from extramile.web.findings.presenters.meeting import Shown
from extramile.web.findings.presenters.meeting import told as told_of

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


def shown_with(findings: Iterable[Finding]) -> Shown:
    """Return how what a point says is shown; `findings` are those that this person may know."""
    known = {each.pk: each.words[:90] for each in findings}

    def shown(name: str, value: Any) -> str:
        if name == "kind":
            return dict(PointKind.choices).get(value, "")
        if name == "finding_id":
            return known.get(value, "one that you may not see") if value else "none"
        return str(value)

    return shown


def history(texts: Iterable[PointText], shown: Shown) -> list[dict[str, Any]]:
    """Return what became of a point, oldest first: each saved text with what it changed, each answer with its words."""
    rows, before = [], None
    for each in texts:
        stepped = before is not None and each.state != before
        what = each.get_state_display() if stepped else "Made" if before is None else "Changed"
        rows.append((each, what))
        before = each.state
    labels = {**LABELS, "answer": "Answer"}
    return told_of(((each, what, {**said_in(each), "answer": each.answer}) for each, what in rows), labels, shown)
