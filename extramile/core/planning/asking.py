"""Whether a plan is fit to be sent: what those who judge plans are known to ask, asked of the plan before they do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SECTORS = ("education", "health", "care")


@dataclass(frozen=True, slots=True)
class ContentAction:
    """An action as far as it is asked about."""

    words: str
    body: str
    owner: str
    due: date | None
    sectors: frozenset[str]
    id: int = 0


@dataclass(frozen=True, slots=True)
class ContentMeasure:
    """A measure as far as it is asked about. `experience`: it is families who say it."""

    title: str
    has_baseline: bool
    has_target: bool
    experience: bool
    id: int = 0


@dataclass(frozen=True, slots=True)
class ContentTheme:
    """A theme with its actions and measures. `outcome` is what should be different, in words."""

    title: str
    outcome: str
    actions: tuple[ContentAction, ...]
    measures: tuple[ContentMeasure, ...]
    id: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A plan as far as it is asked about. `uncovered` are findings that are in no theme and have no reason why not.

    `sectors` are those of the bodies that the findings name: none where no finding names a body. `has_findings` is false where
    no inspection is named or none of its findings has passed.
    """

    themes: tuple[ContentTheme, ...]
    uncovered: tuple[str, ...]
    sectors: frozenset[str]
    governance: str
    co_production: str
    has_findings: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `why` says on what it rests, `grade` how sure that is (A to C, R is recalled)."""

    id: str
    words: str
    why: str
    grade: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that stands in the way, with what to do. It is mended at `thing`: “plan”, “findings”, “governance”,
    “co-production” or, with its `id`, “theme”, “action”, “measure”.
    """

    words: str
    thing: str
    id: int = 0


class Fitness(StrEnum):
    """What is answered to a question."""

    MET = "met"
    NOT_MET = "not-met"
    CANNOT_SAY = "cannot-say"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer: `wrong` names each thing that stands in the way; `unsaid` says why nobody can say."""

    asked: Asked
    wrong: tuple[Wrong, ...] = ()
    unsaid: str = ""

    @property
    def state(self) -> Fitness:
        """What is answered: what is wrong weighs more than what cannot be said."""
        if self.wrong:
            return Fitness.NOT_MET
        return Fitness.CANNOT_SAY if self.unsaid else Fitness.MET

    @property
    def fit(self) -> bool:
        """Whether it is met; what nobody can say is not."""
        return self.state is Fitness.MET


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


NOTHING_TO_COVER = "No inspection is named whose findings have passed, so there is nothing to hold the plan against."
NO_THEME = "There is no theme yet of which it could be asked."
NO_BODY_NAMED = "No finding names a body, so nobody can say which of education, health and care must be there."


def fitness(content: Content) -> tuple[Answered, ...]:
    """Return every question with its answer, in the order in which a reader would ask."""
    none = "" if content.themes else NO_THEME
    return (
        Answered(COVERED, tuple(_uncovered(content)), "" if content.has_findings else NOTHING_TO_COVER),
        Answered(OUTCOMES, tuple(_without_outcome(content))),
        Answered(OWNED, tuple(_without_owner(content)), none),
        Answered(MEASURED, tuple(_without_measure(content)), none),
        Answered(SHARED, tuple(_without_sector(content)), none or ("" if content.sectors else NO_BODY_NAMED)),
        Answered(HEARD, tuple(_without_experience(content)), none),
        Answered(
            GOVERNED, _unwritten(content.governance, "Write who oversees the plan, how and how often.", "governance")
        ),
        Answered(
            CO_PRODUCED, _unwritten(content.co_production, "Write how families helped to make it.", "co-production")
        ),
    )


def _unwritten(words: str, sentence: str, part: str) -> tuple[Wrong, ...]:
    return () if words.strip() else (Wrong(sentence, part),)


def _uncovered(content: Content) -> Iterator[Wrong]:
    for each in content.uncovered:
        yield Wrong(f"“{each}” is in no theme: put it in one, or say why not.", "findings")


def _without_outcome(content: Content) -> Iterator[Wrong]:
    if not content.themes:
        yield Wrong("There is no theme yet.", "plan")
    for theme in content.themes:
        if not theme.outcome.strip():
            yield Wrong(f"“{theme.title}” does not say what should be different.", "theme", theme.id)


def _without_owner(content: Content) -> Iterator[Wrong]:
    for theme in content.themes:
        if not theme.actions:
            yield Wrong(f"“{theme.title}” has no action.", "theme", theme.id)
        for action in theme.actions:
            lacks = [
                name
                for name, there in (("a body", action.body), ("a person", action.owner), ("a day", action.due))
                if not there
            ]
            if lacks:
                yield Wrong(f"“{action.words}” has not {' or '.join(lacks)}.", "action", action.id)


def _without_measure(content: Content) -> Iterator[Wrong]:
    for theme in content.themes:
        impact = [each for each in theme.measures if not each.experience]
        if not impact:
            yield Wrong(f"“{theme.title}” has no impact measure.", "theme", theme.id)
        for measure in impact:
            lacks = [
                name
                for name, there in (("baseline", measure.has_baseline), ("target", measure.has_target))
                if not there
            ]
            if lacks:
                yield Wrong(f"“{measure.title}” has no {' and no '.join(lacks)}.", "measure", measure.id)


def _without_sector(content: Content) -> Iterator[Wrong]:
    there = frozenset[str]().union(*(each.sectors for theme in content.themes for each in theme.actions))
    for sector in SECTORS:
        if content.themes and sector in content.sectors and sector not in there:
            yield Wrong(f"No action is of {sector}, which is named in the findings.", "plan")


def _without_experience(content: Content) -> Iterator[Wrong]:
    for theme in content.themes:
        if not any(each.experience for each in theme.measures):
            words = f"“{theme.title}” has no measure in which families say how it is for them."
            yield Wrong(words, "theme", theme.id)
