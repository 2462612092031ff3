"""Versions and their differences in words."""

from dataclasses import dataclass
from typing import Any

from extramile.web.selfevaluation.models import Version
from extramile.web.selfevaluation.presenters.differences import TextChange, changes
from extramile.web.selfevaluation.presenters.evaluations import day
from extramile.web.selfevaluation.queries.versions import ClaimDifference


@dataclass(frozen=True, slots=True)
class SignRow:
    """A signature."""

    id: int
    words: str
    stands: bool
    own: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in a list."""

    number: int
    words: str
    note: str
    claims: int
    current: bool
    fingerprint: str
    signed: tuple[SignRow, ...]


def version_row(found: Version, organisation_id: int) -> VersionRow:
    """Return a version in words."""
    return VersionRow(
        number=found.number,
        words=f"frozen {day(found.made_at)} by {found.made_by.name}",
        note=found.note,
        claims=len(found.content["claims"]),
        current=found.revision == found.evaluation.revision,
        fingerprint=found.sha256[:12],
        signed=tuple(
            SignRow(
                each.pk,
                f"{each.organisation.name}: {each.person.name}, {day(each.at)}"
                + (
                    f". No longer stands since {day(each.withdrawn_at)}: {each.withdrawn_why}"
                    if each.withdrawn_at
                    else ""
                ),
                each.withdrawn_at is None,
                each.organisation_id == organisation_id and each.withdrawn_at is None,
            )
            for each in found.sign_offs.all()
        ),
    )


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A claim that differs between two versions."""

    criterion: str
    what: str
    tone: str
    judgement: str
    changes: list[TextChange]
    quotes: tuple[str, ...]


def difference_row(found: ClaimDifference) -> DifferenceRow:
    """Return what became of a claim, word by word."""
    claim: Any = found.after or found.before
    what, tone = ("Changed", "info") if found.before and found.after else ("New", "strength")
    if found.after is None:
        what, tone = "Taken out", "priority"
    before = found.before["texts"] if found.before else {}
    after = found.after["texts"] if found.after else {}
    old = [each["words"] for each in found.before["quotes"]] if found.before else []
    new = [each["words"] for each in found.after["quotes"]] if found.after else []
    quotes = [f"Voice added: “{words}”" for words in new if words not in old]
    quotes += [f"Voice taken away: “{words}”" for words in old if words not in new and found.after]
    return DifferenceRow(
        found.criterion,
        what,
        tone,
        claim["texts"]["judgement"],
        changes(before, after) if found.before and found.after else [],
        tuple(quotes),
    )
