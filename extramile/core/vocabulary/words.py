"""Words as sentences need them."""

from collections.abc import Sequence


def upper_first(words: str) -> str:
    """Return words with a capital at their beginning, the rest as it is."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return words as a list in a sentence: "2019, 2020 and 2021"; "" for none. `joint` stands before the last."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
