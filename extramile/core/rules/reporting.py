"""What a check of a return says, for people and programs: plain values, and which cells to mark."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from extramile.core.returns import KEY, Load, Return, RowProblem
from extramile.core.rules.declaring import Required, Rule
from extramile.core.rules.running import Outcome, RuleResult

READING = {
    "READ-short_year": "A year has four digits.",
    "READ-day_number": "A date is a date, not a number.",
    "READ-either_order": "A column of dates has one order of day and month.",
    "READ-unknown_element": "Everything in the file is an item of the return.",
    "READ-repeated": "An item stands once in a record.",
    "READ-misplaced": "A record stands where it belongs.",
    "READ-encoding": "A file of text is in UTF-8.",
    "READ-empty_file": "A file holds something.",
    "READ-padded_key": "A key is written alike in every table.",
    "READ-not_a_workbook": "A file is what its name says.",
    "READ-formulas": "A workbook holds values.",
    "READ-hidden": "A workbook hides no sheet.",
    "READ-error_cell": "A cell holds a value and no error.",
    "READ-merged": "A workbook has no merged cells.",
    "READ-not_used": "Everything that was given is a table of the return.",
    "READ-missing_column": "Every column of the return is there.",
    "READ-repeated_heading": "A heading stands once.",
    "READ-headings_again": "The headings stand once in a table.",
    "READ-unknown_year": "The return is of a year that is known.",
    "READ-missing_table": "Every table of the return is there.",
    "READ-repeated_key": "A key stands once in its table.",
    "READ-long_row": "A row has no more cells than there are headings.",
}


def problems(load: Load, outcome: Outcome) -> Iterator[RowProblem]:
    """Yield what was found while reading, then what the rules found."""
    yield from load.problems
    yield from outcome.problems()


def empty_column(rule: Rule, described: Return, failures: int, judged: int) -> str:
    """Return that a column has no value in any row in which a rule asks for one, in a sentence; "" where that is not so.

    Every row counts as a problem of its own; to whoever mends them they are one: the column.
    """
    if not isinstance(rule, Required) or len(rule.fields) != 1 or failures < max(judged, 2):
        return ""
    column = described.table(rule.table).column(rule.fields[0])
    asked = "" if rule.when == "True" else " in which it is asked for"
    return f"The column “{column.heading or column.label}” is empty in all {judged:,} rows{asked}."


def _empty_columns(described: Return, outcome: Outcome) -> dict[str, tuple[RuleResult, str]]:
    """Return the rules by which a column is empty throughout, each with the sentence that says so."""
    return {
        each.rule.id: (each, words)
        for each in outcome.results
        if (words := empty_column(each.rule, described, each.failures, each.judged))
    }


def empty_columns(described: Return, outcome: Outcome) -> list[dict[str, Any]]:
    """Return the columns that are empty in every row in which a rule asks for a value: one thing to mend each, of so many rows.

    Each row is among the problems as well, so that nothing is lost by whoever reads those alone.
    """
    return [
        {
            "rule": each.rule.id,
            "severity": each.rule.severity,
            "table": each.rule.table,
            "field": described.table(each.rule.table).column(each.rule.fields[0]).label,
            "rows": each.failures,
            "message": f"{words} {each.rule.do}",
        }
        for each, words in _empty_columns(described, outcome).values()
        if isinstance(each.rule, Required)
    ]


def empty_words(columns: int, rows: int) -> str:
    """Return how many problems are no more than empty columns, in a sentence that follows their number; "" where none are."""
    if not columns:
        return ""
    what = "one column is" if columns == 1 else f"{columns:,} columns are"
    return f" Of these, {rows:,} say that {what} empty in every row: one thing to mend{' each' if columns > 1 else ''}."


def problems_once(load: Load, outcome: Outcome) -> list[RowProblem]:
    """Return the problems as people read them: of a column that is empty throughout one stands for all, about no single child."""
    said = _empty_columns(load.described, outcome)
    found: dict[object, RowProblem] = {}
    for place, each in enumerate(problems(load, outcome)):
        if each.rule not in said:
            found[place] = each
        elif each.rule not in found:
            result, words = said[each.rule]
            value = f"empty in all {result.judged:,} rows"
            found[each.rule] = replace(each, row=0, key="", value=value, message=f"{words} {result.rule.do}")
    return list(found.values())


def to_dict(load: Load, outcome: Outcome) -> dict[str, Any]:
    """Return the whole answer as plain values, for JSON."""
    read = Counter(each.rule for each in load.problems)
    rules = [
        {
            "id": name,
            "aka": [],
            "severity": "query",
            "state": "failed",
            "failures": count,
            "title": READING[name],
            "reason": "",
        }
        for name, count in read.items()
    ]
    rules += [
        {
            "id": each.rule.id,
            "aka": list(each.rule.aka),
            "severity": each.rule.severity,
            "state": each.state,
            "failures": each.failures,
            "title": each.rule.title,
            "reason": each.reason,
        }
        for each in outcome.results
    ]
    return {
        "source": ", ".join(each.name for each in load.sources),
        "year": outcome.year,
        "as_of": outcome.as_of.isoformat(),
        "tables": dict(load.counts),
        "rules": rules,
        "empty_columns": empty_columns(load.described, outcome),
        "problems": [each.to_dict() for each in problems(load, outcome)],
    }


def marks(outcome: Outcome) -> dict[str, dict[tuple[int, str], list[str]]]:
    """Return what to say at which cell: by table, then by the key of the row and the column; no column where it is the row."""
    found: dict[str, dict[tuple[int, str], list[str]]] = {}
    for failing in outcome.failing:
        cells = found.setdefault(failing.table, {})
        for batch in failing.rows.to_batches(max_chunksize=10_000):
            for row in batch.to_pylist():
                for number, test in enumerate(failing.checks):
                    if row[f"bad{number}"]:
                        said = f"{test.rule.id}: {test.rule.title} {test.rule.do}"
                        cells.setdefault((row[KEY], test.field), []).append(said)
    return found


def shown_day(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"
