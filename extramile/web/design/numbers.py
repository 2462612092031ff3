"""Numbers out of forms and addresses, in which anybody may write anything."""


def whole_number(typed: str) -> int | None:
    """Return the whole number that somebody sent, or None: not every sign that is called a digit is one, nor has a key so many."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
