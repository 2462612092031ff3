"""How well an area knew itself: which of its claims a finding may answer to, and what came of it when people decided.

A pair is suggested by criterion, themes and words, and only ever decided by a person. How alike two texts are is counted
by the words they share, rare ones more than common ones, among the claims and findings of this one inspection.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

WORD = re.compile(r"[^\W\d_]{4,}")
# What a suggestion is worth: on the same criterion, on the same themes, in the same words. Together at most 1.
CRITERION, THEMES, WORDS = 0.3, 0.35, 0.35
ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or a finding. `good` is a strength or what works; a gap or what must get better is not.

    `criteria` are ids of one pack; a finding that the report files under none has none.
    """

    id: str
    text: str
    good: bool
    criteria: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim that a finding may answer to. `worth` is between 0 and 1; `because` says it in words.

    `same_side` says whether both call it good, or both not: if they do not, the pair is a disagreement to look at.
    """

    finding: str
    claim: str
    worth: float
    same_side: bool
    because: str


def suggestions(claims: Sequence[Statement], findings: Sequence[Statement], most: int = 3) -> list[Suggestion]:
    """Return the claims that each finding may answer to, the findings in their order, the likeliest claims first.

    At most `most` for each finding, and none that has too little to do with it.
    """
    weights = _weights([*claims, *findings])
    ours, theirs = weights[: len(claims)], weights[len(claims) :]
    found = []
    for finding, words in zip(findings, theirs, strict=True):
        pairs = [
            (_worth(finding, claim, sum(weight * other.get(word, 0.0) for word, weight in words.items())), claim)
            for claim, other in zip(claims, ours, strict=True)
        ]
        likely = sorted((each for each in pairs if each[0] >= ENOUGH), key=lambda each: (-each[0], each[1].id))[:most]
        found += [
            Suggestion(finding.id, claim.id, worth, claim.good == finding.good, _because(finding, claim))
            for worth, claim in likely
        ]
    return found


def _worth(finding: Statement, claim: Statement, words: float) -> float:
    either = finding.themes | claim.themes
    themes = len(finding.themes & claim.themes) / len(either) if either else 0.0
    return round(CRITERION * bool(finding.criteria & claim.criteria) + THEMES * themes + WORDS * words, 4)


def _because(finding: Statement, claim: Statement) -> str:
    both = finding.criteria & claim.criteria
    shared = sorted(set(_words(finding.text)) & set(_words(claim.text)), key=lambda word: (-len(word), word))[:4]
    reasons = [f"criterion {', '.join(sorted(both))}"] if both else []
    reasons += [f"themes in common: {len(finding.themes & claim.themes)}"] if finding.themes & claim.themes else []
    reasons += [f"words in common: {', '.join(shared)}"] if shared else []
    return "; ".join(reasons)


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _weights(statements: Sequence[Statement]) -> list[dict[str, float]]:
    """Return each text as its words and what they weigh; the squares add to one."""
    counts = [Counter(_words(each.text)) for each in statements]
    texts_with = Counter(word for words in counts for word in words)
    found = []
    for words in counts:
        weights = {word: n * math.log(1 + len(counts) / texts_with[word]) for word, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        found.append({word: weight / length for word, weight in weights.items()})
    return found


class Knowledge(Enum):
    """What people decided of a finding, or of a claim that no finding answers to."""

    AGREED = "agreed"
    PARTLY = "partly"
    MISSED_BY_US = "missed by us"
    MISSED_BY_THEM = "missed by them"


@dataclass(frozen=True, slots=True)
class SelfKnowledge:
    """How many findings the area had said itself, wholly or in part, and what either side had not.

    `missed_by_them` counts claims that no finding answers to. Inspectors do not look at everything: it takes nothing
    off the share.
    """

    agreed: int
    partly: int
    missed_by_us: int
    missed_by_them: int

    @property
    def findings(self) -> int:
        """Return how many findings were decided: the whole of the share."""
        return self.agreed + self.partly + self.missed_by_us

    @property
    def share(self) -> float | None:
        """Return the share of the decided findings that the area had wholly said itself; None if none was decided."""
        return self.agreed / self.findings if self.findings else None


def self_knowledge(decided: Iterable[tuple[str, Knowledge]]) -> dict[str, SelfKnowledge]:
    """Return what was decided by criterion, as (criterion, decision); the whole stands under ""."""
    counts: dict[str, Counter[Knowledge]] = defaultdict(Counter)
    counts[""] = Counter()
    for criterion, decision in decided:
        counts[criterion][decision] += 1
        if criterion:
            counts[""][decision] += 1
    return {
        criterion: SelfKnowledge(*(found[each] for each in Knowledge)) for criterion, found in sorted(counts.items())
    }
