"""The child lists of an inspection ("Annex A") from a SEN2 return, with what the return lacks from another file.

List 1 are the children and young people of the return whose plan is open on a day. The return has no children with SEN support
and no plan, so that List 2 comes from the other file alone. What the return says counts; the other file fills what is empty. The
day of the last review is that of its meeting, or of its decision where no meeting is recorded: the published heading does not say
which.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extramile.core.returns.describing import KEY, PERSON, UNREAD, Table, describe
from extramile.core.returns.own import about_sheet
from extramile.core.returns.reading import Load
from extramile.core.vocabulary import InputError
from extramile.core.workbooks import StreamedSheet, write_streamed

Row = dict[str, Any]
# By what a child of one file is found in the other, in this order.
_NAMES = ("upn", "uln", "unique_id")
LISTS = ("list_1", "list_2")


@dataclass(frozen=True, slots=True)
class ChildLists:
    """The lists, each with the columns that no child has a value in; how many rows of the other file were of nobody in them."""

    rows: Mapping[str, Sequence[Row]]
    missing: Mapping[str, tuple[str, ...]]
    unused: int
    repeated: int


def child_lists(sen2: Load, extra: Load | None, day: date) -> ChildLists:
    """Return the lists for a day. Raises InputError where a file is no SEN2 return, or the other no child list."""
    if sen2.described.id != "sen2":
        raise InputError("is no SEN2 return.", where=_named(sen2))
    if extra is not None and extra.described.id != "annex_a":
        raise InputError(
            "is no child list.",
            where=_named(extra),
            next_step="Give a workbook or CSV with the headings of the lists: a UPN, ULN or Unique ID and what the return lacks.",
        )
    others = {name: list(_rows(extra, name)) if extra else [] for name in LISTS}
    index: dict[tuple[str, str], int] = {}
    repeated = 0
    numbered = [row for name in LISTS for row in others[name]]
    for place, row in enumerate(numbered):
        for key in _keys(row):
            repeated += key in index
            index.setdefault(key, place)
    used: set[int] = set()
    first = []
    for row in _of_return(sen2, day):
        found = next((index[key] for key in _keys(row) if key in index), None)
        if found is not None:
            used.add(found)
        first.append(_filled(row, numbered[found] if found is not None else {}))
    for row in first:
        own = row.pop("own_number")
        row["unique_id"] = row["unique_id"] or own
    begin = len(others["list_1"])
    second = [dict(row) for place, row in enumerate(numbered) if place >= begin and place not in used]
    rows = {"list_1": first, **({"list_2": second} if second else {})}
    return ChildLists(
        rows,
        {name: _missing(name, made) for name, made in rows.items()},
        sum(place not in used for place in range(begin)),
        repeated,
    )


def write_child_lists(path: Path, lists: ChildLists, day: date) -> None:
    """Write the lists as one workbook, with the headings letter for letter, and a last sheet that says of which day they are."""
    described = describe("annex_a")
    sheets = []
    for name, rows in lists.rows.items():
        table = described.table(name)
        sheets.append(StreamedSheet(table.sheet, [each.heading for each in table.columns], _lines(table, rows)))
    said = {"Holds personal data": "It is for whoever may see the return that it was made from."}
    write_streamed(path, [*sheets, about_sheet("Child lists from a SEN2 return", described.title, said, None, day)])


def _lines(table: Table, rows: Sequence[Row]) -> Iterator[list[Any]]:
    # A function of its own: sheets are written after all of them are made, each by its own columns.
    for row in rows:
        yield [row.get(each.name) for each in table.columns]


def _named(load: Load) -> str:
    return ", ".join(each.name for each in load.sources)


def _missing(name: str, rows: Sequence[Row]) -> tuple[str, ...]:
    columns = describe("annex_a").table(name).columns
    return tuple(each.heading for each in columns if all(row.get(each.name) in {None, ""} for row in rows))


def _keys(row: Row) -> list[tuple[str, str]]:
    return [(name, str(row[name]).strip().upper()) for name in _NAMES if row.get(name)]


def _filled(row: Row, other: Row) -> Row:
    return {**other, **{name: value for name, value in row.items() if value not in {None, ""} or name not in other}}


def _of_return(sen2: Load, day: date) -> Iterator[Row]:
    """Yield a row for each child of a return whose plan is open on a day."""
    plans = _by_person(sen2, "named_plan")
    active, placements = _by_person(sen2, "active_plans"), _by_person(sen2, "placement_detail")
    needs = _by_person(sen2, "sen_need")
    for person in _rows(sen2, "person"):
        key = person[KEY]
        began = [each["start_date"] for each in plans[key] if each["start_date"] and each["start_date"] <= day]
        if not any(_goes_on(each, "start_date", "cease_date", day) for each in plans[key]):
            continue
        here = [each for each in placements[key] if _goes_on(each, "entry_date", "leaving_date", day)]
        main: Row = next((each for each in here if each["placement_rank"] == "1"), {})
        reviews = [one for each in active[key] if (one := each["review_meeting"] or each["last_review"]) and one <= day]
        yield {
            "unique_id": None,
            "own_number": str(key),
            "upn": person["upn"],
            "uln": person["uln"],
            "birth_date": person["birth_date"],
            "gender": person["sex"] or person["gender_current"],
            "ethnicity": person["ethnicity"],
            "initial_plan_date": min(began, default=None),
            "last_review_date": max(reviews, default=None),
            "primary_need": next((each["sen_type"] for each in needs[key] if each["sen_type_rank"] == "1"), None),
            "urn": main.get("urn"),
            "home_education": "Yes" if any(each["sen_setting"] == "EHE" for each in here) else "No",
        }


def _goes_on(row: Row, begins: str, ends: str, day: date) -> bool:
    """Say whether what a row is about goes on at a day; where its end cannot be read it is not said to go on."""
    if row[begins] is not None and row[begins] > day:
        return False
    return row[ends] > day if row[ends] is not None else row.get(ends + UNREAD) is None


def _by_person(load: Load, name: str) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(load, name):
        if row[PERSON] is not None:
            found[row[PERSON]].append(row)
    return found


def _rows(load: Load, name: str) -> Iterator[Row]:
    """Yield the rows of a table; of what could not be read, the text, so that a rule names it again."""
    import pyarrow.parquet as pq

    if name not in load.counts:
        return
    with pq.ParquetFile(load.path(name)) as file:
        for batch in file.iter_batches(batch_size=10_000):
            for row in batch.to_pylist():
                if load.described.id == "annex_a":
                    for column in [each for each in row if each.endswith(UNREAD)]:
                        text = row.pop(column)
                        if text is not None:
                            row[column.removesuffix(UNREAD)] = text
                yield row
