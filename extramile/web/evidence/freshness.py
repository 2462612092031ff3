"""When evidence is old: after the day that somebody named, or some months after the end of what it speaks of."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

# Half a year beyond a year: a yearly figure counts until the next one is published.
MONTHS = 18


def old_from(*, expires: date | None, period_to: date | None, dated: date | None, made: date) -> date:
    """Return the first day on which evidence is old."""
    if expires:
        return expires + timedelta(days=1)
    return (period_to or dated or made) + relativedelta(months=MONTHS)
