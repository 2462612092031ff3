"""The worklist of a load: what falls due when, filtered; one case with its whole path; what the 20-week figure can still become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from extramile.core import clock
from extramile.core.clock import Bounds, Case, Due, Limit, Work
from extramile.web.partnerships.scope import Scope
from extramile.web.returns.models import Load
from extramile.web.returns.queries import figures as queries
from extramile.web.returns.queries.queue import plain_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the worklist is asked for; `key` is what a child or a case is called, and never stands in an address."""

    group: str = ""
    limit: str = ""
    key: str = ""
    # "load": the day of the load; "today": the day on which one asks, as far as the load knows.
    on: str = "load"


def day_of(found: Load, on: str) -> date:
    """Return the day that is looked at."""
    today = timezone.localdate()
    return today if on == "today" or found.as_of is None else found.as_of


def work(scope: Scope, found: Load, wanted: Wanted) -> tuple[list[Work], list[Work], list[Case]]:
    """Return the whole worklist, what of it is asked for, and the cases. They are personal data. Raises store.DamagedError."""
    cases = queries.cases(scope, found)
    whole = clock.worklist(cases, day_of(found, wanted.on))
    key = plain_key(wanted.key)
    chosen = [
        each
        for each in whole
        if wanted.group in ("", each.group)
        and wanted.limit in ("", each.due.limit.id)
        and (not key or _is_called(each.case, key))
    ]
    return whole, chosen, cases


def called(cases: Sequence[Case], key: str) -> list[Case]:
    """Return the cases that are called so, whether anything is left to do in them or not."""
    wanted = plain_key(key)
    return [each for each in cases if wanted and _is_called(each, wanted)]


def _is_called(case: Case, key: str) -> bool:
    return key.replace(",", "") in (plain_key(case.label), f"row{case.row}", f"line{case.row}")


def case(scope: Scope, found: Load, key: int, on: str) -> tuple[Case, list[Due]] | None:
    """Return a case by the number that its load gave it, with every limit that the return can tell of."""
    one = next((each for each in queries.cases(scope, found) if each.key == key), None)
    return (one, one.path(day_of(found, on))) if one else None


def limits_held() -> list[Limit]:
    """Return the limits of which a return can tell."""
    return clock.held()


def limits_not_held() -> list[Limit]:
    """Return the limits of the law of which a return holds no day, so that nothing is said to be late by them."""
    held = {each.id for each in clock.held()}
    return [each for each in clock.limits().limits if each.id not in held]


def until_settled(found: Sequence[Bounds]) -> list[Bounds]:
    """Return the months of a forecast up to the one after which nothing changes."""
    return clock.until_settled(found)


def forecast(scope: Scope, found: Load, on: str) -> Sequence[Bounds]:
    """Return what the 20-week figure can be at the ends of the coming months, from the cases open on the day looked at."""
    return clock.forecast(queries.cases(scope, found), day_of(found, on))
