"""Finds terms in a text: words compared with words, so that hyphens, line breaks, quotes and case do not matter."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, product
from typing import NamedTuple

# The shortest beginning of a word that a term may give before its *.
SHORTEST_STEM = 3

WORD = re.compile(r"([^\W_]+(?:'[^\W_]+)*)")
# Between two words: the end of a sentence, perhaps with a quote or bracket after it, or the mark of a bullet point.
ENDING = re.compile(r"[.!?]\S{0,2}\s|[◼▪•]")
# Words come again and again; what begins with them is looked up once. The bound keeps a long-running server small.
REMEMBERED_WORDS = 20_000


class Pattern(NamedTuple):
    """A term, ready to compare: a test for each word after the first, and the theme and term it speaks for."""

    rest: tuple[Callable[[str], bool], ...]
    theme: int
    kind: str
    term: str


class Match(NamedTuple):
    """A term found: which, and the span of the text it covers."""

    pattern: Pattern
    start: int
    end: int
    sentence: int


def folded(text: str) -> str:
    """Return `text` in small letters with straight apostrophes, every character where it was."""
    small = text.lower()
    if len(small) != len(text):  # a few letters of other scripts grow when made small
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small.replace("’", "'").replace("‘", "'")


def bare(word: str) -> str:
    """Return `word` without its possessive ending."""
    return word.removesuffix("'s").removesuffix("'")


def forms_of(word: str) -> frozenset[str]:
    """Return `word` and its plural."""
    if word.endswith("y"):
        return frozenset({word, word[:-1] + "ies"})
    return frozenset({word, word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")})


def test_of(word: str) -> Callable[[str], bool]:
    """Return the test for one word of a term."""
    if word.endswith("*"):
        stem = word[:-1]
        return lambda text: text.startswith(stem)
    return forms_of(word).__contains__


def spellings_of(term: str) -> Iterator[list[str]]:
    """Yield the words of `term`, once for each way of writing its hyphens: as two words, or closed up."""
    # A dictionary keeps the order and forgets the second of two equal spellings: most words have no hyphen.
    parts = [{part.replace("-", " "): None, part.replace("-", ""): None} for part in term.split(" ")]
    for spelling in product(*parts):
        yield [bare(word) for word in " ".join(spelling).split(" ")]


class Matcher:
    """All terms together, by the words they begin with, so that most words of a text cost one look."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: dict[str, list[Pattern]] = defaultdict(list)
        self._beginning_with = lru_cache(maxsize=REMEMBERED_WORDS)(self._look_up)

    def add(self, term: str, theme: int, kind: str) -> None:
        """Add a term of the theme with this number."""
        for first, *others in spellings_of(term):
            pattern = Pattern(tuple(test_of(word) for word in others), theme, kind, term)
            if first.endswith("*"):
                self._by_stem[first[:-1]].append(pattern)
            else:
                for form in forms_of(first):
                    self._by_word[form].append(pattern)
        self._beginning_with.cache_clear()

    def _look_up(self, word: str) -> tuple[Pattern, ...]:
        stems = (word[:length] for length in range(SHORTEST_STEM, len(word) + 1))
        return (*self._by_word.get(word, ()), *(pattern for stem in stems for pattern in self._by_stem.get(stem, ())))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield every term that stands in `text`, from left to right; none runs over the end of a sentence."""
        # Splitting at words keeps the gaps: word, gap, word, gap. The running lengths are where each begins and ends.
        pieces = WORD.split(folded(text))
        edges = list(accumulate(map(len, pieces)))
        words = pieces[1::2]
        if "'" in "".join(words):
            words = [bare(word) for word in words]
        sentences = sentence_numbers(pieces[2::2])
        for index, word in enumerate(words):
            for pattern in self._beginning_with(word):
                last = index
                for test in pattern.rest:
                    last += 1
                    if last == len(words) or not test(words[last]):
                        break
                else:
                    if sentences[last] == sentences[index]:
                        yield Match(pattern, edges[2 * index], edges[2 * last + 1], sentences[index])


def sentence_numbers(gaps: list[str]) -> list[int]:
    """Return for each word the number of its sentence, given the gap after each word."""
    numbers, number = [], 0
    for gap in gaps:
        numbers.append(number)
        if gap != " " and ENDING.search(gap):
            number += 1
    return numbers
