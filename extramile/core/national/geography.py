"""What `definitions/areas.yaml` says: regions, our names, and how areas came and went."""

from datetime import date
from functools import cache

from pydantic import Field

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.national.regions import Region, Regions


class RegionEntry(StrictModel):
    """A region of the file."""

    name: str
    code: str = Field(pattern=r"^E\d{8}$")
    part_of: str = ""
    also_known_as: tuple[str, ...] = ()


class NameEntry(StrictModel):
    """Our name of an area, and the names that published lists use."""

    name: str
    also_known_as: tuple[str, ...] = ()


class ChangeEntry(StrictModel):
    """One reorganisation: on `date` the areas `before` gave way to the areas `after`."""

    date: date
    before: tuple[str, ...] = Field(min_length=1)
    after: tuple[str, ...] = Field(min_length=1)


class Geography(Definition):
    """The whole file."""

    regions: tuple[RegionEntry, ...]
    england: RegionEntry
    names: dict[str, NameEntry]
    ons_codes: dict[str, tuple[str, ...]]
    changes: tuple[ChangeEntry, ...]

    def as_regions(self) -> Regions:
        """Return the regions, ready for finding one."""
        return Regions(tuple(Region(each.name, each.code, each.part_of, each.also_known_as) for each in self.regions))


@cache
def geography() -> Geography:
    """Return the bundled file, read once."""
    return read(folder() / "areas.yaml", Geography)
