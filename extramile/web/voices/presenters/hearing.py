"""Words for counts, reach, readings, themes and the loop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.disclosure import NotAvailable, Released, Shown
from extramile.core.listening import Agreement, Group, agreement, groups, reach
from extramile.core.themes import theme_list
from extramile.web.design.charts import Bar, Chart, bar_chart
from extramile.web.design.figures import Missing, figure
from extramile.web.library.national import national
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import answering, coding, queries
from extramile.web.voices.counting import Counted, Crossed, SurveyCounts
from extramile.web.voices.models import Answer, LoopEntry, Population, Question, Quote

STATISTIC = "sen_needs_all_plans"


def said(released: Released) -> str:
    """Return a protected count in words."""
    if isinstance(released, Shown):
        return figure(released.count)
    return "not available" if isinstance(released, NotAvailable) else "suppressed"


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


HIDDEN = "“Suppressed”: a count from 1 to 4, or one from which it could be worked out, is not shown, so that nobody is recognised."


def results(
    questions: Sequence[Question], counts: SurveyCounts, tables: Mapping[int, Crossed] | None = None
) -> list[Result]:
    """Return each closed question with its protected counts, and by group if one was chosen."""
    return [
        _result(counted, number, (tables or {}).get(question.pk))
        for question in questions
        for number, counted in enumerate(counts.of(question))
    ]


def _result(counted: Counted, number: int, crossed: Crossed | None) -> Result:
    hidden = any(not isinstance(released, Shown) for _, _, released in counted.choices)
    return Result(
        words=counted.words,
        total=said(counted.total),
        chart=_chart(
            tuple(Bar(words, _value(released)) for _, words, released in counted.choices),
            counted.words,
            ranked=not counted.adds_up,
            id_prefix=f"q{counted.question.pk}-{number}",
        ),
        by_group=[(row.words, [said(crossed.at(row, column)) for column in crossed.columns]) for row in crossed.rows]
        if crossed
        else [],
        headings=[column.words for column in crossed.columns] if crossed else [],
        note=HIDDEN if hidden else "",
    )


@lru_cache(maxsize=500)
def _chart(bars: tuple[Bar, ...], title: str, *, ranked: bool, id_prefix: str) -> Chart:
    """Draw the counts of a question. The same counts are the same drawing: it is drawn once."""
    return bar_chart(bars, title=title, ranked=ranked, heading="Answer", value_heading="People", id_prefix=id_prefix)


@dataclass(frozen=True, slots=True)
class ReachLine:
    """A group: who answered, who there is, and what that says."""

    title: str
    answered: str
    share: str
    there: str
    there_share: str
    says: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who answered, beside who there is, for one question about the person."""

    id: str
    title: str
    source: str
    missing: str
    rows: list[ReachLine]


def reached(
    scope: Scope, questions: Sequence[Question], counts: SurveyCounts, populations: Mapping[str, Population]
) -> list[Reach]:
    """Return who has been heard, made of the same protected counts as the results and of nothing else."""
    found = []
    for question in questions:
        if question.kind != "about" or not counts.of(question):
            continue
        group = group_of(question.about)
        there, source, missing = population_of(scope, group, populations.get(group.id))
        seen, heard = seen_of(counts.of(question)[0])
        rows = []
        for option in group.options:
            shown = option.id in seen
            row = reach(seen, there, option.id, heard)
            rows.append(
                ReachLine(
                    title=option.title,
                    answered=figure(seen[option.id]) if shown else "suppressed",
                    share=share_words(row.answered_share if shown else None, "suppressed"),
                    there=figure(row.population) if row.population is not None else "not known",
                    there_share=share_words(row.population_share, "not known"),
                    says=row.heard.value if shown else "too few to say",
                )
            )
        found.append(Reach(group.id, group.title, source, missing, rows))
    return found


def seen_of(counted: Counted) -> tuple[dict[str, int], int]:
    """Return the groups whose count may be seen, and of how many shares are taken.

    Shares are among those whose group is known. Where that cannot be said without saying who, it is among all.
    """
    seen = {value: released.count for value, _, released in counted.choices if isinstance(released, Shown)}
    heard = counted.total.count if isinstance(counted.total, Shown) else 0
    return seen, heard - seen.get(answering.PREFER_NOT, 0)


def share_words(value: float | None, otherwise: str) -> str:
    """Return a share in words, or other words where it cannot be said."""
    return figure(100 * value, "%") if value is not None else otherwise


def population_of(scope: Scope, group: Group, entered: Population | None) -> tuple[dict[str, int], str, str]:
    """Return how many there are in each group, where that is from, and what to say if it is not known.

    What was entered goes first; the needs of children with plans are published for every area.
    """
    if entered:
        return dict(entered.counts), f"{entered.source}, {date_format(entered.as_of, 'j F Y')}", ""
    area = scope.partnership.area_code
    if not area or not any(option.statistic for option in group.options):
        return {}, "", "Nobody has entered how many there are yet, so that nothing can be said about who is missing."
    table = national().statistics.table(STATISTIC)
    figures = {option.id: table.figure(option.statistic, area) for option in group.options if option.statistic}
    counts = {name: int(each.value) for name, each in figures.items() if each.value is not None}
    return counts, f"EHC plans by main need, Department for Education, {table.periods[-1]}", ""


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


def passage(scope: Scope, thing: Answer | Quote) -> Passage:
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


def where_it_stands(scope: Scope, thing: Answer | Quote) -> tuple[str, str]:
    """Return the page that something people said stands on, and its address."""
    if isinstance(thing, Answer):
        survey = thing.question.survey
        return "What people wrote", reverse("voices:texts", args=[scope.name, survey.pk])
    return f"“{thing.session.title}”", reverse("voices:session", args=[scope.name, thing.session_id])


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


def _kappa(counts: SurveyCounts) -> str:
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


def writes(scope: Scope, entry: LoopEntry) -> bool:
    """Say whether this person goes on writing an entry: the forum's own are the forum's to change, also when they are public."""
    return scope.can(Permission.TELL_THE_LOOP) and queries.inside(scope, entry)


def about_questions(questions: Sequence[Question], counts: SurveyCounts) -> list[Question]:
    """Return the questions about the person by which counts can be grouped: each group once, where enough answered."""
    found: dict[str, Question] = {}
    for each in questions:
        if each.kind == "about" and counts.of(each):
            found.setdefault(each.about, each)
    return list(found.values())


def group_of(name: str) -> Group | None:
    """Return a way of grouping by its name, or None."""
    return next((each for each in groups() if each.id == name), None)
