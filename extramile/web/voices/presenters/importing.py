"""Words for importing: what the columns are, what the rows become, what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.web.voices import answering, importing
from extramile.web.voices.models import Import, Question

MOST_PROBLEMS, MOST_SHOWN = 100, 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading, the first cell that holds something, what it answers."""

    number: int
    heading: str
    example: str
    target: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A held table, looked at."""

    columns: list[Column]
    targets: list[tuple[str, str]]
    rows: int
    ready: int
    problems: list[tuple[int, str]]
    more: int
    # The first rows as they would be kept: the row, and each question with its answer.
    preview: list[tuple[int, list[tuple[str, str]]]]


def looked_at(held: Import, questions: Sequence[Question]) -> Looked:
    """Return what stands in a held table, and what would become of it; nothing of it once it is imported."""
    rows, numbers, questions = held.rows or [], held.numbers or [], list(questions)
    problems: list[tuple[int, str]] = []
    preview: list[tuple[int, list[tuple[str, str]]]] = []
    ready = 0
    for number, row in zip(numbers, rows, strict=True) if held.mapping else ():
        raw, day, wrong = importing.read_row(questions, held, row)
        problems += [(number, each) for each in wrong]
        ready += not wrong
        if not wrong and len(preview) < MOST_SHOWN:
            said = [("Day of the answer", day.isoformat())] if day else []
            preview.append((number, said + [(q.words, words) for q in questions if (words := _answer(q, raw))]))
    return Looked(
        columns=[
            Column(n, heading, _example(rows, n), held.mapping.get(str(n), ""))
            for n, heading in enumerate(held.headings)
        ],
        targets=importing.targets(questions),
        rows=len(rows),
        ready=ready,
        problems=problems[:MOST_PROBLEMS],
        more=max(0, len(problems) - MOST_PROBLEMS),
        preview=preview,
    )


def _example(rows: Sequence[Sequence[str]], column: int) -> str:
    found = next((row[column] for row in rows if row[column]), "")
    return found if len(found) <= 60 else f"{found[:59]}…"


def _answer(question: Question, raw: dict[str, object]) -> str:
    given = [raw.get(name) for name in answering.fields(question)]
    if question.kind in {"short", "long"}:
        return str(given[0] or "")
    words = {choice.value: choice.words for choice in answering.choices(question)}
    if question.kind == "grid":
        pairs = zip(question.options, given, strict=True)
        return "; ".join(f"{statement}: {words[str(value)]}" for statement, value in pairs if value)
    values = given[0] if isinstance(given[0], list) else [given[0]] if given[0] else []
    said = ", ".join(words[str(value)] for value in values)
    written = raw.get(answering.other_field(question))
    return f"{said}: {written}" if written else said
