"""Tables to take away: CSV that a spreadsheet opens safely, and JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from extramile.core.workbooks import neutral

# A figure below zero begins like a formula and is none.
BELOW_ZERO = re.compile(r"-[0-9][0-9.,]*%?")


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(
            str(each["theme"]) if isinstance(each, dict) and "theme" in each else str(each) for each in value
        )
    return neutral(value) if isinstance(value, str) and not BELOW_ZERO.fullmatch(value) else value


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Return rows as a CSV file (UTF-8 with a mark, so that Excel reads its letters right)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_json(content: Any, name: str | None = None) -> HttpResponse:
    """Return values as JSON, for a file if it has a name."""
    response = HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
