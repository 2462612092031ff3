"""What `definitions/statistics.yaml` says: the published files of EHC plan statistics, their columns and labels."""

from functools import cache

from extramile.core.definitions import Definition, StrictModel, folder, read

_UNKNOWN = "Explore Education Statistics"


class FileEntry(StrictModel):
    """A published file: of which publication, and its measure columns in each release."""

    publication: str
    releases: dict[str, str]

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

    def closest(self, columns: frozenset[str], latest_year: int) -> tuple[str, str, str]:
        """Return the file, publication and release that these measure columns fit best.

        Of releases that fit equally well, the one nearest to the latest year in the file is meant. A file that shares
        no column with any we know gets the name "" and the rules common to all such publications.
        """
        best = ("", _UNKNOWN, "")
        best_fit = (0.0, 0)
        for name, entry in self.files.items():
            for release in entry.releases:
                known = entry.columns(release)
                shared = len(known & columns) / len(known | columns) if known | columns else 0.0
                fit = (round(shared, 3), -abs(int(release[:4]) - latest_year))
                if shared and fit > best_fit:
                    best, best_fit = (name, entry.publication, release), fit
        return best


@cache
def published_files() -> PublishedFiles:
    """Return the bundled file, read once."""
    return read(folder() / "statistics.yaml", PublishedFiles)
