"""The claims to choose from for a position statement, in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from extramile.web.selfevaluation.models import Polarity
from extramile.web.selfevaluation.presenters.evaluations import POLARITY_TONES


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim to choose."""

    id: int
    words: str
    polarity: str
    tone: str
    chosen: bool


def choices(rows: Iterable[tuple[int, str, str, str]], chosen: Collection[int]) -> list[Choice]:
    """Return the claims to choose from."""
    return [
        Choice(claim, f"{criterion}: {judgement}", Polarity(polarity).label, POLARITY_TONES[polarity], claim in chosen)
        for claim, criterion, judgement, polarity in rows
    ]
