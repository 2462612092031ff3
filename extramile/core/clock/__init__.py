"""The statutory clock: what of a case falls due when, with the reasons that the law takes. No clock of its own: a day is given."""

from extramile.core.clock.counting import Due, State, appeal_until, clock, last_day
from extramile.core.clock.limits import Limit, Limits, limits

__all__ = ["Due", "Limit", "Limits", "State", "appeal_until", "clock", "last_day", "limits"]
