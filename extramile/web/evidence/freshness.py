"""When evidence is old: after the day that somebody named, or two years after what it speaks of."""

from datetime import date, timedelta

YEARS = 2


def old_from(*, expires: date | None, period_to: date | None, dated: date | None, made: date) -> date:
    """Return the first day on which evidence is old."""
    if expires:
        return expires + timedelta(days=1)
    spoken_of = period_to or dated or made
    try:
        return spoken_of.replace(year=spoken_of.year + YEARS)
    except ValueError:  # the 29th of February
        return date(spoken_of.year + YEARS, 3, 1)
