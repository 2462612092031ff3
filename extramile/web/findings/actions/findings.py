"""Writing findings. The second of two people who save the same finding is shown what the first changed.

The audit trail names a finding by its number and never holds its words: those who read the trail may not read these yet.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from extramile.core.inspecting import CHANGEABLE
from extramile.core.vocabulary import InputError
from extramile.web.findings import finding_texts
from extramile.web.findings.meeting import Said, Standing, check_met
from extramile.web.findings.models import Finding, FindingText
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries.access import check_write
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope


def name_of(found: Finding) -> str:
    """Return how the trail calls a finding: without its words."""
    return f"Finding {found.pk}"


def open_to_writing(scope: Scope, inspection: Inspection) -> Inspection:
    """Return the inspection, locked, if findings can still be written here by this person."""
    locked = taken(scope, inspection)
    check_write(scope, locked)
    if not embargo.holds(locked):
        raise InputError(
            "These findings were published.", next_step="A lead can correct the words of one, with a reason."
        )
    return locked


def checked(scope: Scope, inspection: Inspection, given: Mapping[str, Any], rests_on: int | None = None) -> Said:
    """Return what is said, if it can be said here; `rests_on` is the note beside it, which this person may not see."""
    said = finding_texts.clean(given)
    required(said["words"], "Enter the finding in words.")
    if said["kind"] not in {each.id for each in queries.kinds(inspection)}:
        raise InputError("Choose the kind of finding from the list.")
    known = {each.id for each in framework_of(inspection).all_criteria()}
    if unknown := [each for each in said["criteria"] if each not in known]:
        raise InputError(f"The framework has no criterion {', '.join(unknown)}.", next_step="Choose from the list.")
    partners = set(queries.bodies(inspection).values_list("pk", flat=True))
    if not partners.issuperset(said["responsible"]):
        raise InputError("Those who must act are organisations of this partnership.", next_step="Choose from the list.")
    notes = set(queries.notes(scope, inspection).values_list("pk", flat=True))
    if said["note_id"] is None and rests_on not in notes:
        # Nobody takes away what they do not see.
        said["note_id"] = rests_on
    sessions = queries.sessions(inspection)
    if said["note_id"] not in {None, rests_on, *notes} or (
        said["session_id"] and not sessions.filter(pk=said["session_id"]).exists()
    ):
        raise InputError("What the finding rests on is not of this inspection.", next_step="Choose from the list.")
    return said


def keep_text(scope: Scope, found: Finding, said: Said, why: str = "") -> None:
    """Keep what was saved, as a revision of its own."""
    FindingText.objects.create(finding=found, revision=found.revision, by=scope.person, why=why, **said)


@transaction.atomic
def make_finding(
    *,
    scope: Scope,
    inspection: Inspection,
    kind: str,
    words: str,
    criteria: Any = (),
    responsible: Any = (),
    note_id: int | None = None,
    session_id: int | None = None,
    source: str = "",
    page: int | None = None,
) -> Finding:
    """Write a finding, as a draft: of one's own, from a note or a session, or from a report that was read (`source`)."""
    locked = open_to_writing(scope, inspection)
    given = {"kind": kind, "words": words, "criteria": criteria, "responsible": responsible}
    said = checked(scope, locked, {**given, "note_id": note_id, "session_id": session_id})
    found = Finding(
        inspection=locked,
        kind=said["kind"],
        words=said["words"],
        criteria=said["criteria"],
        note_id=said["note_id"],
        session_id=said["session_id"],
        position=(locked.findings.aggregate(last=Max("position"))["last"] or 0) + 1,
        source=source,
        page=page,
        author=scope.person,
        written_by=scope.person,
    )
    found.save()
    found.responsible.set(said["responsible"])
    keep_text(scope, found, said)
    tell(scope, "finding written", "finding", found, name_of(found), after={"inspection": locked.pk})
    return found


@transaction.atomic
def change_finding(*, scope: Scope, finding: Finding, said: Mapping[str, Any], seen: int) -> Finding:
    """Save what a finding says, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError."""
    locked = open_to_writing(scope, finding.inspection)
    found = Finding.objects.select_for_update().get(pk=finding.pk, inspection=locked)
    if found.state not in CHANGEABLE:
        raise InputError(
            f"This finding is {found.get_state_display().lower()}; its words stand as they are.",
            next_step="Take it back or open it again first, on its page.",
        )
    theirs = finding_texts.said_in(found)
    base = queries.text_at(found, seen)
    if base is None:
        raise InputError("The page does not say which text you read.", next_step="Load it again, then save.")
    before = finding_texts.said_then(base)
    # A note that this person does not see stays beside it.
    mine = checked(scope, locked, said, before["note_id"])
    check_met(Standing("finding", finding_texts.LABELS, found.revision), before, theirs, mine)
    if mine == theirs:
        return found
    for name in ("kind", "words", "criteria", "note_id", "session_id"):
        setattr(found, name, mine[name])
    found.responsible.set(mine["responsible"])
    found.revision += 1
    found.written_by = scope.person
    found.save()
    keep_text(scope, found, mine)
    tell(scope, "finding changed", "finding", found, name_of(found), after={"revision": found.revision})
    return found


@transaction.atomic
def move_finding(*, scope: Scope, finding: Finding, up: bool) -> None:
    """Put a finding before or behind its neighbour of the same kind. At the end of the list nothing happens."""
    locked = open_to_writing(scope, finding.inspection)
    rows = [each for each in queries.findings(scope, locked) if each.kind == finding.kind]
    ids = [each.pk for each in rows]
    if finding.pk not in ids:
        raise InputError("This finding was dropped.", next_step="Take it up again first.")
    here = ids.index(finding.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ids):
        return
    places = sorted(each.position for each in rows)
    # Where two stand on one place, each gets its own.
    places = [max(place, places[0] + number) for number, place in enumerate(places)]
    ids[here], ids[there] = ids[there], ids[here]
    for own, place in zip(ids, places, strict=True):
        Finding.objects.filter(pk=own).update(position=place)
    tell(scope, "finding moved", "finding", finding, name_of(finding), after={"up": up})
