"""How far two people who coded the same answers agree, beyond what chance would give: Cohen's kappa.

An answer may speak to several themes, so each theme is its own yes-or-no question, with a kappa of its own. The kappa of
everything pools all these questions in one table of four cells; it is the one number to quote, and the counts beside it say how
much it rests on.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How two coders decided: both yes, only the first, only the second, both no."""

    both: int = 0
    first_only: int = 0
    second_only: int = 0
    neither: int = 0

    @property
    def total(self) -> int:
        """How many decisions there were."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def observed(self) -> float | None:
        """The share of decisions on which they agreed."""
        return (self.both + self.neither) / self.total if self.total else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, or None where there is nothing to agree on: no decision, or both always said the same one thing."""
        if not self.total:
            return None
        # In whole numbers, so that perfect agreement is exactly 1 and no rounding decides whether kappa exists.
        n = self.total
        first, second = self.both + self.first_only, self.both + self.second_only
        by_chance = first * second + (n - first) * (n - second)
        if by_chance == n * n:
            return None
        return (n * (self.both + self.neither) - by_chance) / (n * n - by_chance)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.both + other.both,
            self.first_only + other.first_only,
            self.second_only + other.second_only,
            self.neither + other.neither,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two coders: by theme and overall, with the number of answers that both coded."""

    answers: int
    same: int
    by_theme: Mapping[str, Counts]
    overall: Counts


def agreement(pairs: Iterable[tuple[AbstractSet[str], AbstractSet[str]]], themes: Sequence[str] = ()) -> Agreement:
    """Return how far two coders agree. `pairs` are the themes each gave to the same answer; `themes` could have been given.

    A theme that somebody gave and the list lacks counts as well: nothing is left out silently.
    """
    coded = list(pairs)
    used = {theme for first, second in coded for theme in (*first, *second)}
    by_theme = {
        theme: Counts(
            both=sum(theme in first and theme in second for first, second in coded),
            first_only=sum(theme in first and theme not in second for first, second in coded),
            second_only=sum(theme not in first and theme in second for first, second in coded),
            neither=sum(theme not in first and theme not in second for first, second in coded),
        )
        for theme in dict.fromkeys([*themes, *sorted(used)])
    }
    same = sum(first == second for first, second in coded)
    return Agreement(len(coded), same, by_theme, sum(by_theme.values(), Counts()))
