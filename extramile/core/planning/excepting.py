"""What a board must look at first: exceptions of a plan, by one rule for its page, its board pack and its mail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extramile.core.planning.activity import SETTLED, Activity
from extramile.core.planning.colours import Colour, Rating
from extramile.core.planning.moving import Impact, ImpactStatus


class Sort(StrEnum):
    """What is wrong, in the order in which a board reads it."""

    LATE = "late"
    DELAYED = "delayed"
    NOT_MOVING = "not-moving"
    GREEN_WITHOUT_PROOF = "green-without-proof"
    NO_OWNER = "no-owner"
    WITHOUT_MEASURE = "action-without-measure"
    WITHOUT_DATA = "measure-without-data"


@dataclass(frozen=True, slots=True)
class LookedAtAction:
    """An action as far as it can be an exception. `measured`: a theme that it serves has a measure."""

    id: int
    words: str
    state: Activity
    due: date | None
    body: str
    owner: str
    measured: bool


@dataclass(frozen=True, slots=True)
class LookedAtMeasure:
    """A measure with what it shows."""

    id: int
    title: str
    impact: Impact


@dataclass(frozen=True, slots=True)
class LookedAtTheme:
    """A theme with how it stands, and how far each of its actions is."""

    id: int
    title: str
    rating: Rating
    states: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One exception: `thing` is “action”, “measure” or “theme”, `id` which one, `words` how it is called, `why` a sentence.

    `days` is how long an action has been late; 0 for everything else.
    """

    sort: Sort
    thing: str
    id: int
    words: str
    why: str
    days: int = 0


def exceptions(
    actions: Iterable[LookedAtAction],
    measures: Iterable[LookedAtMeasure],
    themes: Iterable[LookedAtTheme],
    today: date,
) -> tuple[Exceptional, ...]:
    """Return what a board must look at, by sort; the longest late first, the rest in the order in which it was given.

    An action that is past its day is late, whether it is said to be delayed or not: it stands once among the two. Of what is
    done or stopped nothing is expected any more.
    """
    open_actions = [each for each in actions if each.state not in SETTLED]
    found = [
        *(one for each in open_actions for one in _of_action(each, today)),
        *(one for each in measures for one in _of_measure(each)),
        *(one for each in themes for one in _of_theme(each)),
    ]
    order = list(Sort)
    return tuple(sorted(found, key=lambda each: (order.index(each.sort), -each.days)))


def of_sort(found: Sequence[Exceptional], sort: Sort) -> tuple[Exceptional, ...]:
    """Return the exceptions of one sort, in their order."""
    return tuple(each for each in found if each.sort is sort)


def _of_action(each: LookedAtAction, today: date) -> Iterator[Exceptional]:
    if each.due is not None and each.due < today:
        days = (today - each.due).days
        said = ", and it is said to be delayed" if each.state is Activity.DELAYED else ""
        why = f"It was due {days} {'day' if days == 1 else 'days'} ago{said}."
        yield Exceptional(Sort.LATE, "action", each.id, each.words, why, days)
    elif each.state is Activity.DELAYED:
        yield Exceptional(Sort.DELAYED, "action", each.id, each.words, "It is said to be delayed; its day is to come.")
    lacks = [name for name, there in (("body", each.body), ("person", each.owner)) if not there]
    if lacks:
        why = f"No {' and no '.join(lacks)} answers for it yet."
        yield Exceptional(Sort.NO_OWNER, "action", each.id, each.words, why)
    if not each.measured:
        why = "No theme that it serves has a measure: nobody will know whether it changed anything."
        yield Exceptional(Sort.WITHOUT_MEASURE, "action", each.id, each.words, why)


def _of_measure(each: LookedAtMeasure) -> Iterator[Exceptional]:
    if each.impact.status is ImpactStatus.NOT_MOVING:
        yield Exceptional(Sort.NOT_MOVING, "measure", each.id, each.title, each.impact.because)
    elif each.impact.latest is None:
        # One figure since the baseline is data, though it cannot show a movement yet.
        yield Exceptional(Sort.WITHOUT_DATA, "measure", each.id, each.title, each.impact.because)


def _of_theme(each: LookedAtTheme) -> Iterator[Exceptional]:
    if each.rating.proof:
        return
    counted = [state for state in each.states if state is not Activity.STOPPED]
    if each.rating.colour in (Colour.GREEN, Colour.BLUE):
        # The rule of colours lets none be so; whoever changes that rule hears of it here.
        why = "It stands green, and names neither a measure that moved nor families' word."
        yield Exceptional(Sort.GREEN_WITHOUT_PROOF, "theme", each.id, each.title, why)
    elif counted and all(state is Activity.DONE for state in counted):
        why = "Everything is done, and nothing shows a change: no measure has moved, and families have not said so."
        yield Exceptional(Sort.GREEN_WITHOUT_PROOF, "theme", each.id, each.title, why)
