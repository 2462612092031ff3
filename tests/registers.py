"""Small registers of establishments, as Get Information about Schools publishes the whole: invented, with what the whole has."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

HEADINGS = (
    *("URN", "LA (code)", "LA (name)", "EstablishmentName", "TypeOfEstablishment (code)", "TypeOfEstablishment (name)"),
    *("EstablishmentStatus (name)", "OpenDate", "CloseDate", "UKPRN", "TypeOfResourcedProvision (name)"),
)
TYPES = ("Community school", "Academy converter", "Other independent school", "Further education")
TYPES = (*TYPES, "Special post 16 institution")
# URNs from here on stand on it, of a council each.
FIRST, MANY = 700000, 120


def register_rows() -> list[dict[str, str]]:
    """Return establishments of 120 councils, every kind, open and closed, none with a unit."""
    return [
        {
            "URN": str(FIRST + place),
            "LA (code)": str(800 + place),
            "LA (name)": "Invented",
            "EstablishmentName": f"School {place}",
            "TypeOfEstablishment (name)": TYPES[place % len(TYPES)],
            "EstablishmentStatus (name)": "Closed" if place % 3 else "Open",
            "OpenDate": "01-09-2011",
            "TypeOfResourcedProvision (name)": "Not applicable",
        }
        for place in range(MANY)
    ]


def as_csv(rows: Sequence[dict[str, str]], headings: Sequence[str] = HEADINGS) -> str:
    """Return a register as CSV."""
    into = io.StringIO()
    lines = csv.DictWriter(into, headings, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL)
    lines.writeheader()
    lines.writerows(rows)
    return into.getvalue()


def write_register(folder: Path, rows: Sequence[dict[str, str]] | None = None) -> Path:
    """Write a register as it is published, in Windows-1252, and return its file."""
    path = folder / "edubasealldata20261102.csv"
    path.write_bytes(as_csv(register_rows() if rows is None else rows).encode("cp1252"))
    return path
