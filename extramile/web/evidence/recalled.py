"""Figures that were taken back after they were frozen. The room of returns stands above this one and tells of them."""

from collections.abc import Callable

Asked = Callable[[int], str]
_ASKED: list[Asked] = []


def register(asked: Asked) -> None:
    """Let a room say of a release, by its id, that it was taken back and why; "" where it stands."""
    _ASKED[:] = [asked]


def said(release: int) -> str:
    """Return that a release was taken back, in a sentence; "" where it stands."""
    return next((words for asked in _ASKED if (words := asked(release))), "")
