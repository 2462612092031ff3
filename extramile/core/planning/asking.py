"""Whether a plan is fit to be sent: what those who judge plans are known to ask, asked of the plan before they do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

SECTORS = ("education", "health", "care")


@dataclass(frozen=True, slots=True)
class ContentAction:
    """An action as far as it is asked about."""

    words: str
    body: str
    owner: str
    due: date | None
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class ContentMeasure:
    """A measure as far as it is asked about. `experience`: it is families who say it."""

    title: str
    has_baseline: bool
    has_target: bool
    experience: bool


@dataclass(frozen=True, slots=True)
class ContentTheme:
    """A theme with its actions and measures. `outcome` is what should be different, in words."""

    title: str
    outcome: str
    actions: tuple[ContentAction, ...]
    measures: tuple[ContentMeasure, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A plan as far as it is asked about. `uncovered` are findings that are in no theme and have no reason why not."""

    themes: tuple[ContentTheme, ...]
    uncovered: tuple[str, ...]
    sectors: frozenset[str]
    governance: str
    co_production: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `why` says on what it rests, `grade` how sure that is (A to C, R is recalled)."""

    id: str
    words: str
    why: str
    grade: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer: `wrong` names each thing that stands in the way, with what to do."""

    asked: Asked
    wrong: tuple[str, ...]

    @property
    def fit(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.wrong


COVERED = Asked("covered", "Is every finding covered?", "A statement was returned where a weakness was left out.", "B")
OWNED = Asked(
    "owned", "Has every action a body, a person and a day?", "Councils' accounts of what was asked of them.", "R"
)
MEASURED = Asked(
    "measured", "Has every theme an impact measure with a baseline and a target?", "Recalled of the handbook.", "R"
)
OUTCOMES = Asked(
    "outcomes", "Does every theme say what should be different for children?", "Fields of published statements.", "B"
)
SHARED = Asked("shared", "Are education, health and care all there where they are named?", "Councils' accounts.", "R")
GOVERNED = Asked("governed", "Does it say who oversees it and how it is followed?", "Recalled of the handbook.", "R")
CO_PRODUCED = Asked("co-produced", "Did parents and young people help to write it?", "Recalled of the handbook.", "R")
HEARD = Asked(
    "heard", "Does families' own experience say whether it works?", "Our own: figures alone do not tell.", "C"
)


def fitness(content: Content) -> tuple[Answered, ...]:
    """Return every question with its answer, in the order in which a reader would ask."""
    return (
        Answered(
            COVERED, tuple(f"“{each}” is in no theme: put it in one, or say why not." for each in content.uncovered)
        ),
        Answered(OUTCOMES, tuple(_without_outcome(content))),
        Answered(OWNED, tuple(_without_owner(content))),
        Answered(MEASURED, tuple(_without_measure(content))),
        Answered(SHARED, tuple(_without_sector(content))),
        Answered(HEARD, tuple(_without_experience(content))),
        Answered(GOVERNED, () if content.governance.strip() else ("Write who oversees the plan, how and how often.",)),
        Answered(CO_PRODUCED, () if content.co_production.strip() else ("Write how families helped to make it.",)),
    )


def _without_outcome(content: Content) -> Iterator[str]:
    if not content.themes:
        yield "There is no theme yet."
    for theme in content.themes:
        if not theme.outcome.strip():
            yield f"“{theme.title}” does not say what should be different."


def _without_owner(content: Content) -> Iterator[str]:
    for theme in content.themes:
        if not theme.actions:
            yield f"“{theme.title}” has no action."
        for action in theme.actions:
            lacks = [
                name
                for name, there in (("a body", action.body), ("a person", action.owner), ("a day", action.due))
                if not there
            ]
            if lacks:
                yield f"“{action.words}” has not {' or '.join(lacks)}."


def _without_measure(content: Content) -> Iterator[str]:
    for theme in content.themes:
        impact = [each for each in theme.measures if not each.experience]
        if not impact:
            yield f"“{theme.title}” has no impact measure."
        for measure in impact:
            lacks = [
                name
                for name, there in (("baseline", measure.has_baseline), ("target", measure.has_target))
                if not there
            ]
            if lacks:
                yield f"“{measure.title}” has no {' and no '.join(lacks)}."


def _without_sector(content: Content) -> Iterator[str]:
    there = frozenset[str]().union(*(each.sectors for theme in content.themes for each in theme.actions))
    for sector in SECTORS:
        if sector in content.sectors and sector not in there:
            yield f"No action is of {sector}, which is named in the findings."


def _without_experience(content: Content) -> Iterator[str]:
    for theme in content.themes:
        if not any(each.experience for each in theme.measures):
            yield f"“{theme.title}” has no measure in which families say how it is for them."
