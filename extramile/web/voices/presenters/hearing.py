"""Words for counts, reach, readings, themes and the loop."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from extramile.core.disclosure import PARTNERSHIP, NotAvailable, Released, Shown, protect_counts
from extramile.core.listening import Agreement, Counts, agreement, groups, reach
from extramile.core.themes import theme_list
from extramile.web.design.charts import Bar, Chart, bar_chart
from extramile.web.design.figures import Missing, figure
from extramile.web.library.national import national
from extramile.web.voices import coding
from extramile.web.voices.counting import Counted, count_by_group, count_question
from extramile.web.voices.models import Answer, LoopEntry, Population, Question, Survey

STATISTIC = "sen_needs_all_plans"


def said(released: Released) -> str:
    """Return a protected count in words."""
    if isinstance(released, Shown):
        return figure(released.count)
    return "not available" if isinstance(released, NotAvailable) else "hidden"


def _value(released: Released) -> Any:
    if isinstance(released, Shown):
        return released.count
    return Missing.NOT_AVAILABLE if isinstance(released, NotAvailable) else Missing.SUPPRESSED


@dataclass(frozen=True, slots=True)
class Result:
    """A question with its counts."""

    words: str
    total: str
    chart: Chart
    by_group: list[tuple[str, list[str]]]
    headings: list[str]
    note: str


def results(questions: Sequence[Question], answers: Sequence[Answer], by: Question | None = None) -> list[Result]:
    """Return each closed question with its protected counts, and by group if one was chosen."""
    found = []
    group = {each.response_id: each.value for each in answers if by and each.question_id == by.pk}
    for question in questions:
        if question.kind in {"short", "long"}:
            continue
        given = [each for each in answers if each.question_id == question.pk]
        # Of a question that hardly anybody answered even a shown zero says who said the rest.
        if len(given) < PARTNERSHIP.threshold:
            continue
        for number, counted in enumerate(count_question(question, given)):
            crossed = by and counted.adds_up and question.kind != "grid" and question.pk != by.pk
            found.append(_result(counted, number, _crossed(question, given, group, by, counted) if crossed else []))
    return found


def _crossed(question: Question, given: Sequence[Answer], group: Any, by: Question, counted: Counted) -> list[Any]:
    options = next(each for each in groups() if each.id == by.about).options
    titles = {option.id: option.title for option in options} | {
        "prefer-not": "Prefer not to say",
        "not said": "Not said",
    }
    rows = [each for each in titles if each != "not said"]
    cells = count_by_group(question, given, group, rows, counted)
    return [
        (titles[row], [said(cells[row, value]) for value, _, _ in counted.choices])
        for row in titles
        if any(cells[row, value] != Shown(0) for value, _, _ in counted.choices)
    ]


def _result(counted: Counted, number: int, by_group: list[Any]) -> Result:
    title = counted.words
    hidden = any(not isinstance(released, Shown) for _, _, released in counted.choices)
    return Result(
        words=title,
        total=said(counted.total),
        chart=bar_chart(
            [Bar(words, _value(released)) for _, words, released in counted.choices],
            title=title,
            ranked=not counted.adds_up,
            heading="Answer",
            value_heading="People",
            id_prefix=f"q{counted.question.pk}-{number}",
        ),
        by_group=by_group,
        headings=[words for _, words, _ in counted.choices],
        note="Counts from 1 to 4 are hidden, and others so that they cannot be worked out." if hidden else "",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Who answered, beside who there is, for one way of grouping."""

    id: str
    title: str
    source: str
    rows: list[tuple[str, str, str, str, str]]


def reached(scope: Any, answers: Sequence[Answer], populations: dict[str, Population]) -> list[Reach]:
    """Return who has been heard. A verdict is given only where the count behind it may be seen."""
    found = []
    for group in groups():
        given = Counter(each.value for each in answers if each.question.about == group.id)
        if not given and not any(each.question.about == group.id for each in answers):
            continue
        counts, source = population_of(scope, group, populations.get(group.id))
        order = [option.id for option in group.options]
        released, _ = protect_counts({name: given[name] for name in order}, PARTNERSHIP)
        titles = {option.id: option.title for option in group.options}
        rows = []
        for row in reach(given, counts, order):
            seen = released[row.group]
            hidden = not isinstance(seen, Shown)
            rows.append(
                (
                    titles[row.group],
                    said(seen),
                    figure(row.population) if row.population is not None else "not known",
                    figure(100 * row.population_share, "%") if row.population_share is not None else "not known",
                    "too few to say" if hidden else row.heard.value,
                )
            )
        found.append(Reach(group.id, group.title, source, rows))
    return found


def population_of(scope: Any, group: Any, entered: Population | None) -> tuple[dict[str, int], str]:
    """Return how many there are in each group and where that is from: entered, or EHC plans as published."""
    if entered:
        return dict(entered.counts), f"{entered.source}, {date_format(entered.as_of, 'j F Y')}"
    area = scope.partnership.area_code
    if not area or not any(option.statistic for option in group.options):
        return {}, "no population table yet"
    reference = national()
    table = reference.statistics.table(STATISTIC)
    figures = {option.id: table.figure(option.statistic, area) for option in group.options if option.statistic}
    counts = {name: int(each.value) for name, each in figures.items() if each.value is not None}
    return counts, f"EHC plans by main need, Department for Education, {table.periods[-1]}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Something people said, to be coded."""

    kind: str
    id: str
    words: str
    where: str
    state: str
    mine: bool
    redacted: bool


def passage(scope: Any, thing: Any) -> Passage:
    """Return an answer or a quote in words. The codes of another reader are not among them: the second reads blind."""
    done = coding.codings(thing)
    state = "to code"
    if "settled" in done:
        state = "settled"
    elif "second" in done:
        state = "read twice"
    elif "first" in done:
        state = "waits for a second reader" if coding.read_twice(thing) else "coded"
    answer = coding.kind_of(thing) == "answer"
    part = coding.part_for(scope, thing)
    return Passage(
        kind=coding.kind_of(thing),
        id=str(thing.pk),
        words=thing.text if answer else thing.words,
        where=f"{thing.question.survey.title}: {thing.question.words}"
        if answer
        else f"{thing.session.title}, {thing.said_by}",
        state=state,
        mine=bool(part) and part not in done,
        redacted=thing.redacted,
    )


def suggested(words: str) -> list[tuple[str, str]]:
    """Return the themes whose terms stand in the words, with the words that suggest each."""
    return [(tag.theme, ", ".join(f"“{each}”" for each in tag.words)) for tag in theme_list().tag(words)]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The agreement on one theme."""

    title: str
    both: int
    first: int
    second: int
    neither: int
    kappa: str


def _kappa(counts: Counts) -> str:
    return "cannot be said" if counts.kappa is None else figure(counts.kappa, "", 2)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """How far two readers agree."""

    answers: int
    same: int
    kappa: str
    meaning: str
    rows: list[AgreementRow]


# Landis and Koch's words for kappa, which most readers of such figures know.
WORDS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))


def agreed(book: Sequence[coding.Code], things: Sequence[Any]) -> AgreementPage:
    """Return how far the first and the second reading agree, over everything read twice."""
    pairs = []
    for thing in things:
        done = coding.codings(thing)
        if {"first", "second"} <= set(done):
            pairs.append((frozenset(done["first"].codes), frozenset(done["second"].codes)))
    found: Agreement = agreement(pairs, [code.id for code in book])
    titles = {code.id: code.title for code in book}
    rows = [
        AgreementRow(titles.get(theme, theme), c.both, c.first_only, c.second_only, c.neither, _kappa(c))
        for theme, c in found.by_theme.items()
        if c.both or c.first_only or c.second_only
    ]
    kappa = found.overall.kappa
    meaning = "" if kappa is None else next((words for least, words in WORDS if kappa > least), "none beyond chance")
    return AgreementPage(found.answers, found.same, _kappa(found.overall), meaning, rows)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the loop."""

    title: str
    words: str
    who: str
    on: Any
    reached: bool


def loop_steps(entry: LoopEntry) -> list[Step]:
    """Return the steps of an entry: those it has reached, and what is still open."""
    steps = [Step("Said", entry.said, entry.said_by, entry.said_on, True)]
    stages = [("decided", "Decided")]
    stages += (
        [("not_done", "Not done, because")] if entry.not_done else [("done", "Done"), ("difference", "Difference")]
    )
    for name, title in stages:
        words = getattr(entry, name)
        steps.append(
            Step(title, words or "Nothing yet", getattr(entry, f"{name}_by"), getattr(entry, f"{name}_on"), bool(words))
        )
    return steps


def about_questions(survey: Survey) -> list[Question]:
    """Return the questions about the person: what counts can be grouped by."""
    return [each for each in survey.questions.all() if each.kind == "about"]


def group_of(name: str) -> Any:
    """Return a way of grouping by its name, or None."""
    return next((each for each in groups() if each.id == name), None)
