"""Whom the partnership has heard over a period: its surveys side by side, beside the population, and its sessions.

Surveys are not added up into people. Somebody may have answered two of them; and a survey is taken whole or not at all, because
the difference between two periods would be what few people said. So each column is what the survey's own page shows, and the
column of all holds only the sum of what is shown: whoever reads it could have added it up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extramile.core.listening import Group, Heard, groups, reach
from extramile.web.design.figures import figure
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.counting import SurveyCounts
from extramile.web.voices.models import Population, Question, Session, Survey
from extramile.web.voices.presenters.hearing import population_of, seen_of, share_words

Counted = tuple[Survey, Sequence[Question], SurveyCounts]


@dataclass(frozen=True, slots=True)
class Column:
    """A survey that asked for a group."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a survey shows of a group: how many answered, and their share of its answers."""

    answered: str
    share: str


@dataclass(frozen=True, slots=True)
class Line:
    """A group over all surveys, beside how many there are."""

    title: str
    cells: list[Cell]
    answers: str
    there: str
    there_share: str
    says: str


@dataclass(frozen=True, slots=True)
class Across:
    """One way of grouping people, over all surveys that asked for it."""

    id: str
    title: str
    source: str
    missing: str
    columns: list[Column]
    lines: list[Line]
    # Who is missing, before anybody reads a table.
    sentences: list[str]


def across(scope: Scope, surveys: Sequence[Counted], populations: Mapping[str, Population]) -> list[Across]:
    """Return whom surveys heard, for each group that any of them asked for."""
    found = []
    for group in groups():
        asked = [(survey, seen) for survey, *rest in surveys if (seen := _seen(group, *rest)) is not None]
        if asked:
            there, source, missing = population_of(scope, group, populations.get(group.id))
            columns = [Column(survey.pk, survey.title) for survey, _ in asked]
            lines = [_line(option.id, option.title, [seen for _, seen in asked], there) for option in group.options]
            found.append(Across(group.id, group.title, source, missing, columns, lines, _sentences(lines)))
    return found


Seen = tuple[dict[str, int], int]


def _seen(group: Group, questions: Sequence[Question], counts: SurveyCounts) -> Seen | None:
    question = next((each for each in questions if each.about == group.id and counts.of(each)), None)
    return seen_of(counts.of(question)[0]) if question else None


def _line(option: str, title: str, surveys: Sequence[Seen], there: Mapping[str, int]) -> Line:
    cells, verdicts, hidden, total = [], [], 0, 0
    for seen, heard in surveys:
        row = reach(seen, there, option, heard)
        if option in seen:
            cells.append(Cell(figure(seen[option]), share_words(row.answered_share, "")))
            verdicts.append(row.heard)
            total += seen[option]
        else:
            cells.append(Cell("suppressed", ""))
            hidden += 1
    beside = reach({}, there, option, 0)
    return Line(
        title=title,
        cells=cells,
        answers=_at_least(total, hidden),
        there=figure(beside.population) if beside.population is not None else "not known",
        there_share=share_words(beside.population_share, "not known"),
        says=_says(verdicts, total, hidden),
    )


NOT_HEARD, LESS = "not heard", "heard less than their share"


def _sentences(lines: Sequence[Line]) -> list[str]:
    """Return who was not heard, and who less than their share in every survey that asked."""
    said = (("Not heard", NOT_HEARD), ("Heard less than their share", LESS))
    named = [(title, [line.title for line in lines if line.says.removesuffix(EACH) == says]) for title, says in said]
    return [f"{title}: {'; '.join(groups)}." for title, groups in named if groups]


# In each of several surveys.
EACH = " in each"


def _at_least(total: int, hidden: int) -> str:
    if not hidden:
        return figure(total)
    return f"{figure(total)} at least" if total else "suppressed"


def _says(verdicts: Sequence[Heard], total: int, hidden: int) -> str:
    """Return what all surveys together say of a group, made of what each of them shows."""
    if not total:
        return "too few to say" if hidden else NOT_HEARD
    if Heard.CANNOT_TELL in verdicts:
        return "heard; how many there are is not known"
    less = sum(each in {Heard.LESS, Heard.NOT_HEARD} for each in verdicts)
    if not less:
        return "heard as their share, or more"
    surveys = len(verdicts) + hidden
    if less == surveys:
        return LESS if surveys == 1 else f"{LESS}{EACH}"
    return f"{LESS} in {less} of {surveys}"


@dataclass(frozen=True, slots=True)
class Met:
    """A session of the period: who was there, by role, and how many."""

    id: int
    title: str
    kind: str
    day: object
    roles: str
    came: str


def met(sessions: Sequence[Session]) -> list[Met]:
    """Return the sessions with who came, as their own pages show it."""
    found = []
    for each in sessions:
        lines = list(each.roster.all())
        here = [line.role for line in lines if line.attended]
        roles = "; ".join(dict.fromkeys(here)) or ("nobody came" if lines else "no roster was kept")
        came = figure(sum(line.attended for line in lines)) if lines else "not known"
        found.append(Met(each.pk, each.title, each.get_kind_display(), each.held_on, roles, came))
    return found
