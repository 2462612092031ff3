"""Examples of the addresses of `thread`."""

from typing import Any

from tests.pages import findings
from tests.pages.addresses import Room

_CLOSED: dict[str, Any] = {"answers": dict.fromkeys(findings.CLOSED, 404)}
_UNDER_EMBARGO = findings.once
_PUBLISHED = findings.once_published

ROOMS: tuple[Room, ...] = (
    Room("thread:loose", "/p/{slug}/thread/"),
    Room("thread:loose", "/p/{slug}/thread/", needs=_PUBLISHED),
    Room("thread:loose", "/p/{slug}/thread/?sort=claim-unproven&page=2"),
    Room("thread:loose-csv", "/p/{slug}/thread/loose-ends.csv", page=False),
    Room("thread:thread", "/p/{slug}/thread/finding/{finding}/", needs=_UNDER_EMBARGO, **_CLOSED),
    Room(
        "thread:thread-json",
        "/p/{slug}/thread/finding/{finding}/thread.json",
        needs=_UNDER_EMBARGO,
        page=False,
        **_CLOSED,
    ),
    Room("thread:learning", "/p/{slug}/thread/learning/finding/{offered}/", needs=_UNDER_EMBARGO, **_CLOSED),
    Room("thread:thread", "/p/{slug}/thread/finding/{told}/", needs=_PUBLISHED),
    Room(
        "thread:learning",
        "/p/{slug}/thread/learning/finding/{told}/?words=early&indicator=sen-totstat&page=2",
        needs=_PUBLISHED,
    ),
)
