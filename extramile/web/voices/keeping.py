"""How released counts are kept: as JSON, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from extramile.core.disclosure import NotAvailable, Released, Shown, Suppressed
from extramile.web.voices.counting import Counted, Crossed, Line, SurveyCounts
from extramile.web.voices.hearing import ThemeCounts
from extramile.web.voices.models import Question
from extramile.web.voices.ready import Content

HIDDEN = "hidden"


def write_released(released: Released) -> Any:
    """Return what is kept of a released count."""
    if isinstance(released, Shown):
        return released.count
    return HIDDEN if isinstance(released, Suppressed) else [released.why]


def read_released(kept: Any) -> Released:
    """Return the released count."""
    if kept == HIDDEN:
        return Suppressed()
    return NotAvailable(kept[0]) if isinstance(kept, list) else Shown(kept)


def write_counts(counts: SurveyCounts) -> Content:
    """Return what is kept of the counts of a survey."""
    return {
        "everybody": counts.everybody,
        "questions": {
            str(number): [
                {
                    "words": each.words,
                    "choices": [[value, words, write_released(released)] for value, words, released in each.choices],
                    "total": write_released(each.total),
                    "adds up": each.adds_up,
                }
                for each in counted
            ]
            for number, counted in counts.questions.items()
        },
    }


def read_counts(kept: Content, questions: Sequence[Question]) -> SurveyCounts:
    """Return the counts of a survey."""
    found = kept["questions"]
    return SurveyCounts(
        kept["everybody"],
        {
            question.pk: [
                Counted(
                    question,
                    each["words"],
                    [(value, words, read_released(released)) for value, words, released in each["choices"]],
                    read_released(each["total"]),
                    each["adds up"],
                )
                for each in found[str(question.pk)]
            ]
            for question in questions
            if str(question.pk) in found
        },
    )


def write_tables(tables: Mapping[int, Crossed]) -> Content:
    """Return what is kept of tables by group, one for each question."""
    return {
        str(number): {
            "rows": [[list(line.values), line.words] for line in table.rows],
            "columns": [[list(line.values), line.words] for line in table.columns],
            "cells": [[write_released(table.at(row, column)) for column in table.columns] for row in table.rows],
        }
        for number, table in tables.items()
    }


def read_tables(kept: Content) -> dict[int, Crossed]:
    """Return the tables by group."""
    return {int(number): _table(table) for number, table in kept.items()}


def _table(kept: Content) -> Crossed:
    rows, columns = (
        [Line(tuple(values), words) for values, words in lines] for lines in (kept["rows"], kept["columns"])
    )
    cells = {
        (row.values[0], column.values[0]): read_released(released)
        for row, released_of_row in zip(rows, kept["cells"], strict=True)
        for column, released in zip(columns, released_of_row, strict=True)
    }
    return Crossed(rows, columns, cells)


def write_themes(counts: ThemeCounts) -> Content:
    """Return what is kept of the counts of themes."""
    return {
        "asked": list(counts.asked),
        "themes": {
            theme: [[write_released(each) for each in people], write_released(total)]
            for theme, (people, total) in counts.themes.items()
        },
    }


def read_themes(kept: Content) -> ThemeCounts:
    """Return the counts of themes."""
    return ThemeCounts(
        tuple(kept["asked"]),
        {
            theme: ([read_released(each) for each in people], read_released(total))
            for theme, (people, total) in kept["themes"].items()
        },
    )
