"""What an app above has beside plans: it hears of every change of a measure or a theme, within its transaction.

This module knows none of them: an app registers when it is ready.
"""

from collections.abc import Callable

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Change, Measure, Theme

Listener = Callable[[Scope, Measure | Theme, Change], None]
_LISTENERS: list[Listener] = []


def hears(listener: Listener) -> Listener:
    """Register who hears of the changes, each as its line of history."""
    _LISTENERS.append(listener)
    return listener


def tell(scope: Scope, row: Measure | Theme, change: Change) -> None:
    """Tell those who hear that a measure or a theme was changed."""
    for listener in _LISTENERS:
        listener(scope, row, change)
