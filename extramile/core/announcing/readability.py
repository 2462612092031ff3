"""How old a reader must be: the automated readability index, which counts letters, words and sentences and nothing else.

4.71 times the letters and digits of a word on average, and half the words of a sentence on average, less 21.43, is a school year of
the United States; a child in year n there is some n + 5 years old. It knows no syllables, so that it needs no dictionary and
says of two texts the same on every machine. It measures length, not sense: a person reads the text as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FORMULA = "4.71 × letters per word + 0.5 × words per sentence − 21.43, and 5 years (automated readability index)"
# A reader of 14 years, as they stand in the fifth to last year that everybody spends at school.
OLDEST = 14
# Of less text than this the index says nothing.
FEWEST_WORDS = 15
_WORD = re.compile(r"[\w’'&-]*\w[\w’'&-]*")
# What ends with a full stop and ends no sentence.
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|No|e\.g|i\.e|etc|p|pp|vs)\.$", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[”’)\"']*\s+(?=[“‘(\"']?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """How old a reader must be, and the sentence that asks most of them."""

    age: float
    hardest: str
    hardest_age: float


def sentences(words: str) -> list[str]:
    """Return the sentences of a text; a line of its own is one."""
    found: list[str] = []
    for piece in re.split(_END, words.replace("\r\n", "\n")):
        said = piece.strip()
        if not said:
            continue
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {said}"
        else:
            found.append(said)
    return found


def reading_age(words: str) -> ReadingAge | None:
    """Return how old a reader must be, at least 5; None for a text that is too short to say so."""
    said = sentences(words)
    if sum(len(_WORD.findall(each)) for each in said) < FEWEST_WORDS:
        return None
    # A heading of two words is no sentence that could be the hardest.
    hardest = max(said, key=lambda each: (len(_WORD.findall(each)) > 3, _age([each])))
    return ReadingAge(_age(said), hardest, _age([hardest]))


def _age(said: Sequence[str]) -> float:
    words = [word for each in said for word in _WORD.findall(each)]
    if not words:
        return 5.0
    letters = sum(sum(each.isalnum() for each in word) for word in words)
    index = 4.71 * letters / len(words) + 0.5 * len(words) / len(said) - 21.43
    return max(5.0, round(index + 5, 1))
