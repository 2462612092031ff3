"""The code list, the lookup and the neighbours → our tables of areas and of statistical neighbours."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from extramile.core.national.areas import Areas
from extramile.core.national.geography import Geography
from extramile.core.national.importing.cells import Row
from extramile.core.national.importing.sheets import Problems, Sheet
from extramile.core.vocabulary import NotFoundError

_TYPES = {
    "ILB": "London borough",
    "OLB": "London borough",
    "London Borough": "London borough",
    "MD": "metropolitan borough",
    "Metropolitan District": "metropolitan borough",
    "UA": "unitary authority",
    "Unitary Authority": "unitary authority",
    "SC": "county council",
    "County": "county council",
}
# The code list carries regions and England too, from this code on: they are not areas.
_FIRST_REGION = 970
_CLOSENESS = {"extremely close", "very close", "close", "somewhat close", "not close"}


def area_rows(codes: Sheet, lookup: Sheet | None, geography: Geography, problems: Problems) -> list[dict[str, Any]]:
    """Return the rows of the table of areas, by code."""
    known = _by_code(lookup, problems) if lookup else {}
    rows: dict[str, dict[str, Any]] = {}
    for number, row in codes.numbered():
        code, name = row["la number"].strip(), row["la name"].strip()
        if not (code or name) or (code.isdecimal() and int(code) >= _FIRST_REGION):
            continue
        if not re.fullmatch(r"[1-9]\d\d", code):
            message = f"{name} has “{code}” where its 3-digit code should be; it was left out."
            problems.add("code_unreadable", message, codes.file, row=number, column="LA Number")
            continue
        if code in rows:
            problems.add(
                "area_repeated", f"{name} ({code}) is listed twice; the first is used.", codes.file, row=number
            )
            continue
        try:
            rows[code] = _area_row(code, name, row, known.get(code), geography)
        except NotFoundError:
            message = f"{name} ({code}) is in “{row['region']}”, which is no region; the area was left out."
            problems.add("region_unknown", message, codes.file, row=number, column="Region")
    for change in geography.changes:
        _check_population(rows, change.before, change.after, lookup.file if lookup else "", problems)
    return [rows[code] for code in sorted(rows)]


def _by_code(lookup: Sheet, problems: Problems) -> dict[str, Row]:
    """Return the rows of the lookup by 3-digit code."""
    rows: dict[str, Row] = {}
    for number, cells in lookup.numbered():
        row = Row(lookup.file, number, cells, problems)
        if rows.setdefault(row.text("la_code"), row) is not row:
            message = f"The area {row.text('la_code')} is listed twice; the first is used."
            problems.add("area_repeated", message, lookup.file, row=number)
    return rows


def _area_row(code: str, listed: str, row: dict[str, str], found: Row | None, geography: Geography) -> dict[str, Any]:
    more = found or Row("", 0, {}, Problems())
    ours = geography.names.get(code)
    name = ours.name if ours else listed
    other_names = [*(ours.also_known_as if ours else ()), listed, more.text("local_authority_ons_name")]
    region = geography.as_regions().find(row["region"])
    began = [change for change in geography.changes if code in change.after]
    ended = [change for change in geography.changes if code in change.before]
    known_codes = list(geography.ons_codes.get(code, ()))
    ons_code = more.text("la_code_new") or (known_codes[-1] if known_codes else "")
    population = more.whole("ons_population_0-25")
    return {
        "code": code,
        "name": name,
        "region": region.part_of or region.name,
        "sub_region": region.name if region.part_of else "",
        "also_known_as": [each for each in dict.fromkeys(other_names) if each and each != name],
        "ons_code": ons_code,
        "type": _TYPES.get(more.text("ons_la_type")) or _TYPES.get(row["type"].strip(), ""),
        "population_0_25": population if not ended else None,
        "predecessors": [before for change in began for before in change.before],
        "successors": [after for change in ended for after in change.after],
        "from_date": began[0].date if began else None,
        "to_date": _day_before(ended[0].date) if ended else None,
        "other_ons_codes": [each for each in known_codes if each != ons_code],
    }


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _check_population(
    rows: dict[str, dict[str, Any]], before: Iterable[str], after: Iterable[str], file: str, problems: Problems
) -> None:
    """Leave out a population that several successors of one area share: it is the old area's, not theirs."""
    given = [rows[code]["population_0_25"] for code in after if code in rows]
    if len(given) > 1 and None not in given and len(set(given)) < len(given):
        for code in after:
            rows[code]["population_0_25"] = None
            message = f"{rows[code]['name']} has the population of the area that it replaced; it was left out."
            problems.add("population_of_predecessor", message, file, column="ons_population_0-25")


def neighbour_rows(sheet: Sheet, areas: Areas, problems: Problems) -> list[dict[str, Any]]:
    """Return the rows of the table of statistical neighbours: ten for each area, closest first."""
    names = [heading.casefold() for heading in sheet.headings]
    # Each column SN1, SN2 … is followed by its own column of closeness; all of those are called SNP.
    places = [(int(name[2:]), at) for at, name in enumerate(names) if name.startswith("sn") and name[2:].isdecimal()]
    code_at = names.index("la num")
    rows: list[dict[str, Any]] = []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        code = row[code_at].strip()
        if not code:
            continue
        if not areas.has(code):
            problems.add(
                "area_unknown", f"There is no area {code}; its neighbours were left out.", sheet.file, row=number
            )
            continue
        for position, at in places:
            neighbour, closeness = row[at].strip(), _next_to(row, at).casefold()
            if not areas.has(neighbour):
                message = f"Neighbour {position} of {code} is “{neighbour}”, which is no area; it was left out."
                problems.add("area_unknown", message, sheet.file, row=number, column=sheet.headings[at])
                continue
            if closeness and closeness not in _CLOSENESS:
                message = f"“{closeness}” is no word for closeness that we know; it was kept."
                problems.add("word_unknown", message, sheet.file, row=number, column=f"SNP of {sheet.headings[at]}")
            rows.append({"area": code, "position": position, "neighbour": neighbour, "closeness": closeness})
    return sorted(rows, key=lambda each: (each["area"], each["position"]))


def _next_to(row: list[str], at: int) -> str:
    return row[at + 1].strip() if at + 1 < len(row) else ""
