"""Who has been heard, beside who there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Heard(Enum):
    """What the comparison says of a group."""

    NOT_HEARD = "not heard"
    LESS = "heard less than their share"
    ABOUT = "heard about as their share"
    MORE = "heard more than their share"
    CANNOT_TELL = "cannot tell"


# A group whose share among those who answered is below this part of its share in the population was heard less.
LESS, MORE = 0.7, 1.4


@dataclass(frozen=True, slots=True)
class ReachRow:
    """A group: how many answered, how many there are, both shares, and what that says."""

    group: str
    answered: int
    population: int | None
    answered_share: float | None
    population_share: float | None
    heard: Heard


def reach(answered: Mapping[str, int], population: Mapping[str, int], group: str, heard: int) -> ReachRow:
    """Return what the answers of a group say beside the population. `heard` is how many answered in all.

    The caller says it and it is not summed up here: where counts are hidden, their sum must not be looked at either. A group
    that the population table lacks cannot be judged.
    """
    everybody = sum(population.values())
    count, size = answered.get(group, 0), population.get(group)
    share = count / heard if heard else None
    expected = size / everybody if size is not None and everybody else None
    return ReachRow(group, count, size, share, expected, _judge(count, share, expected))


def _judge(count: int, share: float | None, expected: float | None) -> Heard:
    if not expected:
        return Heard.CANNOT_TELL
    if not count:
        return Heard.NOT_HEARD
    # With a known expected share above zero and an answer there is a share.
    ratio = (share or 0.0) / expected
    return Heard.LESS if ratio < LESS else Heard.MORE if ratio > MORE else Heard.ABOUT
