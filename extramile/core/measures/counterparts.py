"""Which published indicator stands beside a measure, and whether both count the same (`definitions/measures/published.yaml`)."""

from functools import cache
from typing import Literal

from extramile.core import definitions
from extramile.core.definitions import Definition, StrictModel


class Published(StrictModel):
    """The published indicator that comes nearest to a measure. `words` say what is alike and what is not."""

    measure: str
    indicator: str
    same: Literal["yes", "nearly", "no"]
    words: str


class _File(Definition):
    indicators: tuple[Published, ...]


@cache
def _published() -> dict[str, Published]:
    found = definitions.read(definitions.folder() / "measures" / "published.yaml", _File)
    return {each.measure: each for each in found.indicators}


def published(measure: str) -> Published | None:
    """Return what is published beside a measure; None where nothing is known to be."""
    return _published().get(measure)
