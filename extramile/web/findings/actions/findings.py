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
from extramile.web.findings.models import Finding, FindingText
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries.access import check_write
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope


class ChangedMeanwhileError(Exception):
    """Somebody saved this finding after the person had read it. Nothing was overwritten; `met` says what changed.

    No InputError: a sentence alone is no answer to it. The page must show both.
    """

    def __init__(self, found: Finding, met: tuple[finding_texts.Met, ...], proposal: finding_texts.Said) -> None:
        self.finding, self.met, self.proposal = found, met, proposal
        super().__init__("Somebody changed this finding while you wrote. See what they changed, then save again.")


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


def checked(inspection: Inspection, given: Mapping[str, Any]) -> finding_texts.Said:
    """Return what is said, if it can be said here."""
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
    return said


def keep_text(scope: Scope, found: Finding, said: finding_texts.Said, why: str = "") -> None:
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
    said = checked(locked, {"kind": kind, "words": words, "criteria": criteria, "responsible": responsible})
    found = Finding(
        inspection=locked,
        kind=said["kind"],
        words=said["words"],
        criteria=said["criteria"],
        position=(locked.findings.aggregate(last=Max("position"))["last"] or 0) + 1,
        source=source,
        page=page,
        author=scope.person,
        written_by=scope.person,
    )
    _rests_on(scope, found, note_id, session_id)
    found.save()
    found.responsible.set(said["responsible"])
    keep_text(scope, found, said)
    tell(scope, "finding written", "finding", found, name_of(found), after={"inspection": locked.pk})
    return found


def _rests_on(scope: Scope, found: Finding, note_id: int | None, session_id: int | None) -> None:
    found.note = queries.notes(scope, found.inspection).filter(pk=note_id).first() if note_id else None
    found.session = queries.sessions(found.inspection).filter(pk=session_id).first() if session_id else None
    if (note_id and found.note is None) or (session_id and found.session is None):
        raise InputError("What the finding rests on is not of this inspection.", next_step="Choose from the list.")


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
    mine, theirs = checked(locked, said), finding_texts.said_in(found)
    if seen != found.revision:
        base = queries.text_at(found, seen)
        before = finding_texts.said_then(base) if base else theirs
        met = finding_texts.meet(before, theirs, mine)
        # Saving what has become of it anyway is no conflict.
        if any(each.mine != each.theirs for each in met) or not base:
            raise ChangedMeanwhileError(found, met, finding_texts.together(before, theirs, mine))
    if mine == theirs:
        return found
    found.kind, found.words, found.criteria = mine["kind"], mine["words"], mine["criteria"]
    found.responsible.set(mine["responsible"])
    found.revision += 1
    found.written_by = scope.person
    found.save()
    keep_text(scope, found, mine)
    tell(scope, "finding changed", "finding", found, name_of(found), after={"revision": found.revision})
    return found


@transaction.atomic
def set_grounds(*, scope: Scope, finding: Finding, note_id: int | None, session_id: int | None) -> None:
    """Say from which note and which session a finding comes."""
    locked = open_to_writing(scope, finding.inspection)
    found = Finding.objects.select_for_update().get(pk=finding.pk, inspection=locked)
    # A note that this person does not see stays beside it.
    if not queries.notes(scope, locked).exists():
        note_id = found.note_id if note_id is None else note_id
        kept = found.note
        _rests_on(scope, found, None, session_id)
        found.note = kept
    else:
        _rests_on(scope, found, note_id, session_id)
    found.save(update_fields=["note", "session"])
    after = {"note": found.note_id, "session": found.session_id}
    tell(scope, "grounds of a finding changed", "finding", found, name_of(found), after=after)


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
