"""Joins printed lines to running text, and keeps words right where a line ended inside one.

Reports made in Word break lines only at spaces and at hyphens that belong to the word ("multi-agency"); a few were set
with automatic hyphenation ("chil-dren"). The library's text does not tell which. The document does: a spelling that
stands elsewhere in it is right. Where it is silent, two words that stand alone elsewhere keep the hyphen, and
otherwise the habit of this document decides.
"""

import re
from collections.abc import Sequence

from extramile.core.publications.pages import DIVIDED, Line

_ODD = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200d\u2060\ufeffﬀ-ﬄ]")
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+(?:-[^\W\d_]+)*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
# Beginnings that are written with a hyphen, even where the word stands nowhere else in the report.
_PREFIXES = frozenset(
    (
        *("co", "multi", "non", "pre", "post", "self", "well", "long", "short", "high", "low", "full", "part", "mid"),
        *(
            "cross",
            "inter",
            "re",
            "one",
            "two",
            "three",
            "six",
            "up",
            "out",
            "in",
            "on",
            "off",
            "face",
            "child",
            "area",
        ),
    )
)
# A line that ends inside a word or at a stroke, or starts as the raised ending of a number does, is looked at closely.
_OPEN_ENDS = (DIVIDED, "/", "-")
_ORDINALS = ("st", "nd", "rd", "th")
# Parts of one printed line that differ in height by less are the same line: raised letters as in "1st".
SAME_LINE = 5.5


def tidy(text: str) -> str:
    """Return the text with plain single spaces, without marks that print nothing."""
    if _ODD.search(text):
        text = _ODD.sub(lambda odd: _LIGATURES.get(odd.group(), ""), text)
    return " ".join(text.split())


class Joiner:
    """Joins lines in the spelling of one document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._text: str | None = None
        self._hyphenates: bool | None = None
        self._odd: bool | None = None

    def has_word(self, word: str) -> bool:
        """Say whether the word, in small letters, stands in the document as a whole: not inside another."""
        if self._text is None:
            self._text = "\n".join(line.text for line in self._lines).lower()
        place = self._text.find(word)
        while place >= 0:
            end = place + len(word)
            if not _joins(self._text[place - 1 : place]) and not _joins(self._text[end : end + 1]):
                return True
            place = self._text.find(word, place + 1)
        return False

    def hyphenates(self) -> bool:
        """Say whether words of this document were divided automatically at the ends of lines."""
        if self._hyphenates is None:
            ends = (self._parts(one.text, two.text) for one, two in zip(self._lines, self._lines[1:], strict=False))
            self._hyphenates = any(self._verdict(*end) is False for end in ends if end)
        return self._hyphenates

    def join(self, lines: Sequence[Line]) -> str:
        """Return the lines as one text with single spaces."""
        texts = [line.text for line in lines]
        ends = any(text.endswith(_OPEN_ENDS) for text in texts[:-1])
        if not ends and not any(text.startswith(_ORDINALS) for text in texts[1:]):
            return self._tidy(" ".join(texts))  # most bullets: nothing but spaces between the lines
        text = ""
        for place, line in enumerate(lines):
            if not text:
                text = line.text
            elif text.endswith((DIVIDED, "-")) and text[-2:-1].isalnum():
                text = self._mend(text, line.text.lstrip())
            elif text.endswith("/") or _is_raised(lines[place - 1], line, text):
                text += line.text
            else:
                text += " " + line.text
        return self._tidy(text)

    def _tidy(self, text: str) -> str:
        if (
            self._odd is None
        ):  # most documents have no such mark anywhere, and need not be looked through for each bullet
            self._odd = any(_ODD.search(line.text) for line in self._lines)
        return tidy(text) if self._odd else " ".join(text.split())

    def _mend(self, text: str, after: str) -> str:
        ends = self._parts(text, after)
        stem = text.removesuffix(DIVIDED).removesuffix("-")
        if ends is None:  # digits or signs on either side: "0-" "25"
            return f"{stem}-{after}"
        keeps = self._verdict(*ends)
        if keeps is None:
            keeps = not self.hyphenates()
        return f"{stem}-{after}" if keeps else stem + after

    @staticmethod
    def _parts(text: str, after: str) -> tuple[str, str] | None:
        if not text.endswith((DIVIDED, "-")):
            return None
        before = _LAST_WORD.search(text.removesuffix(DIVIDED).removesuffix("-"))
        behind = _FIRST_WORD.match(after.lstrip())
        return (before.group().lower(), behind.group().lower()) if before and behind else None

    def _verdict(self, before: str, behind: str) -> bool | None:
        """Say whether the hyphen belongs to the word: yes, no, or None where the document does not tell."""
        if "-" in before or self.has_word(f"{before}-{behind}"):
            return True
        if self.has_word(before + behind):
            return False
        alone = before in _PREFIXES or (self.has_word(before) and self.has_word(behind))
        return True if alone else None


def _joins(character: str) -> bool:
    """Say whether a character beside a word makes it part of a longer one."""
    return character.isalpha() or character in {"-", DIVIDED}


def _is_raised(above: Line, line: Line, text: str) -> bool:
    """Say whether the line is the raised ending of a number, as in "4th", or what follows with its own space."""
    if abs(line.y - above.y) > SAME_LINE or line.page != above.page:
        return False
    return bool(_ORDINAL.match(line.text)) and text[-1:].isdigit()
