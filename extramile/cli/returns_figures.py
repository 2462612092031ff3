"""What measures of a return say, as a table, JSON, CSV, a workbook or a page."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extramile.cli.printing import csv_text, percent, put_text, table_text
from extramile.cli.returns_shapes import head, safe
from extramile.core.documents import Document, heading, paragraph, table, to_html
from extramile.core.returns import Load
from extramile.core.workbooks import StreamedSheet, write_streamed

_RAW = "Raw figures: small ones are not hidden. They are for those who may see the records."
_TOLD = (
    "What the audience “{audience}” may be told; small numbers are hidden, and so many more that they do not follow."
)


@dataclass(frozen=True, slots=True)
class Told:
    """Figures of a return as one audience gets them, by one grouping or none."""

    load: Load
    year: int | None
    as_of: date
    by: str | None
    audience: str
    rows: Sequence[Mapping[str, Any]]

    @property
    def note(self) -> str:
        """Return for whom the figures are, in a sentence."""
        return _RAW if self.audience == "team" else _TOLD.format(audience=self.audience)

    @property
    def headings(self) -> dict[str, str]:
        """Return the columns that people are shown, each with its heading."""
        group = {"group_words": "Group"} if self.by else {}
        counts = {"counted": "Counted", "of": "Of", "share": "Share", "unknown": "Not known"}
        return {"title": "Measure", **group, **counts, "reason": "Why there is none"}

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that programs get; those that people are shown where there is no figure."""
        return tuple(self.rows[0]) if self.rows else tuple(self.headings)

    def shown(self) -> list[dict[str, Any]]:
        """Return the rows for reading, shares as percentages."""
        return [{**row, "share": "" if row["share"] is None else percent(row["share"])} for row in self.rows]


def write_figures(shape: str, told: Told, output: Path | None) -> None:
    """Write figures in a shape, to a file or the screen."""
    if shape == "xlsx":
        assert output is not None, "asked for before"  # noqa: S101
        _write_workbook(told, output)
        return
    put_text(_TEXTS[shape](told), output, for_excel=shape == "csv")


def _write_workbook(told: Told, output: Path) -> None:
    rows = [[safe(row.get(each)) for each in told.columns] for row in told.rows]
    about = [["Return", head(told.load, told.year, told.as_of)], ["For whom", told.note]]
    sources = [["From", each.name] for each in told.load.sources]
    write_streamed(
        output,
        [
            StreamedSheet("Figures", told.columns, rows, widths=(28, 60, 60), filtered=True),
            StreamedSheet("What this is", ("About", "Said"), [*about, *sources], widths=(12, 100)),
        ],
    )


def _as_json(told: Told) -> str:
    about = {"as_of": told.as_of.isoformat(), "year": told.year, "by": told.by, "audience": told.audience}
    return json.dumps({**about, "figures": list(told.rows)}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(told: Told) -> str:
    return csv_text([{name: safe(value) for name, value in row.items()} for row in told.rows], told.columns)


def _as_table(told: Told) -> str:
    return table_text(told.shown(), told.headings)


def _as_html(told: Told) -> str:
    wanted = [each for each in told.headings if each != "reason" or any(row.get(each) for row in told.rows)]
    rows = [tuple(_cell(row.get(name)) for name in wanted) for row in told.shown()]
    numeric = tuple(place for place, name in enumerate(wanted) if name in {"counted", "of", "share", "unknown"})
    words = tuple(told.headings[name] for name in wanted)
    return to_html(
        Document(
            title="Measures of a return",
            subtitle=head(told.load, told.year, told.as_of),
            author_body=", ".join(each.name for each in told.load.sources),
            date=told.as_of,
            blocks=(heading("Figures"), paragraph(told.note), table("Measures", words, rows, numeric=numeric)),
            status="Raw figures" if told.audience == "team" else f"For the {told.audience}",
            opening="sheet",
        )
    )


def _cell(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


_TEXTS: dict[str, Callable[[Told], str]] = {"table": _as_table, "json": _as_json, "csv": _as_csv, "html": _as_html}
