"""The two lists of inspections → our register. Notes are put into our own words; nobody's sentences are carried."""

import re
from collections.abc import Iterator
from typing import Any

from extramile.core.national.areas import Areas
from extramile.core.national.importing.cells import Row
from extramile.core.national.importing.places import check_name
from extramile.core.national.importing.sheets import Problems, Sheet

_OUTCOME_2016 = {"yes": "statement-of-action-required", "no": "not-required"}
_OUTCOME_2023 = {"1": "typically-positive", "2": "inconsistent", "3": "widespread-failings"}

# A remark of the list → our sentence. Groups of the pattern are filled in.
_REMARKS: tuple[tuple[str, str], ...] = (
    (r"ADCS list gives publication (\S+)", "A second list (ADCS) has {0} as the day of publication."),
    (r"ADCS list gives visit (\S+)", "A second list (ADCS) has {0} as the first day."),
    (r"ADCS list gives revisit publication (\S+)", "A second list (ADCS) has {0} as the publication of the re-visit."),
    (r"ADCS list gives revisit (\S+?)(?:, council .*)?", "A second list (ADCS) has {0} as the day of the re-visit."),
    (r"ADCS list gives WSoA (\w+)", "A second list (ADCS) says “{0}” to a written statement of action."),
    (r"ADCS list leaves WSoA blank", "A second list (ADCS) leaves the outcome open."),
    (r"not in the ADCS list", "A second list (ADCS) does not have this inspection."),
    (r"end date from the scrape table only", "The last day rests on one source."),
    (r"area abolished (.+)", "The area was abolished on {0}."),
    (r"left out of the official table", "The official table leaves it out."),
    (
        r"revisit after the official file.*",
        "The re-visit came after the official file ends; it is known from other pages.",
    ),
    (r"no revisit found", "No re-visit was found."),
    (r"Ofsted management information gives start (\S+)", "Ofsted's management information has {0} as the first day."),
    (r"(?:inspection dates|days) not found.*", "The days of the inspection are not known."),
    (r"outcome blank in the scrape.*", "The outcome is known from pages of the council and the press."),
)
_OTHERWISE = "The sources leave something open or differ; see them."


def register_rows(sheets: list[Sheet], areas: Areas, problems: Problems) -> list[dict[str, Any]]:
    """Return the rows of the register of both lists, by id."""
    rows: dict[str, dict[str, Any]] = {}
    for sheet in sheets:
        make = _row_2016 if "wsoa_required" in {each.casefold() for each in sheet.headings} else _row_2023
        for row in _usable(sheet, areas, problems):
            made = make(row)
            if made is None:
                problems.add(
                    "outcome_unknown",
                    "The row has no outcome that we know; it was left out.",
                    sheet.file,
                    row=row.number,
                )
            elif made["id"] in rows:
                message = f"The inspection {made['id']} is listed twice; the first is used."
                problems.add("inspection_repeated", message, sheet.file, row=row.number)
            else:
                _check_days(made, row, problems)
                rows[made["id"]] = made
    return [rows[identifier] for identifier in sorted(rows)]


def _usable(sheet: Sheet, areas: Areas, problems: Problems) -> Iterator[Row]:
    for number, cells in sheet.numbered():
        row = Row(sheet.file, number, cells, problems)
        if areas.has(row.text("la_code")):
            area, named = areas.get(row.text("la_code")), row.text("local_area")
            check_name(areas, area, named, problems, sheet.file, row=number, column="local_area")
            yield row
        else:
            message = f"There is no area {row.text('la_code')} ({row.text('local_area')}); the row was left out."
            problems.add("area_unknown", message, sheet.file, row=number, column="la_code")


def _common(row: Row) -> dict[str, Any]:
    started = row.day("inspection_start")
    month = row.month("inspection_month") or (f"{started:%Y-%m}" if started else "")
    remarks = row.parts("notes", ";")
    return {
        "code": row.text("la_code"),
        "started": started,
        "ended": row.day("inspection_end"),
        "month": month,
        "published": row.day("publication_date"),
        "confidence": row.text("confidence"),
        "sources": row.parts("sources", "|"),
        "notes": list(dict.fromkeys(_in_our_words(remark) for remark in remarks)),
    }


def _row_2016(row: Row) -> dict[str, Any] | None:
    outcome = _OUTCOME_2016.get(row.text("wsoa_required").casefold())
    if outcome is None:
        return None
    return {
        **_common(row),
        "id": f"2016-{row.text('la_code')}",
        "framework": "2016",
        "outcome": outcome,
        "weaknesses": row.whole("n_significant_weaknesses"),
        "revisit_started": row.day("revisit_date"),
        "revisit_ended": row.day("revisit_end"),
        "revisit_month": row.month("revisit_month"),
        "revisit_published": row.day("revisit_publication_date"),
        "revisit_result": row.one_of("revisit_result", {"all", "some", "none"}),
        "revisit_sufficient": row.whole("n_sufficient"),
        "revisit_not_sufficient": row.whole("n_not_sufficient"),
        "revisit_confidence": row.text("revisit_confidence"),
        "plan_required": outcome == "statement-of-action-required",
    }


def _row_2023(row: Row) -> dict[str, Any] | None:
    outcome = _OUTCOME_2023.get(row.text("outcome"))
    if outcome is None:
        return None
    common = _common(row)
    # Where even the month is not known the id rests on the publication, so that it stays when the days are found.
    when = common["month"] or (f"published-{common['published']:%Y-%m}" if common["published"] else "undated")
    return {
        **common,
        "id": f"2023-{common['code']}-{when}",
        "framework": "2023",
        "outcome": outcome,
        "next_full_years": row.whole("next_full_inspection_years"),
        "monitoring_months": row.whole("monitoring_inspection_months"),
        "plan_required": row.yes_no("priority_action_plan_required"),
        "previous_started": row.day("previous_inspection_start"),
        "previous_ended": row.day("previous_inspection_end"),
        "previous_agrees_with": row.text("previous_visit_matched_to"),
        "report_address": row.address("report_url"),
    }


def _check_days(made: dict[str, Any], row: Row, problems: Problems) -> None:
    """Name days that cannot be in this order; they are kept as the file has them."""
    for first, last in (("started", "ended"), ("ended", "published"), ("started", "published")):
        if made[first] and made[last] and made[first] > made[last]:
            message = f"{made['id']}: {first} ({made[first]}) is after {last} ({made[last]})."
            problems.add("days_out_of_order", message, row.file, row=row.number)


def _in_our_words(remark: str) -> str:
    for pattern, sentence in _REMARKS:
        found = re.fullmatch(pattern, remark)
        if found:
            return sentence.format(*found.groups())
    return _OTHERWISE
