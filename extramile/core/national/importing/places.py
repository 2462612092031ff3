"""Which place a row of a statistics file is about: England, a region, or a local area."""

from extramile.core.national.areas import Areas, LocalArea
from extramile.core.national.geography import geography
from extramile.core.national.importing.sheets import Problems
from extramile.core.vocabulary import NotFoundError

_Key = tuple[str, str, str, str, str]


class Places:
    """The places of one file. Each is looked up once; `shared` says where the shared columns are."""

    def __init__(self, shared: dict[str, int], file: str, areas: Areas, problems: Problems) -> None:
        self._at, self._file, self._areas, self._problems = shared, file, areas, problems
        self._known: dict[_Key, str | None] = {}

    def of(self, row: list[str], number: int) -> str | None:
        """Return the area's 3-digit code, the region's or England's code: None if there is no such place."""
        region = self._cell(row, "region_code") or self._cell(row, "region_name")
        level, name = self._cell(row, "geographic_level").casefold(), self._cell(row, "la_name")
        key = (level, region, self._cell(row, "old_la_code"), self._cell(row, "new_la_code"), name)
        if key not in self._known:
            self._known[key] = self._find(key, number)
        return self._known[key]

    def named(self, row: list[str]) -> str:
        """Return how the file names the place of a row, for a person to find it."""
        area = " ".join(filter(None, (self._cell(row, "old_la_code"), self._cell(row, "la_name"))))
        return area or self._cell(row, "region_name") or self._cell(row, "geographic_level")

    def _cell(self, row: list[str], name: str) -> str:
        return row[self._at[name]].strip() if name in self._at else ""

    def _find(self, key: _Key, number: int) -> str | None:
        level, region, old, new, name = key
        try:
            match level:
                case "national":
                    return geography().england.code
                case "regional" | "region":
                    return self._areas.regions.find(region).code
                case "local authority":
                    # Joined on the 3-digit code: the long one of Buckinghamshire changes and changes back.
                    area = self._areas.get(old) if old.isdecimal() else self._areas.find(new)
                    check_name(self._areas, area, name, self._problems, self._file, row=number, column="la_name")
                    return area.code
        except NotFoundError:
            pass
        return None


def check_name(
    areas: Areas, area: LocalArea, name: str, problems: Problems, file: str, *, column: str, row: int | None = None
) -> None:
    """Name a row whose code is one area's and whose name is another's. The code is followed."""
    try:
        other = areas.find(name)
    except NotFoundError:
        return  # a spelling that we do not know is no other area
    # The old and the new Dorset have one name.
    if other.code not in {area.code, *area.successors, *area.predecessors}:
        message = f"{area.code} is {area.name}, not {name}; the code was followed."
        problems.add("area_name_differs", message, file, row=row, column=column)
