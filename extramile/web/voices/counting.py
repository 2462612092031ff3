"""Counting answers to closed questions, and what of the counts may be seen.

Whatever a page or a download shows of a survey is counted here, so that two of them never hide different counts of the same
people: what one hides, the other would give away. `Voted` holds the answers of everybody behind the counts, read once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extramile.core.disclosure import (
    MARGIN,
    PARTNERSHIP,
    Audience,
    Cell,
    Released,
    Shown,
    Table,
    protect,
    protect_part,
)
from extramile.web.voices import answering
from extramile.web.voices.models import Question

# Who left a question about themselves out did not say either: counted together, they add up to everybody, and how many left it
# out does not follow from the difference.
NOT_SAID_WORDS = "Prefer not to say, or left out"


@dataclass(frozen=True, slots=True)
class Voted:
    """Who answered, and what each of them answered to each closed question."""

    everybody: Collection[Any]
    values: Mapping[int, Mapping[Any, Any]]

    def of(self, question: Question) -> Mapping[Any, Any]:
        """Return what was answered to a question, by response; about oneself everybody answered, if only by leaving it out."""
        given = self.values.get(question.pk, {})
        if question.kind != "about":
            return given
        return {response: given.get(response, answering.PREFER_NOT) for response in self.everybody}

    def enough(self, question: Question) -> bool:
        """Say whether enough answered for there to be counts: of fewer than five even a shown zero says who said the rest."""
        return len(self.values.get(question.pk, ())) >= PARTNERSHIP.threshold


def voted(everybody: Iterable[Any], answers: Iterable[tuple[Any, int, Any]]) -> Voted:
    """Return the answers (response, question, value) of everybody, by question."""
    values: dict[int, dict[Any, Any]] = defaultdict(dict)
    for response, question, value in answers:
        values[question][response] = value
    return Voted(frozenset(everybody), values)


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to a question, or to one statement of a grid: each choice with what may be seen of its count."""

    question: Question
    words: str
    choices: list[tuple[str, str, Released]]
    total: Released
    # Whether each person chose one only, so that the choices add up to the total.
    adds_up: bool


@dataclass(frozen=True, slots=True)
class SurveyCounts:
    """What may be seen of a survey: how many are behind the counts, and the counts of each question that enough answered."""

    everybody: int
    questions: Mapping[int, Sequence[Counted]]

    def of(self, question: Question) -> Sequence[Counted]:
        """Return the counts of a question, or nothing if it is an open one, or too few answered it."""
        return self.questions.get(question.pk, ())


def count_survey(questions: Iterable[Question], answers: Voted) -> SurveyCounts:
    """Return the protected counts of all closed questions."""
    closed = (each for each in questions if each.kind not in {"short", "long"} and answers.enough(each))
    return SurveyCounts(len(answers.everybody), {each.pk: count_question(each, answers) for each in closed})


def _choices(question: Question) -> list[answering.Choice]:
    return [
        answering.Choice(each.value, NOT_SAID_WORDS) if each.value == answering.PREFER_NOT else each
        for each in answering.choices(question)
    ]


def count_question(question: Question, answers: Voted, audience: Audience = PARTNERSHIP) -> list[Counted]:
    """Return the protected counts of a closed question; one entry for each statement of a grid."""
    choices, given = _choices(question), answers.of(question)
    if question.kind == "many":
        tally = Counter(str(each) for value in given.values() for each in value)
        parts = [protect_part(tally[choice.value], len(given), audience) for choice in choices]
        found = [(c.value, c.words, released) for c, (released, _) in zip(choices, parts, strict=True)]
        # The total is shown only if no choice had to hide it.
        totals = {total for _, total in parts}
        hidden = next((total for total in totals if not isinstance(total, Shown)), None)
        return [Counted(question, question.words, found, hidden or next(iter(totals)), adds_up=False)]
    if question.kind == "grid":
        return [
            _counted(question, words, choices, [str(v[str(n)]) for v in given.values() if str(n) in v], audience)
            for n, words in enumerate(question.options)
        ]
    return [_counted(question, question.words, choices, [str(value) for value in given.values()], audience)]


def _counted(
    question: Question, words: str, choices: list[answering.Choice], values: Sequence[str], audience: Audience
) -> Counted:
    tally = Counter(values)
    # How many answered a survey stands on many pages: a sum that everybody knows is never what hides a count.
    table = Table((ALL,), tuple(choice.value for choice in choices), {(ALL, value): n for value, n in tally.items()})
    released = protect(table, audience, shown={(ALL, MARGIN), (MARGIN, MARGIN)})
    found = [(choice.value, choice.words, released[ALL, choice.value]) for choice in choices]
    return Counted(question, words, found, released[ALL, MARGIN], adds_up=True)


ALL = "all"
# The kinds of questions that are shown by group: those whose choices add up to the total.
CROSSED = frozenset({"one", "scale", "faces", "faces3", "about"})
LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a table by groups: one choice, or several that are too small to stand alone."""

    values: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """The answers to a question (columns) by group (rows), protected."""

    rows: list[Line]
    columns: list[Line]
    cells: Mapping[Cell, Released]

    def at(self, row: Line, column: Line) -> Released:
        """Return what may be seen of a count."""
        return self.cells[row.values[0], column.values[0]]

    def turned(self) -> "Crossed":
        """Return the same table with rows for columns."""
        return Crossed(self.columns, self.rows, {(row, column): found for (column, row), found in self.cells.items()})


def _lines(counted: Counted, counts: Mapping[str, int]) -> list[Line]:
    """Return the lines of a table for a question: choices whose plain count is hidden stand together, in a line of five at least.

    So each line's sum is known to everybody who sees the plain counts, and no table says more of it than they do.
    """
    words = {value: title for value, title, _ in counted.choices} | {LEFT_OUT: "Left out"}
    seen = [value for value, _, released in counted.choices if isinstance(released, Shown) and released.count]
    small = [value for value, _, released in counted.choices if not isinstance(released, Shown)]
    left_out = counts.get(LEFT_OUT, 0)
    if left_out:
        (seen if left_out >= PARTNERSHIP.threshold else small).append(LEFT_OUT)
    while small and seen and sum(counts.get(each, 0) for each in small) < PARTNERSHIP.threshold:
        smallest = min(seen, key=lambda each: counts.get(each, 0))
        seen.remove(smallest)
        small.append(smallest)
    lines = [Line((value,), words[value]) for value in seen]
    if small:
        named = [words[value] for value in words if value in small]
        title = f"{', '.join(named[:-1])} or {named[-1]}" if len(named) <= 3 else f"{len(named)} smaller ones together"
        lines.append(Line(tuple(small), title if len(named) > 1 else named[0]))
    return lines


def count_by_group(question: Question, by: Question, answers: Voted) -> Crossed | None:
    """Return the answers to a question by group, or None where there is nothing to show.

    All sums of the table are taken for known, as they are from the plain counts: what is hidden inside is hidden by its
    neighbours in the same table, whatever other tables of the same people say. Two questions about the person make one table,
    whichever way round it is asked for: hidden twice in two ways, it would show everything.
    """
    if question.kind == "about" and by.pk > question.pk:
        turned = count_by_group(by, question, answers)
        return turned.turned() if turned else None
    asked, groups = count_question(question, answers)[0], count_question(by, answers)[0]
    if not (isinstance(asked.total, Shown) and isinstance(groups.total, Shown)):
        return None
    group, given = answers.of(by), answers.of(question)
    pairs = Counter((str(group[each]), str(given.get(each, LEFT_OUT))) for each in answers.everybody)
    rows = _lines(groups, _summed(pairs, 0))
    columns = _lines(asked, _summed(pairs, 1))
    row_of = {value: row.values[0] for row in rows for value in row.values}
    column_of = {value: column.values[0] for column in columns for value in column.values}
    counts: Counter[Cell] = Counter()
    for (row, column), count in pairs.items():
        counts[row_of[row], column_of[column]] += count
    table = Table(tuple(row.values[0] for row in rows), tuple(column.values[0] for column in columns), counts)
    margins = frozenset(cell for cell in table.with_margins() if MARGIN in cell)
    return Crossed(rows, columns, protect(table, PARTNERSHIP, shown=margins))


def _summed(pairs: Mapping[Cell, int], side: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for pair, count in pairs.items():
        counts[pair[side]] += count
    return counts
