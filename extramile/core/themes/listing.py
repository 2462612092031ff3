"""The list of themes, and the rule by which a text is given some of them."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from extramile.core.definitions import Provenance, folder, read
from extramile.core.themes.matching import Match, Matcher
from extramile.core.themes.terms import Theme, ThemeFile
from extramile.core.vocabulary import NotFoundError

# A strong word counts twice a weak one. In the first sentence both count three times: a finding says its subject first.
WEIGHTS = {"strong": 2, "weak": 1}
OPENING = 3


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme given to a text, with the exact words of the text that gave it, in the order they stand there."""

    theme: str
    title: str
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the tag as plain values, for JSON."""
        return asdict(self)


class ThemeList:
    """The themes we know, and which of them a text speaks to."""

    def __init__(self, file: ThemeFile) -> None:
        self.themes: tuple[Theme, ...] = file.themes
        self.provenance: Provenance = file.provenance
        self.at_most = file.at_most
        self._by_id = {theme.id: theme for theme in file.themes}
        self._matcher = Matcher()
        for number, theme in enumerate(file.themes):
            for kind, terms in (("strong", theme.strong), ("weak", theme.weak), ("not", theme.never)):
                for term in terms:
                    self._matcher.add(term, number, kind)

    def get(self, theme: str) -> Theme:
        """Return the theme with this id. Raises NotFoundError with the nearest ids."""
        try:
            return self._by_id[theme]
        except KeyError:
            raise NotFoundError("theme", theme, get_close_matches(theme, self._by_id, n=3)) from None

    def tag(self, text: str) -> tuple[ThemeTag, ...]:
        """Return the themes of `text`, strongest first, at most as many as the list allows.

        A theme is found by one strong term, or by two different weak ones in one sentence. It is given if it weighs as
        much as a strong term in the first sentence, or half as much as the strongest; else it is a mention in passing.
        Between equals the one named first comes first.
        """
        found: dict[int, list[Match]] = defaultdict(list)
        for match in self._matcher.matches(text):
            found[match.pattern.theme].append(match)
        enough = []
        for number, matches in found.items():
            if not is_enough(matches):
                continue  # most themes that are touched are touched by a lone weak term
            kept = without_overlaps(matches)
            if is_enough(kept):
                enough.append((-strength(kept), kept[0].start, number, kept))
        enough.sort(key=lambda each: each[:3])
        return tuple(
            self._tag(text, number, kept)
            for less, _, number, kept in enough[: self.at_most]
            if -less >= min(-enough[0][0] / 2, WEIGHTS["strong"] * OPENING)
        )

    def _tag(self, text: str, number: int, matches: list[Match]) -> ThemeTag:
        theme = self.themes[number]
        return ThemeTag(theme.id, theme.title, tuple(dict.fromkeys(text[match.start : match.end] for match in matches)))


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Keep the longest of the matches that share words, strong before weak; drop what a `not` phrase touches."""
    order = {"not": 0, "strong": 1, "weak": 2}
    kept: list[Match] = []  # from left to right, so that only the two beside a place can share words with it
    for match in sorted(matches, key=lambda each: (order[each.pattern.kind], each.start - each.end)):
        place = bisect(kept, match.start, key=lambda each: each.start)
        beside = kept[max(place - 1, 0) : place + 1]
        if all(match.end <= other.start or match.start >= other.end for other in beside):
            kept.insert(place, match)
    return [match for match in kept if match.pattern.kind != "not"]


def strength(matches: list[Match]) -> int:
    """Return how much these matches of one theme weigh together."""
    return sum(WEIGHTS[match.pattern.kind] * (1 if match.sentence else OPENING) for match in matches)


def is_enough(matches: list[Match]) -> bool:
    """Return whether these matches of one theme are enough: a strong one, or two different weak in one sentence."""
    if any(match.pattern.kind == "strong" for match in matches):
        return True
    first: dict[int, str] = {}  # of each sentence
    weak = (match for match in matches if match.pattern.kind == "weak")
    return any(first.setdefault(match.sentence, match.pattern.term) != match.pattern.term for match in weak)


@cache
def theme_list(path: Path | None = None) -> ThemeList:
    """Return the bundled list of themes, or the one at `path`; read once. Raises InputError if it is not right."""
    return ThemeList(read(path or folder() / "themes" / "themes.yaml", ThemeFile))
