"""Counting answers to closed questions, and what of the counts may be seen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extramile.core.disclosure import (
    MARGIN,
    PARTNERSHIP,
    Audience,
    Cell,
    Released,
    Shown,
    Suppressed,
    Table,
    protect,
    protect_counts,
    protect_part,
)
from extramile.web.voices import answering
from extramile.web.voices.models import Answer, Question

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to a question, or to one statement of a grid: each choice with what may be seen of its count."""

    question: Question
    words: str
    choices: list[tuple[str, str, Released]]
    total: Released
    # Whether each person chose one only, so that the choices add up to the total.
    adds_up: bool


def count_question(question: Question, answers: Sequence[Answer], audience: Audience = PARTNERSHIP) -> list[Counted]:
    """Return the protected counts of a closed question; one entry for each statement of a grid."""
    choices = answering.choices(question)
    if question.kind == "many":
        given = [set(answer.value) for answer in answers]
        parts = [protect_part(sum(int(c.value) in each for each in given), len(given), audience) for c in choices]
        found = [(c.value, c.words, released) for c, (released, _) in zip(choices, parts, strict=True)]
        # The total is shown only if no choice had to hide it.
        totals = {total for _, total in parts}
        hidden = next((total for total in totals if not isinstance(total, Shown)), None)
        return [Counted(question, question.words, found, hidden or next(iter(totals)), adds_up=False)]
    counted = []
    statements = list(enumerate(question.options)) if question.kind == "grid" else [(None, question.words)]
    for number, words in statements:
        values = [
            str(answer.value) if number is None else str(answer.value[str(number)])
            for answer in answers
            if number is None or str(number) in answer.value
        ]
        tally = Counter(values)
        released, total = protect_counts({c.value: tally[c.value] for c in choices}, audience)
        counted.append(
            Counted(question, words, [(c.value, c.words, released[c.value]) for c in choices], total, adds_up=True)
        )
    return counted


def count_by_group(
    question: Question, answers: Sequence[Answer], group: Mapping[object, str], rows: Sequence[str], counted: Counted
) -> dict[Cell, Released]:
    """Return the answers by group. What the plain counts show stays shown, what they hide stays hidden, here as well."""
    columns = [value for value, _, _ in counted.choices]
    counts = Counter((group.get(answer.response_id, NOT_SAID), str(answer.value)) for answer in answers)
    margins: dict[Cell, Released] = {(MARGIN, value): released for value, _, released in counted.choices}
    margins[MARGIN, MARGIN] = counted.total
    return protect(
        Table((*rows, NOT_SAID), tuple(columns), counts),
        PARTNERSHIP,
        shown={cell for cell, released in margins.items() if isinstance(released, Shown)},
        hidden={cell for cell, released in margins.items() if isinstance(released, Suppressed)},
    )
