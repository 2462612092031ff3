"""What invented people write: sayings with places filled from a seed, in the manner of somebody in a hurry, or careful, or young.

Every answer knows which themes a careful reader would hear in it, so that coding can be played. No two answers of a survey
are the same as long as the grammar has another one.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extramile.core.vocabulary import upper_first
from extramile.web.demonstration.definitions import InventedAnswers, Saying, Written

PLACE = re.compile(r"\{([a-z]+)\}")
TRIES = 40
# Of those who write, so many say one, two or three things.
THINGS = (1, 1, 1, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote, and what it is about."""

    words: str
    themes: frozenset[str]


class Writer:
    """Writes the answers to one survey. It remembers what was written, so that it need not say it again."""

    def __init__(self, told: InventedAnswers) -> None:
        self.told = told
        self._said: set[str] = set()

    def text(self, chance: random.Random, question: Written) -> Text:
        """Return an answer to an open question."""
        manner = chance.choices(list(self.told.manners), list(self.told.manners.values()))[0]
        things = 1 if manner == "hurried" else min(chance.choice(THINGS), 2 if manner == "young" else 3)
        chosen = self._sayings(chance, question.sayings, things)
        words = self._in_manner(chance, manner, [sentence for _, sentence in chosen])
        return Text(words, frozenset(theme for saying, _ in chosen for theme in saying.themes))

    def _sayings(self, chance: random.Random, sayings: Sequence[Saying], things: int) -> list[tuple[Saying, str]]:
        """Return sayings about different things, in sentences that nobody has written yet, as long as there are any."""
        chosen: list[tuple[Saying, str]] = []
        for left in reversed(range(TRIES)):
            saying = chance.choice(sayings)
            sentence = self._filled(chance, chance.choice(saying.say))
            fresh = sentence not in self._said or (not left and not chosen)
            if fresh and not any(saying is each or set(saying.themes) & set(each.themes) for each, _ in chosen):
                chosen.append((saying, sentence))
                self._said.add(sentence)
            if len(chosen) == things:
                break
        return chosen

    def _filled(self, chance: random.Random, pattern: str) -> str:
        return PLACE.sub(lambda found: self._filled(chance, chance.choice(self.told.words[found[1]])), pattern)

    def _in_manner(self, chance: random.Random, manner: str, sentences: list[str]) -> str:
        if manner == "hurried":
            return _lowered(sentences[0]).rstrip(".")
        if manner == "young":
            text = " ".join(sentences)
            return _lowered(text).rstrip(".") if chance.random() < 0.5 else text
        text = " ".join(upper_first(each) for each in sentences)
        if manner == "careful":
            if self.told.begins and chance.random() < 0.4:
                begins = self._filled(chance, chance.choice(self.told.begins))
                text = f"{begins} {text if begins.endswith('.') else _lowered(text)}"
            if self.told.ends and chance.random() < 0.35:
                text = f"{text} {self._filled(chance, chance.choice(self.told.ends))}"
        return text


def _lowered(text: str) -> str:
    """Return a text beginning small, unless its first word is always written large."""
    first = text.split(maxsplit=1)[0]
    keeps = first in {"I", "I'm", "I've", "I'd"} or first.isupper() or any(each.isupper() for each in first[1:])
    return text if keeps else text[0].lower() + text[1:]
