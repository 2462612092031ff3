"""Days as the calendar rules count them: working days in England, months and years."""

from extramile.core.days.counting import (
    FIRST_YEAR,
    LAST_YEAR,
    add,
    add_working_days,
    bank_holiday,
    is_working_day,
    working_day_on_or_after,
    working_days_between,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "add",
    "add_working_days",
    "bank_holiday",
    "is_working_day",
    "working_day_on_or_after",
    "working_days_between",
]
