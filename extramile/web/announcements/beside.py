"""What an app above has beside announcements: it hears when what everybody reads changes, and has the page of the area.

This module knows none of them: an app registers when it is ready, as apps do with `inspections.around`.
"""

from collections.abc import Callable
from typing import Any

from extramile.web.announcements.models import Announcement

# How a withdrawal is told. No headline: what was withdrawn is not said again.
WITHDRAWN = "An announcement was withdrawn:"
Listener = Callable[[Announcement, str, Any, bool], None]
_LISTENERS: list[Listener] = []
_PAGES: list[Callable[[str], str]] = []


def hears(listener: Listener) -> Listener:
    """Register who hears what changed, in a sentence that everybody may read, who changed it, and whether to protect somebody.

    In that case nothing that was said of the announcement before is said any more. It shares the transaction.
    """
    _LISTENERS.append(listener)
    return listener


def tell_everybody(found: Announcement, words: str, by: Any, *, private: bool = False) -> None:
    """Tell those who hear that what everybody reads has changed."""
    for listener in _LISTENERS:
        listener(found, words, by, private)


def page(source: Callable[[str], str]) -> Callable[[str], str]:
    """Register where everybody reads the rest of a partnership; "" where nothing is open."""
    _PAGES.append(source)
    return source


def page_address(slug: str) -> str:
    """Return where everybody reads the rest of the partnership of this name, or ""."""
    return next((found for source in _PAGES if (found := source(slug))), "")
