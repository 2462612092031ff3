"""Problems, the marked workbook, rows of a measure and the worklist, read or taken away: told in the trail before they leave."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from extramile.core.clock import Work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load
from extramile.web.returns.queries import figures, worklist


@transaction.atomic
def taken_rows(*, scope: Scope, load: Load) -> list[dict[str, Any]]:
    """Return every problem of a load. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    rows = snapshots.rows_of(snapshots.opened(load.snapshot))
    tell(scope.person, load, "problems of a return downloaded", {"form": "csv"})
    return rows


@transaction.atomic
def taken_workbook(*, scope: Scope, load: Load) -> bytes:
    """Return the workbook of a load. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    data = snapshots.workbook_of(snapshots.opened(load.snapshot))
    tell(scope.person, load, "problems of a return downloaded", {"form": "xlsx"})
    return data


@transaction.atomic
def read_rows(*, scope: Scope, load: Load, measure: str) -> Sequence[tuple[int, str, bool | None]]:
    """Return the rows behind a measure, and say in the trail who looked. Raises store.DamagedError."""
    rows = figures.rows(scope, load, measure)
    tell(scope.person, load, "rows of a measure read", {"measure": measure})
    return rows


@transaction.atomic
def taken_measured(*, scope: Scope, load: Load, measure: str) -> Sequence[tuple[int, str, bool | None]]:
    """Return the rows behind a measure for a file. Raises store.DamagedError."""
    rows = figures.rows(scope, load, measure)
    tell(scope.person, load, "rows of a measure downloaded", {"measure": measure, "form": "csv"})
    return rows


@transaction.atomic
def taken_work(*, scope: Scope, load: Load, wanted: worklist.Wanted) -> list[Work]:
    """Return the worklist, as it was filtered, for a file. Raises store.DamagedError."""
    _, chosen, _ = worklist.work(scope, load, wanted)
    tell(scope.person, load, "worklist of a return downloaded", {"form": "csv", "lines": len(chosen)})
    return chosen
