"""The statutory clock: what of a case falls due when, with the reasons that the law takes. No clock of its own: a day is given.

`cases_of` reads the events of cases from a SEN2 return; `worklist` says what is to be done, `forecast` what the twenty-week figure
can still become.
"""

from extramile.core.clock.cases import CLOCKED, Case, case, cases_of, gaps, held, unlinked
from extramile.core.clock.counting import Due, State, appeal_until, clock, last_day
from extramile.core.clock.limits import Limit, Limits, limits
from extramile.core.clock.working import (
    GROUPS,
    LEGEND,
    MONTHS,
    Bounds,
    Group,
    Work,
    due_to_dict,
    forecast,
    group_of,
    until_settled,
    worklist,
)

__all__ = [
    "CLOCKED",
    "GROUPS",
    "LEGEND",
    "MONTHS",
    "Bounds",
    "Case",
    "Due",
    "Group",
    "Limit",
    "Limits",
    "State",
    "Work",
    "appeal_until",
    "case",
    "cases_of",
    "clock",
    "due_to_dict",
    "forecast",
    "gaps",
    "group_of",
    "held",
    "last_day",
    "limits",
    "unlinked",
    "until_settled",
    "worklist",
]
