"""Looking at the measures of a load: raw, for who may see returns."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from extramile.core.clock import CLOCKED, Case
from extramile.core.measures import Group, Measure, measured_returns, measures
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import measured
from extramile.web.returns.measured import Figures
from extramile.web.returns.models import Load, Measured

# So many returns of earlier years lengthen the series of a measure.
MOST_EARLIER = 3


def measured_of(found: Load) -> Measured | None:
    """Return what is known of the measures of a load, whether they are there or not."""
    return Measured.objects.filter(load=found).first()


def stands(found: Load) -> str:
    """Return how the measures of a load stand: "none" (there are none of this return), "waiting", "broken" or "there"."""
    if found.state != Load.State.CHECKED or found.kind not in measured_returns():
        return "none"
    known = measured_of(found)
    if known is not None and _is_there(known, found):
        return "there"
    if known is None:
        return "broken"
    if Job.objects.filter(pk=known.job, state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
        return "waiting"
    # The job is over. Asked once more, because it may have ended between the two looks.
    known.refresh_from_db()
    return "there" if _is_there(known, found) else "broken"


def _is_there(known: Measured, found: Load) -> bool:
    return known.made_at is not None and known.snapshot == found.snapshot


def is_stale(found: Load) -> bool:
    """Say whether the declarations changed since the measures of a load were worked out."""
    known = measured_of(found)
    return known is not None and known.made_at is not None and known.declared != measured.declared_hash(found.kind)


def is_uncounted(found: Load, known: Figures) -> bool:
    """Say whether a load has cases of the clock and nobody counted what is not known of them: an earlier version sealed it."""
    return found.kind in CLOCKED and None in (known.untold, known.unlinked, known.gaps)


def figures(scope: Scope, found: Load) -> Figures | None:
    """Return the raw figures of a load, if they are there. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = measured_of(found)
    return measured.figures_of(known.sealed) if known and _is_there(known, found) else None


def before(scope: Scope, found: Load) -> tuple[Load, Figures] | None:
    """Return the load before this one of the same return and year, with its figures; the first of a year has that of another."""
    rows = _measured(scope, found).filter(pk__lt=found.pk).order_by("-pk")
    last = rows.filter(year=found.year).first() or rows.first()
    return (last, measured.figures_of(last.measured.sealed)) if last else None


def earlier(scope: Scope, found: Load) -> list[tuple[Load, Figures]]:
    """Return the newest load of each earlier year, the latest year first: they lengthen the series of a measure."""
    scope.check(Permission.SEE_RETURNS)
    return _earlier(found)


def _earlier(found: Load) -> list[tuple[Load, Figures]]:
    if found.year is None:
        return []
    newest: dict[int, Load] = {}
    for each in _measured_like(found).filter(year__lt=found.year).order_by("-pk"):
        newest.setdefault(each.year or 0, each)
    chosen = sorted(newest.items(), reverse=True)[:MOST_EARLIER]
    return [(each, measured.figures_of(each.measured.sealed)) for _, each in chosen]


def raw_of(found: Load) -> tuple[Figures, list[tuple[Load, Figures]]] | None:
    """Return the raw figures of a load and those that lengthen its series, for what shows none of them to anybody.

    None where they are not there. Raises store.DamagedError.
    """
    known = measured_of(found)
    return (measured.figures_of(known.sealed), _earlier(found)) if known and _is_there(known, found) else None


def _measured(scope: Scope, found: Load) -> QuerySet[Load]:
    scope.check(Permission.SEE_RETURNS)
    return _measured_like(found).filter(partnership=scope.partnership)


def _measured_like(found: Load) -> QuerySet[Load]:
    rows = Load.objects.filter(partnership=found.partnership_id, kind=found.kind).standing()
    return rows.filter(measured__made_at__isnull=False, measured__snapshot=F("snapshot")).select_related("measured")


def newest(scope: Scope) -> Load | None:
    """Return the newest load with a worklist; one that asks what headings are only where there is no other."""
    scope.check(Permission.SEE_RETURNS)
    rows = Load.objects.filter(partnership=scope.partnership, state=Load.State.CHECKED, kind__in=CLOCKED).order_by(
        "-pk"
    )
    rows = rows.filter(measured__made_at__isnull=False, measured__snapshot=F("snapshot"))
    return rows.standing().first() or rows.first()


def declared(kind: str, name: str) -> Measure | None:
    """Return a measure of a return by its name, or None."""
    return measured.declared(kind).get(name) if kind in measured_returns() else None


def groups(kind: str) -> dict[str, Group]:
    """Return the ways to part the measures of a return."""
    return measures(kind).groups


def kept(kind: str) -> str:
    """Return why figures of a return are not released; "" where they can be."""
    return measures(kind).kept


def has_cases(found: Load) -> bool:
    """Say whether a load has cases of the statutory clock: it is a return that it runs in, and its measures are there."""
    return found.kind in CLOCKED and stands(found) == "there"


def rows(scope: Scope, found: Load, name: str) -> Sequence[tuple[int, str, bool | None]]:
    """Return the rows behind a measure. They are personal data. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = measured_of(found)
    return measured.rows_of(known.sealed, name) if known and known.made_at else []


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that a measure leaves out as exceptions, and the measure that has them, with what decided how they stand there."""

    measure: Measure
    rows: Sequence[tuple[int, str, bool | None]]
    decided: measured.Decided


def left_out(scope: Scope, found: Load, name: str) -> LeftOut | None:
    """Return the rows that a measure leaves out as exceptions; None of one that leaves out none. Raises store.DamagedError."""
    other = declared(found.kind, f"{name}-all")
    if other is None:
        return None
    known, every = decided(scope, found, other.id), rows(scope, found, other.id)
    mine = {row for row, _, _ in rows(scope, found, name)}
    places = [place for place, (row, _, _) in enumerate(every) if row not in mine]
    values = [known.rows[place] for place in places] if known.rows else []
    return LeftOut(other, [every[place] for place in places], measured.Decided(known.names, values))


def decided(scope: Scope, found: Load, name: str) -> measured.Decided:
    """Return what decided the rows behind a measure. It is personal data. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = measured_of(found)
    return measured.decided_by(known.sealed, name) if known and known.made_at else measured.Decided([], [])


def cases(scope: Scope, found: Load) -> list[Case]:
    """Return the cases of the statutory clock. They are personal data. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = measured_of(found)
    return measured.sealed_cases(known.sealed) if known and known.made_at else []
