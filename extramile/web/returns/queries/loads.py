"""Looking at loads: those of one's own partnership, for who may see returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from extramile.core.returns import describe
from extramile.core.rules import READING, Rule, rules
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.models import Load, RuleCount


def loads(scope: Scope) -> QuerySet[Load]:
    """Return the loads of the partnership, newest first."""
    scope.check(Permission.SEE_RETURNS)
    return Load.objects.filter(partnership=scope.partnership).select_related("made_by")


def asking(scope: Scope) -> Sequence[Load]:
    """Return the loads whose files wait for an answer, newest first."""
    return loads(scope).exclude(asks=Load.Asks.NOTHING).filter(taken_at=None).exclude(upload="")


def load(scope: Scope, load_id: int) -> Load | None:
    """Return a load of the partnership, or None."""
    scope.check(Permission.SEE_RETURNS)
    found = Load.objects.filter(partnership=scope.partnership, pk=load_id)
    return found.select_related("made_by", "compared_with", "taken_by").first()


def broke_off(found: Load) -> bool:
    """Say whether the job that should read a load, or read it again, has ended without it."""
    waits = found.state == Load.State.READING or found.again == Load.Again.READING
    return waits and Job.objects.filter(pk=found.job, state=Job.State.FAILED).exists()


def snapshot(found: Load) -> bytes:
    """Return the snapshot of a load. Raises store.DamagedError."""
    return snapshots.opened(found.snapshot)


@dataclass(frozen=True, slots=True)
class AboutRule:
    """What a snapshot says of a rule: how many problems there are, and why it was not run or not applicable."""

    many: int
    reason: str


def about_rule(data: bytes, rule: str) -> AboutRule:
    """Return what a snapshot says of a rule."""
    manifest = snapshots.manifest_of(data)
    return AboutRule(manifest["listed"].get(rule, 0), manifest["reasons"].get(rule, ""))


def rows_at(data: bytes, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Return the problems at some places of a snapshot, in that order."""
    return snapshots.rows_at(data, places)


def job_of(scope: Scope, load_id: int) -> UUID | None:
    """Return the job that reads a load of the partnership, or read it last."""
    scope.check(Permission.SEE_RETURNS)
    return Load.objects.filter(partnership=scope.partnership, pk=load_id).values_list("job", flat=True).first()


def counts(found: Load) -> Sequence[RuleCount]:
    """Return how each rule went."""
    return found.rules.all()


def count_of(found: Load, rule: str) -> RuleCount | None:
    """Return how one rule went, or None."""
    return found.rules.filter(rule=rule).first()


def tables(found: Load) -> list[tuple[str, int]]:
    """Return the tables by their titles, and how many rows each has."""
    described = describe(found.kind)
    return [(described.table(each.table).title, each.rows) for each in found.tables.all()]


def kind_title(kind: str) -> str:
    """Return what a return is called."""
    return describe(kind).title if kind else "Return"


def declared(kind: str) -> dict[str, Rule]:
    """Return the rules of a return by their names."""
    return {each.id: each for each in rules(kind)}


def title_of(name: str, known: dict[str, Any]) -> str:
    """Return what a rule says must be so."""
    return known[name].title if name in known else READING.get(name, name)


def refused(found: Load) -> dict[str, Any]:
    """Return why files could not be read, which may name what stands in them, and what can be chosen. Raises store.DamagedError."""
    return snapshots.manifest_of(snapshot(found))


def census(kind: str) -> bool:
    """Say whether a return has a day of its own, the census day of its year."""
    return bool(describe(kind).years) if kind else False
