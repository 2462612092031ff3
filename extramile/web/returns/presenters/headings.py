"""Words for headings: what is asked of them, what was said."""

from typing import Any

from extramile.core.returns import describe
from extramile.web.returns import snapshots
from extramile.web.returns.actions.answering import LEAVE_OUT
from extramile.web.returns.models import Load
from extramile.web.returns.queries import loads
from extramile.web.returns.queries.headings import Remembered

# So many questions stand on a page; a file of hundreds of unknown headings is rather the wrong file.
MOST_ASKED = 60
# A heading can be as long as a cell.
LONGEST = 120


def shown(heading: str) -> str:
    """Return a heading as a page shows it: in one line, and not endless."""
    text = " ".join(heading.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def column_title(kind: str, table: str, column: str) -> str:
    """Return what an item is called; the name alone where the return has it no more."""
    described = describe(kind)
    if described.has(table) and described.table(table).has(column):
        return described.table(table).column(column).heading or described.table(table).column(column).label
    return column


def questions(load: Load) -> tuple[list[dict[str, Any]], int]:
    """Return the questions of a load by their places, and how many more there are. Raises store.DamagedError."""
    asked = snapshots.manifest_of(loads.snapshot(load))["questions"]
    found = [
        {
            "place": place,
            "name": f"heading-{place}",
            "heading": shown(each["heading"]),
            "table": each["table_title"],
            "choices": [
                ("", "Not decided yet"),
                *((name, column_title(load.kind, each["table"], name)) for name in each["candidates"]),
                (LEAVE_OUT, "Leave it out"),
            ],
        }
        for place, each in enumerate(asked[:MOST_ASKED])
    ]
    return found, max(0, len(asked) - MOST_ASKED)


def answered(load: Load, manifest: dict[str, Any]) -> list[dict[str, str]]:
    """Return the headings of a load that were read as somebody said before."""
    titles = {each.name: each.title for each in describe(load.kind).tables}
    return [
        {
            "table": titles.get(each["table"], each["table"]),
            "heading": shown(each["heading"]),
            "read_as": _read_as(load.kind, each["table"], each["column"]),
        }
        for each in manifest["answered"]
    ]


def remembered_row(each: Remembered) -> dict[str, Any]:
    """Return a remembered heading in the list."""
    row = each.heading
    described = describe(row.kind)
    return {
        "id": row.pk,
        "text": shown(each.text),
        "of": f"{described.title}, {described.table(row.table).title}" if described.has(row.table) else described.title,
        "read_as": _read_as(row.kind, row.table, row.column),
        "by": row.said_by.name,
        "at": row.said_at,
    }


def _read_as(kind: str, table: str, column: str) -> str:
    return column_title(kind, table, column) if column else "Left out"
