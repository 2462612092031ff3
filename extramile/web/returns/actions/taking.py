"""Problems and the marked workbook, taken away: told in the trail before they leave."""

from typing import Any

from django.db import transaction

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.actions.loading import tell
from extramile.web.returns.models import Load


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
