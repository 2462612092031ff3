"""Problems, the marked workbook, rows of a measure and the worklist, read or taken away: told in the trail before they leave."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from extramile.core.clock import Case, Due, Work
from extramile.core.returns import problem_sheet
from extramile.core.workbooks import with_sheet
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Item, Load
from extramile.web.returns.queries import figures, worklist
from extramile.web.returns.queries.queue import Place, every_item

HANDLED = ("state", "why", "owner", "due")
COLUMNS = ("rule", "severity", "table", "row", "key", "field", "value", "message", *HANDLED)
# The trail says that somebody read of children and on what kind of page, never of which child.
READ, ROWS_READ = "children of a return read", "rows of a measure read"


@transaction.atomic
def taken_rows(*, scope: Scope, load: Load) -> list[dict[str, Any]]:
    """Return every problem of a load with how it stands. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    rows = _rows(load, snapshots.opened(load.snapshot))
    tell(scope.person, load, "problems of a return downloaded", {"form": "csv"})
    return rows


@transaction.atomic
def taken_workbook(*, scope: Scope, load: Load) -> bytes:
    """Return the workbook of a load; its list of problems says how each stands today. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    data = snapshots.opened(load.snapshot)
    rows = _rows(load, data)
    problems = problem_sheet(rows, rows[0].get("place", "row") if rows else "row", more=HANDLED)
    tell(scope.person, load, "problems of a return downloaded", {"form": "xlsx"})
    return with_sheet(snapshots.workbook_of(data), problems)


def _rows(load: Load, data: bytes) -> list[dict[str, Any]]:
    """Return the problems of a snapshot, each with its state, reason, owner and day."""
    items = every_item(load)
    return [
        {**row, **handled(items.get((rule, place)))}
        for rule in snapshots.manifest_of(data)["listed"]
        for place, row in enumerate(snapshots.rows_of_rule(data, rule))
    ]


def handled(item: Item | None) -> dict[str, str]:
    """Return how a problem stands, for a table to take away."""
    if item is None:
        return {"state": Item.State.OPEN.value, "why": "", "owner": "", "due": ""}
    owner = item.owner.person.name if item.owner else ""
    return {"state": item.state, "why": item.why, "owner": owner, "due": item.due.isoformat() if item.due else ""}


@transaction.atomic
def read_rows(*, scope: Scope, load: Load, measure: str) -> Sequence[tuple[int, str, bool | None]]:
    """Return the rows behind a measure, and say in the trail who looked. Raises store.DamagedError."""
    rows = figures.rows(scope, load, measure)
    tell(scope.person, load, ROWS_READ, {"measure": measure})
    return rows


@transaction.atomic
def read_problems(
    *, scope: Scope, load: Load, data: bytes, places: Sequence[Place], page: str
) -> dict[Place, dict[str, Any]]:
    """Return the problems at some places of a snapshot, and say in the trail who looked, and on what kind of page."""
    scope.check(Permission.SEE_RETURNS)
    rows = snapshots.rows_at(data, places)
    if rows:
        tell(scope.person, load, READ, {"page": page})
    return rows


@transaction.atomic
def read_work(*, scope: Scope, load: Load, wanted: worklist.Wanted) -> tuple[list[Work], list[Work], list[Case]]:
    """Return the worklist as `worklist.work` does, and say in the trail who looked. Raises store.DamagedError."""
    found = worklist.work(scope, load, wanted)
    tell(scope.person, load, READ, {"page": "worklist"})
    return found


@transaction.atomic
def read_case(*, scope: Scope, load: Load, key: int, on: str) -> tuple[Case, list[Due]] | None:
    """Return a case as `worklist.case` does, and say in the trail who looked, never at whom. Raises store.DamagedError."""
    found = worklist.case(scope, load, key, on)
    if found:
        tell(scope.person, load, READ, {"page": "case"})
    return found


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
