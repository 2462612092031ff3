"""What rooms tell everybody of a local area, for the library's page of it. This module knows no room: a room registers.

The library's pages are kept ready: whoever opens or closes such a page calls `actions.library_changed` in the same transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that a partnership of the area has opened: its name, where it is, and where what changed is listed."""

    name: str
    href: str
    changes_href: str


Source = Callable[[str], Sequence[OpenPage]]
_SOURCES: list[Source] = []
_NAMED: list[Source] = []


def opened(source: Source) -> Source:
    """Register which pages are open of a local area, by its code."""
    _SOURCES.append(source)
    return source


def open_pages(code: str) -> list[OpenPage]:
    """Return the pages that are open of a local area."""
    return [each for source in _SOURCES for each in source(code)]


def named(source: Source) -> Source:
    """Register which pages are open of partnerships whose name holds some words."""
    _NAMED.append(source)
    return source


def open_pages_named(words: str) -> list[OpenPage]:
    """Return the pages that are open of partnerships whose name holds these words."""
    return [each for source in _NAMED for each in source(words)]
