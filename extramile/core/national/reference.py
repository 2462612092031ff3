"""Opening the bundled national facts: cheap to call, cached, each part read when it is first used."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from extramile.core import definitions
from extramile.core.national import tables
from extramile.core.national.areas import Areas
from extramile.core.national.indicators import Indicators
from extramile.core.national.inspections import Register
from extramile.core.national.statistics import Statistics
from extramile.core.vocabulary import InputError, Source


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour. `position` 1 is the closest; `closeness` is the publisher's word, empty where none."""

    code: str
    name: str
    closeness: str
    position: int


class Reference:
    """The national facts of one folder. Make it with `open_reference`, which keeps it until the folder changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Read now, so that the version stays that of the state which was opened.
        self._manifest_bytes = (folder / tables.SOURCES).read_bytes()

    @cached_property
    def areas(self) -> Areas:
        """The local areas, past and present."""
        return tables.areas_from(tables.rows_of(self.folder, tables.AREAS))

    @cached_property
    def register(self) -> Register:
        """Every inspection under both frameworks."""
        return tables.register_from(tables.rows_of(self.folder, tables.REGISTER), self.areas)

    @cached_property
    def indicators(self) -> Indicators:
        """The published indicators."""
        return Indicators(self.folder)

    @cached_property
    def statistics(self) -> Statistics:
        """The EHC plan statistics."""
        return Statistics(self.folder)

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Neighbour, ...]]:
        found: dict[str, list[Neighbour]] = {}
        for row in tables.rows_of(self.folder, tables.NEIGHBOURS):
            neighbour = self.areas.get(row["neighbour"])
            found.setdefault(row["area"], []).append(
                Neighbour(neighbour.code, neighbour.name, row["closeness"], row["position"])
            )
        return {code: tuple(sorted(each, key=lambda one: one.position)) for code, each in found.items()}

    def neighbours(self, code: str) -> tuple[Neighbour, ...]:
        """Return the statistical neighbours of an area, closest first; none where none are published."""
        self.areas.get(code)
        return self._neighbours.get(code, ())

    @cached_property
    def _manifest(self) -> Mapping[str, Any]:
        manifest: Mapping[str, Any] = json.loads(self._manifest_bytes)
        return manifest

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The source of each table. Where rows differ, as in the register, each row names its own as well."""
        return {
            name: Source(**{**entry["source"], "retrieved": _day(entry["source"]["retrieved"])})
            for name, entry in self._manifest["tables"].items()
        }

    @cached_property
    def version(self) -> str:
        """A name for exactly these facts and definitions: it changes when any of them does."""
        content = hashlib.sha256(self._manifest_bytes)
        for path in sorted(definitions.folder().rglob("*")):
            if path.is_file():
                content.update(path.read_bytes())
        return content.hexdigest()[:16]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def bundled_folder() -> Path:
    """Return the folder of the facts that come with Extramile."""
    return Path(__file__).parents[2] / "reference"


def open_reference(folder: Path | None = None) -> Reference:
    """Open the national facts in `folder`, the bundled ones by default. Call it freely: it is kept until a rebuild."""
    place = folder or bundled_folder()
    try:
        changed = (place / tables.SOURCES).stat().st_mtime_ns
    except OSError as error:
        raise InputError(
            "There are no national facts in this folder.",
            where=str(place),
            next_step="Build them with `extramile reference build DIR`.",
        ) from error
    return _opened(place, changed)


@lru_cache(maxsize=8)
def _opened(folder: Path, changed: int) -> Reference:
    """Keep a Reference for each folder and state of it; `changed` is only there to tell states apart."""
    return Reference(folder)
