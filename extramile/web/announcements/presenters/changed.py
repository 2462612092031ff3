"""What a correction changed, as people read it: the sentences that are another one now, in words without marks of links."""

import re
from difflib import SequenceMatcher

from extramile.core.announcing import pieces

# A sentence ends before a space, a line anywhere.
SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")


def plain(words: str) -> str:
    """Return words as they are read, each link as its words; an address that stands alone stays."""
    return "".join(each.words for each in pieces(words))


def changed(was: str, now: str) -> tuple[str, str]:
    """Return the sentences that were there and are not any more, and those that are there in their place.

    Where only what a link leads to is another, both are the words with their addresses beside them.
    """
    before, after = _sentences(plain(was)), _sentences(plain(now))
    if before == after and was != now:
        before, after = _sentences(_with_addresses(was)), _sentences(_with_addresses(now))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    rows = [each for each in steps if each[0] != "equal"]
    gone = " … ".join(" ".join(before[start:end]) for _, start, end, _, _ in rows if end > start)
    come = " … ".join(" ".join(after[start:end]) for _, _, _, start, end in rows if end > start)
    return gone, come


def _sentences(words: str) -> list[str]:
    return [each for each in SENTENCE.split(words.strip()) if each]


def _with_addresses(words: str) -> str:
    rows = pieces(words)
    return "".join(
        f"{each.words} ({each.address})" if each.address and each.address != each.words else each.words for each in rows
    )
