"""What `definitions/statistics.yaml` says: the published files of EHC plan statistics, their columns and labels."""

from functools import cache

from extramile.core.definitions import Definition, StrictModel, folder, read

_UNKNOWN = "Explore Education Statistics"


class FileEntry(StrictModel):
    """A published file: of which publication, and its measure columns in each release.

    `january` says that it counts on a day in January: figures of a calendar year then come out in that year, and else
    in the next.
    """

    publication: str
    releases: dict[str, str]
    january: bool = False

    def columns(self, release: str) -> frozenset[str]:
        """Return the measure columns of a release."""
        return frozenset(self.releases[release].split())


class HeadlineEntry(StrictModel):
    """A figure that people ask for first: the total row of a measure."""

    name: str
    title: str
    file: str
    measure: str


class PublishedFiles(Definition):
    """The whole file."""

    filters: dict[str, str]
    spellings: dict[str, str]
    files: dict[str, FileEntry]
    labels: dict[str, str]
    headlines: tuple[HeadlineEntry, ...] = ()

    def label(self, column: str) -> str:
        """Return what a column counts, in our words; the heading itself where we have none."""
        return self.labels.get(column, column)

    def topic(self, column: str) -> str:
        """Return what a column that breaks figures down is about; its heading in plain words where we do not know."""
        return self.filters.get(column, column.replace("_", " ").capitalize())

    def knows(self, column: str) -> bool:
        """Say whether any file of any release has this column."""
        return any(column in release.split() for entry in self.files.values() for release in entry.releases.values())

    @staticmethod
    def unit(column: str) -> str:
        """Return the unit of a column, which the published headings show by their form."""
        if column.startswith("pc_") or column.endswith(("_pc", "_percent", "rate")):
            return "%"
        return "weeks" if column.startswith("avg_weeks") else "number"

    def closest(self, columns: frozenset[str], latest: int, calendar: bool) -> tuple[str, str, str, str]:
        """Return the file, the publication and the release that these measure columns fit best, and the file's own.

        Of releases that fit equally well, the one nearest to the latest year in the file is meant. A file that speaks
        of later years than that release could is of a later one of its own. A file that shares no column with any we
        know gets the name "" and the rules common to all such publications.
        """
        best = ("", _UNKNOWN, "", "")
        best_fit = (0.0, 0)
        for name, entry in self.files.items():
            came_out = latest + (1 if calendar and not entry.january else 0)
            for release in entry.releases:
                known = entry.columns(release)
                shared = len(known & columns) / len(known | columns)
                fit = (round(shared, 3), -abs(_year(release) - came_out))
                if shared and fit > best_fit:
                    own = _named(came_out, like=release) if latest and _is_another(came_out, release) else release
                    best, best_fit = (name, entry.publication, release, own), fit
        return best


def _year(release: str) -> int:
    """Return the year of a release: "2025", or the second one of "2022/23"."""
    return int(release[:4]) + ("/" in release)


def _is_another(year: int, release: str) -> bool:
    """Say whether a file of that year is of another release. One named after a school year is named after its last."""
    return year != _year(release) if "/" in release else year > _year(release)


def _named(year: int, like: str) -> str:
    """Return the name of the release of a year, in the form of another one's."""
    return f"{year - 1}/{year % 100:02d}" if "/" in like else str(year)


@cache
def published_files() -> PublishedFiles:
    """Return the bundled file, read once."""
    return read(folder() / "statistics.yaml", PublishedFiles)
