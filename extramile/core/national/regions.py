"""The nine English regions, and the two halves into which one publication splits London."""

from dataclasses import dataclass
from difflib import get_close_matches

from extramile.core.vocabulary import NotFoundError


@dataclass(frozen=True, slots=True)
class Region:
    """A region, or a part of one (`part_of`). `code` is the 9-character code of the Office for National Statistics."""

    name: str
    code: str
    part_of: str = ""
    also_known_as: tuple[str, ...] = ()


def _plain(text: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("&", " and "))
    return " ".join(word for word in letters.split() if word not in {"the", "region", "of", "england"})


class Regions:
    """All regions, found by any of their names or codes."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._regions = regions
        self._by_name = {
            _plain(name): region for region in regions for name in (region.name, region.code, *region.also_known_as)
        }

    def all(self) -> tuple[Region, ...]:
        """Return the nine regions, without the parts of London."""
        return tuple(region for region in self._regions if not region.part_of)

    def parts(self) -> tuple[Region, ...]:
        """Return the parts into which a region is split."""
        return tuple(region for region in self._regions if region.part_of)

    def find(self, text: str) -> Region:
        """Return the region that `text` names ("Yorkshire & Humber", "east", "E12000003"), parts of London included."""
        plain = _plain(text)
        if plain and plain in self._by_name:
            return self._by_name[plain]
        names = {_plain(region.name): region.name for region in self._regions}
        near = get_close_matches(plain, names, n=3, cutoff=0.5)
        raise NotFoundError("region", text, [names[each] for each in near] or [each.name for each in self.all()])
