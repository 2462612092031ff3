"""What is said in a finding, now and at each time that somebody saved it."""

from collections.abc import Mapping
from typing import Any

from extramile.web.findings.meeting import Said
from extramile.web.findings.models import Finding, FindingText

LABELS = {
    "kind": "Kind",
    "words": "Finding",
    "criteria": "Criteria",
    "responsible": "Who must act",
    "session_id": "Session",
    "note_id": "Note",
}


def said_in(found: Finding) -> Said:
    """Return what a finding says now, and what it rests on beside evidence."""
    return {
        "kind": found.kind,
        "words": found.words,
        "criteria": sorted(found.criteria),
        "responsible": sorted(found.responsible.values_list("pk", flat=True)),
        "session_id": found.session_id,
        "note_id": found.note_id,
    }


def said_then(text: FindingText) -> Said:
    """Return what it said at a revision."""
    lists = {"criteria": sorted(text.criteria), "responsible": sorted(text.responsible)}
    return {"kind": text.kind, "words": text.words, **lists, "session_id": text.session_id, "note_id": text.note_id}


def clean(given: Mapping[str, Any]) -> Said:
    """Return what was said, with the line ends, spaces and order that we keep."""
    return {
        "kind": str(given.get("kind") or ""),
        "words": str(given.get("words") or "").replace("\r\n", "\n").strip(),
        "criteria": sorted({str(each) for each in given.get("criteria") or ()}),
        "responsible": sorted({int(each) for each in given.get("responsible") or ()}),
        "session_id": given.get("session_id") or None,
        "note_id": given.get("note_id") or None,
    }
