"""A number with its word, for pages, files and sentences alike."""


def word(count: int, one: str, many: str = "") -> str:
    """Return the word for so many."""
    return one if count == 1 else many or f"{one}s"


def number(count: int, one: str, many: str = "") -> str:
    """Return a number with its word."""
    return f"{count:,} {word(count, one, many)}"
