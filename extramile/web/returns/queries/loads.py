"""Looking at loads: those of one's own partnership, for who may see returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from extramile.core.returns import describe
from extramile.core.rules import READING, Rule, empty_column, rules
from extramile.core.rules import beside as beside_of
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.children import Children
from extramile.web.returns.children import tables as child_tables
from extramile.web.returns.models import Load, LoadedTable, Release, RuleCount
from extramile.web.returns.records import Record, named, record_of

# So long a load that was refused stands among the others.
REFUSED_SHOWN = timedelta(days=7)


def loads(scope: Scope) -> QuerySet[Load]:
    """Return the loads of the partnership, newest first."""
    scope.check(Permission.SEE_RETURNS)
    return Load.objects.filter(partnership=scope.partnership).select_related("made_by")


def listed(scope: Scope, now: datetime) -> tuple[QuerySet[Load], QuerySet[Load]]:
    """Return the loads that are looked at, and those that are over: deleted, or refused more than a week ago. Newest first."""
    over = Q(state=Load.State.DELETED) | Q(state=Load.State.REFUSED, made_at__lt=now - REFUSED_SHOWN)
    return loads(scope).exclude(over), loads(scope).filter(over)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a load holds and what was found in it: rows of its first tables, each a child, in how many tables; errors, queries."""

    rows: int
    tables: int
    errors: int
    queries: int


def numbers(found: Sequence[Load]) -> dict[int, Numbers]:
    """Return what checked loads hold, by their ids."""
    checked = {each.pk: each for each in found if each.state == Load.State.CHECKED}
    first = {kind: set(child_tables(describe(kind))) for kind in {each.kind for each in checked.values()}}
    rows: dict[int, list[int]] = {pk: [] for pk in checked}
    for load_id, table, many in LoadedTable.objects.filter(load__in=checked).values_list("load", "table", "rows"):
        if table in first[checked[load_id].kind]:
            rows[load_id].append(many)
    failed = RuleCount.objects.filter(load__in=checked, state="failed").values_list("load", "severity")
    many_of = {(pk, severity): many for pk, severity, many in failed.annotate(Sum("failures")).order_by()}
    return {
        pk: Numbers(sum(several), len(several), many_of.get((pk, "error"), 0), many_of.get((pk, "query"), 0))
        for pk, several in rows.items()
    }


def same_files(found: Load) -> list[int]:
    """Return the other loads of the same return that were read of the same files, the newest first."""
    others = Load.objects.filter(partnership=found.partnership_id, kind=found.kind, year=found.year)
    rows = others.filter(state=Load.State.CHECKED).exclude(pk=found.pk).order_by("-pk").values_list("pk", "sources")
    return [pk for pk, sources in rows if sources and sorted(sources) == sorted(found.sources)]


def released_from(found: Load) -> Sequence[Release]:
    """Return what was released from a load, the newest first, without contents; what was taken back, too."""
    return Release.objects.filter(load=found).select_related("taken_back").defer("content")


def asking(scope: Scope) -> Sequence[Load]:
    """Return the loads that wait for an answer, newest first.

    One that asks what headings are, or whether it is whole, does not stand before it is taken, so that it waits on once its
    files are deleted.
    """
    waits = ~Q(upload="") | Q(asks__in=Load.ASKS_FIRST, state=Load.State.CHECKED)
    return loads(scope).exclude(asks=Load.Asks.NOTHING).filter(waits, taken_at=None)


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


def record(found: Load, data: bytes, rule: str, problem: Mapping[str, Any]) -> Record | None:
    """Return the row that a problem is about, with what its rule reads beside it; None where there is no such row."""
    return record_of(data, found.kind, found.year, problem, declared(found.kind).get(rule))


def read_beside(found: Load, rule: str) -> dict[str, list[str]]:
    """Return, for each field that problems of a rule name, what the values beside it are called."""
    known, described = declared(found.kind).get(rule), describe(found.kind)
    if known is None:
        return {}
    table = described.table(known.table)
    return {
        table.column(field).label: named(items, described)
        for field, items in beside_of(known, described, found.year).items()
        if field and table.has(field)
    }


def rows_at(data: bytes, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Return the problems at some places of a snapshot, in that order."""
    return snapshots.rows_at(data, places)


def place_word(found: Load) -> str:
    """Return what a place in the files of a load is called: "line" of XML, "row" of anything else. Raises store.DamagedError."""
    return "line" if snapshots.manifest_of(snapshot(found)).get("by_line") else "row"


def job_of(scope: Scope, load_id: int) -> UUID | None:
    """Return the job that reads a load of the partnership, or read it last."""
    scope.check(Permission.SEE_RETURNS)
    return Load.objects.filter(partnership=scope.partnership, pk=load_id).values_list("job", flat=True).first()


@dataclass(frozen=True, slots=True)
class Beside:
    """A load beside the one before it: how many problems are new, gone and the same, and of how many rules nobody can say.

    `untold` are problems of children without a number, of which nobody can tell; `away` were those of children who are not in
    this load.
    """

    new: int
    gone: int
    same: int
    untold: int
    rules_not_compared: int
    away: int


def beside(found: Load, data: bytes) -> Beside | None:
    """Return how a load stands beside the one before it, or None where there was none."""
    if found.compared_with_id is None:
        return None
    away = sum(map(len, snapshots.compared_of(data)["away"].values()))
    rows = list(found.rules.all())
    told = [each for each in rows if each.new is not None]
    numbers = (sum(getattr(each, name) or 0 for each in told) for name in ("new", "gone", "same", "untold"))
    return Beside(
        *numbers, len([each for each in rows if each.new is None and each.state in {"failed", "not run"}]), away
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """Places of problems in the load before that are gone, rule by rule; `away` are those whose children are not in this load."""

    gone: list[tuple[str, int]]
    away: list[tuple[str, int]]


def gone_places(data: bytes, before: Load | None) -> Gone | None:
    """Return where the problems stand in the load before that are not in this one; None where nobody can look there any more."""
    known = snapshots.compared_of(data)
    if before is None or not before.snapshot or known["with"] != before.snapshot:
        return None
    parts = ([(rule, place) for rule, several in known[name].items() for place in several] for name in ("gone", "away"))
    return Gone(*parts)


def children(found: Load, data: bytes) -> Children | None:
    """Return how many children of a load are in the one before it; None where there was none, or nobody counted them."""
    known = snapshots.compared_of(data).get("children")
    return Children(**known) if known and found.compared_with_id else None


def counts(found: Load) -> Sequence[RuleCount]:
    """Return how each rule went."""
    return found.rules.all()


def count_of(found: Load, rule: str) -> RuleCount | None:
    """Return how one rule went, or None."""
    return found.rules.filter(rule=rule).first()


def empty_columns(found: Load) -> dict[str, str]:
    """Return, for each rule that failed because a column is empty in every row, that it is, in a sentence."""
    known, described = declared(found.kind), describe(found.kind)
    said = {
        each.rule: empty_column(known[each.rule], described, each.failures, each.judged)
        for each in found.rules.filter(state="failed", failures=F("judged"))
        if each.rule in known and each.judged
    }
    return {rule: words for rule, words in said.items() if words}


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
