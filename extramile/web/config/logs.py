"""What logs may say of a request: which page it was for, never the address itself, which may be a secret link.

Of an error they say where it happened and of what type it was, never its text: a database, a form or a parser puts into it
the words that somebody wrote, which those who read logs may not read.
"""

import logging
import re
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
LONG = re.compile(r"[^/\s]{20,}")


class NoSecretAddresses(logging.Filter):
    """Name a page by its pattern; where there is none, leave long parts of the address out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, changed."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            said = f"/{match.route}" if match else LONG.sub("…", path)
            record.args = tuple(said if each == path else each for each in record.args)
        return True


def _name(told: traceback.TracebackException) -> str:
    kind = told.exc_type
    return f"{kind.__module__}.{kind.__qualname__}"


class WithoutWords(logging.Formatter):
    """Write an error with its places and types alone, and so those that led to it."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name that logging calls
        """Return an error as lines."""
        told = traceback.TracebackException(*ei) if ei[0] else None
        lines: list[str] = []
        while told is not None:
            lines[:0] = [*told.stack.format(), f"{_name(told)}\n"]
            told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
        return "Traceback, without the texts of errors:\n" + "".join(lines).rstrip()
