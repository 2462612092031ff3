"""The local areas of England, past and present, and finding one by whatever name a person types."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from extramile.core.national.regions import Region, Regions
from extramile.core.vocabulary import NotFoundError

# Words that people add or leave out without meaning another place.
_DECORATION = frozenset(
    {
        *("the", "of", "and", "city", "county", "council", "borough", "royal", "metropolitan", "district", "unitary"),
        *("authority", "area", "local", "partnership", "send", "london", "mbc", "cc"),
    }
)
# Words that make a part of what they are put before.
_POINTS = frozenset({"north", "east", "south", "west", "central"})


@dataclass(frozen=True, slots=True)
class LocalArea:
    """A local area, by its 3-digit code. `to_date` is the last day of an area that no longer exists.

    `sub_region` is Inner or Outer London for a London borough and empty elsewhere. `population_0_25` is None where no
    trustworthy figure is at hand.
    """

    code: str
    name: str
    region: str
    sub_region: str = ""
    also_known_as: tuple[str, ...] = ()
    ons_code: str = ""
    type: str = ""
    population_0_25: int | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    other_ons_codes: tuple[str, ...] = ()

    @property
    def current(self) -> bool:
        """Say whether the area exists today."""
        return self.to_date is None


def _words(text: str) -> list[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("&", " and "))
    words = letters.replace("saint ", "st ").split()
    return ["upon" if word == "on" else word for word in words]


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _bare(text: str) -> str:
    return " ".join(word for word in _words(text) if word not in _DECORATION)


def _is_part(name: str, asked: str) -> bool:
    """Say whether a name is that of a part of what is asked for: West Berkshire is no answer to "Berkshire"."""
    return not _POINTS.isdisjoint(set(_words(name)) - set(_words(asked)))


class Areas:
    """All areas. Where a name fits both an area of today and a former one, today's is meant."""

    def __init__(self, areas: Iterable[LocalArea], regions: Regions) -> None:
        self.regions = regions
        # Former areas first, so that those of today overwrite them in the indexes of names.
        ordered = sorted(areas, key=lambda area: (area.current, area.name))
        self._by_code = {area.code: area for area in ordered}
        self._by_ons = {code: area for area in ordered for code in (*area.other_ons_codes, area.ons_code) if code}
        named = [(name, area) for area in ordered for name in (area.name, *area.also_known_as)]
        self._plain = {_plain(name): area for name, area in named}
        self._bare = {_bare(name): area for name, area in named if _bare(name)}
        # "London, City of" is the City of London.
        self._turned = {frozenset(_words(name)): area for name, area in named}
        self._ordered = tuple(sorted(ordered, key=lambda area: area.name))

    def all(self) -> tuple[LocalArea, ...]:
        """Return every area, former ones included, by name."""
        return self._ordered

    def current(self) -> tuple[LocalArea, ...]:
        """Return the areas that exist today, by name."""
        return tuple(area for area in self._ordered if area.current)

    def in_region(self, region: str) -> tuple[LocalArea, ...]:
        """Return today's areas of a region (or of Inner or Outer London), by name."""
        wanted = self.regions.find(region)
        return tuple(area for area in self.current() if self.is_in(area, wanted))

    @staticmethod
    def is_in(area: LocalArea, region: Region) -> bool:
        """Say whether the area lies in the region or in that part of it."""
        return region.name in {area.region, area.sub_region}

    def get(self, code: str) -> LocalArea:
        """Return the area with this 3-digit code."""
        area = self._by_code.get(code)
        if area is None:
            raise NotFoundError("area", code, self._nearest(code))
        return area

    def has(self, code: str) -> bool:
        """Say whether there is, or was, an area with this 3-digit code."""
        return code in self._by_code

    def find(self, text: str) -> LocalArea:
        """Return the area that `text` names: a code, a name, or an everyday form of it ("Bristol", "county durham").

        A text that fits several areas or none raises NotFoundError with the nearest names.
        """
        asked = text.strip()
        found = (
            self._by_code.get(asked)
            or self._by_ons.get(asked.upper())
            or self._plain.get(_plain(asked))
            or self._bare.get(_bare(asked))
            or self._turned.get(frozenset(_words(asked)))
        )
        if found:
            return found
        fitting = self._containing(asked)
        if len(fitting) == 1 and not _is_part(fitting[0].name, asked):
            return fitting[0]
        raise NotFoundError("area", text, [area.name for area in fitting[:5]] or self._nearest(asked))

    def _containing(self, text: str) -> list[LocalArea]:
        """Return today's areas whose name has all the words typed ("Telford", "brighton")."""
        words = set(_bare(text).split())
        return [area for area in self.current() if words and words <= set(_bare(area.name).split())]

    def _nearest(self, text: str) -> list[str]:
        plain = _plain(text)
        scored = [
            (max(SequenceMatcher(None, plain, _plain(name)).ratio() for name in (area.name, *area.also_known_as)), area)
            for area in self._ordered
        ]
        scored.sort(key=lambda pair: (-pair[0], not pair[1].current, pair[1].name))
        return [area.name for score, area in scored[:3] if score >= 0.5]
