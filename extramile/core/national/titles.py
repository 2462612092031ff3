"""Our own titles, units and definitions of the indicators: `definitions/indicators/indicators.csv`."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extramile.core.definitions import folder
from extramile.core.vocabulary import InputError

_COLUMNS = {"code", "title", "unit", "definition"}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """How we name and explain an indicator."""

    title: str
    unit: str
    definition: str


def titles() -> dict[str, OwnWords]:
    """Return our words by indicator code: none for an indicator that nobody has written yet."""
    path = folder() / "indicators" / "indicators.csv"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> dict[str, OwnWords]:
    """Read the file once for each state of it."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        missing = _COLUMNS - set(rows.fieldnames or ())
        if missing:
            raise InputError(f"has no column {', '.join(sorted(missing))}.", where=str(path))
        return {
            row["code"]: OwnWords(row["title"].strip(), row["unit"].strip(), row["definition"].strip()) for row in rows
        }
