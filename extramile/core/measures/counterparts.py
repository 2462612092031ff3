"""What is published beside a measure, and whether both count the same (`definitions/measures/published.yaml`)."""

from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from extramile.core import definitions
from extramile.core.definitions import Definition, StrictModel


class Published(StrictModel):
    """What comes nearest to a measure among all that is published. `words` say what is alike and what is not.

    Either an `indicator` of the Library, or with a `title` what the statistics publish: a percentage (`counted` alone), or
    counts of which a share is made, so many `counted` `of` so many. Each is named by its file and its heading.
    """

    measure: str
    indicator: str = ""
    title: str = ""
    counted: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    same: Literal["yes", "nearly", "no"]
    words: str

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if not bool(self.title) == bool(self.counted) == (not self.indicator) or (self.of and not self.counted):
            raise ValueError(f"{self.measure}: say an indicator, or a title with what is counted")
        return self


class _File(Definition):
    published: tuple[Published, ...]


@cache
def _published() -> dict[str, Published]:
    found = definitions.read(definitions.folder() / "measures" / "published.yaml", _File)
    return {each.measure: each for each in found.published}


def published(measure: str) -> Published | None:
    """Return what is published beside a measure; None where nothing is known to be."""
    return _published().get(measure)
