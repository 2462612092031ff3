"""What an app above has beside announcements: it hears when what everybody reads changes, and has the page of the area.

This module knows none of them: an app registers when it is ready, as apps do with `inspections.around`.
"""

from collections.abc import Callable
from typing import Any

from extramile.web.announcements.models import Announcement

# How a withdrawal is told. No headline: what was withdrawn is not said again.
WITHDRAWN = "An announcement was withdrawn:"
Tells = Callable[[str], bool]
Listener = Callable[[Announcement, str, Any, Tells | None], None]
_LISTENERS: list[Listener] = []
_PAGES: list[Callable[[str], str]] = []
_LINES: list[Callable[[Announcement], list[str]]] = []


def hears(listener: Listener) -> Listener:
    """Register who hears what changed, in a sentence that everybody may read, who changed it, and what is said no more.

    That is a function, to protect somebody: it says of a line that was told of the announcement before whether it is silenced. It
    shares the transaction.
    """
    _LISTENERS.append(listener)
    return listener


def tell_everybody(found: Announcement, words: str, by: Any, *, silenced: Tells | None = None) -> None:
    """Tell those who hear that what everybody reads has changed."""
    for listener in _LISTENERS:
        listener(found, words, by, silenced)


def page(source: Callable[[str], str]) -> Callable[[str], str]:
    """Register where everybody reads the rest of a partnership; "" where nothing is open."""
    _PAGES.append(source)
    return source


def page_address(slug: str) -> str:
    """Return where everybody reads the rest of the partnership of this name, or ""."""
    return next((found for source in _PAGES if (found := source(slug))), "")


def lists(source: Callable[[Announcement], list[str]]) -> Callable[[Announcement], list[str]]:
    """Register where everybody reads what was told of an announcement: the lines that are said today, the newest first."""
    _LINES.append(source)
    return source


def lines_of(found: Announcement) -> list[str]:
    """Return what everybody reads today of what was told of an announcement, the newest first."""
    return [each for source in _LINES for each in source(found)]
