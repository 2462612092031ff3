"""The columns of the published lists: which are read, which are known, and what to do with a heading that comes twice.

Files of statistics have columns of their own in every release: those are looked into in `headings`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from extramile.core.national.importing.recognising import Kind
from extramile.core.national.importing.sheets import Problems, Sheet
from extramile.core.vocabulary import InputError

# What a list of inspections of either framework has.
_INSPECTIONS = (
    "local_area la_code inspection_start inspection_end inspection_month publication_date sources confidence notes"
)
_READ: dict[Kind, str] = {
    "inspections 2016": f"{_INSPECTIONS} wsoa_required n_significant_weaknesses revisit_date revisit_end revisit_month "
    "revisit_publication_date revisit_result n_sufficient n_not_sufficient revisit_confidence",
    "inspections 2023": f"{_INSPECTIONS} outcome next_full_inspection_years monitoring_inspection_months report_url "
    "priority_action_plan_required previous_inspection_start previous_inspection_end previous_visit_matched_to",
    "code list": "la_number la_name region type",
    "lookup": "la_code la_code_new local_authority_ons_name ons_population_0-25 ons_la_type",
    "dictionary": "measure_short measure topic polarity y_axis_name last_update next_update hyperlink(s) dps year_type "
    "no_quartile",
    "indicators": "short_desc years la_and_regions values la_number",
}
# Published beside them, and of no use to us.
_PASSED_OVER: dict[Kind, str] = {
    "inspections 2016": "ons_code letter_date later_code",
    "inspections 2023": "ons_code urn outcome_label report_file_id pdf_read",
    "lookup": "urn stat_neighbours stat_neighbours_la_code stat_neighbours_previous also_known_as region_code "
    "region_name domain ofsted_ilacs_scrape_la_name rgn22cd rgn22nm lad23cd ltla23cd ltla23nm ltla23nmw ltla23_ons "
    "utla23nm country",
    "dictionary": "measure_code chart_title state_funded_flag table_status description methodology",
    "indicators": "data_item region",
}


def checked_list(kind: Kind, sheet: Sheet, problems: Problems) -> Sheet:
    """Return a list with each heading once. A column that we do not know, or do not find, is named."""
    if kind not in _READ:
        return sheet
    single = _without_repeats(sheet, problems)
    name_columns(kind, single.headings, sheet.file, problems)
    return single


def name_columns(kind: Kind, headings: Sequence[str], file: str, problems: Problems) -> None:
    """Name the columns of a list that are not known, and those that are read and not there."""
    present = {_plain(heading): heading for heading in headings if heading}
    read, known = set(_READ[kind].split()), set(_PASSED_OVER.get(kind, "").split())
    for name in sorted(present.keys() - read - known):
        message = f"The column {present[name]} is not one that we know; it was not used."
        problems.add("column_unknown", message, file, row=1, column=present[name])
    for name in sorted(read - present.keys()):
        message = f"The column {name.replace('_', ' ')} is not in the file; what it tells is not known."
        problems.add("column_missing", message, file, row=1, column=name)


def refuse_repeats(headings: Sequence[str], file: str) -> None:
    """Refuse a file in which a heading comes twice: which of the two is meant cannot be known."""
    again = [name for name, count in Counter(heading.casefold() for heading in headings).items() if name and count > 1]
    if again:
        raise InputError(
            f"has the heading {again[0]} twice, and the columns differ: which is meant cannot be known.", where=file
        )


def name_column_without_heading(at: int, cells: Iterable[str], file: str, problems: Problems) -> None:
    """Name a column that has no heading, if anything stands in it."""
    if any(cell.strip() for cell in cells):
        problems.add("heading_missing", f"Column {at + 1} has no heading; it was left out.", file, row=1)


def _without_repeats(sheet: Sheet, problems: Problems) -> Sheet:
    """Drop the columns that repeat another, heading and cells."""
    kept: dict[tuple[str, tuple[str, ...]], int] = {}
    for at, heading in enumerate(sheet.headings):
        cells = tuple(row[at].strip() for row in sheet.rows)
        if not heading:
            name_column_without_heading(at, cells, sheet.file, problems)
        elif kept.setdefault((heading.casefold(), cells), at) != at:
            message = f"The heading {heading} comes twice; both columns hold the same, one was used."
            problems.add("heading_repeated", message, sheet.file, row=1, column=heading)
    places = list(kept.values())
    headings = tuple(sheet.headings[at] for at in places)
    refuse_repeats(headings, sheet.file)
    return Sheet(sheet.file, headings, [[row[at] for at in places] for row in sheet.rows], sheet.numbers)


def _plain(heading: str) -> str:
    return heading.strip().casefold().replace(" ", "_")
