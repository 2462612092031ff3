"""What can be wrong with what people give us, as types.

Two families, kept apart on purpose. An `InputError` is about a file, a name or a date that a person gave: its text is a
finished sentence, shown to them without a traceback. Every other exception is a mistake of ours and is never caught
on the way out. A `Problem` is no exception at all: work went on, and this is what a person should look at.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

# What a zip that is damaged, or packed in a way we cannot unpack, makes zipfile raise. One that needs a password is a RuntimeError.
DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    KeyError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


class InputError(Exception):
    """What a person gave cannot be used. `str()` is the sentence to show: what is wrong, where, and what to do next."""

    def __init__(self, message: str, *, where: str = "", next_step: str = "") -> None:
        self.message, self.where, self.next_step = message, where, next_step
        super().__init__(f"{_sentence(where, message)} {next_step}".strip())


def _sentence(where: str, message: str) -> str:
    """Return a message with its place: what is said of a file is one sentence with its name."""
    if not where:
        return message
    of_file = where.lower().endswith(_FILES) and message.startswith(_SAID_OF_IT)
    return f"{where} {message}" if of_file else f"{where}: {message}"


_FILES = (".csv", ".parquet", ".pdf", ".txt", ".xls", ".xlsm", ".xlsx", ".xml", ".zip")
_SAID_OF_IT = (
    "begins ",
    "cannot be ",
    "could ",
    "does ",
    "goes ",
    "has ",
    "hides ",
    "holds ",
    "is ",
    "needs ",
    "says ",
    "would ",
)


class NotFoundError(InputError):
    """There is no such area, indicator or period. `nearest` holds the closest names that do exist, best first."""

    def __init__(self, kind: str, asked: str, nearest: Sequence[str] = ()) -> None:
        self.kind, self.asked, self.nearest = kind, asked, tuple(nearest)
        step = f"Did you mean {' or '.join(self.nearest)}?" if nearest else ""
        super().__init__(f"There is no {kind} “{asked}”.", next_step=step)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that a person should look at; the rest of the file was used.

    `code` is stable and for programs; `message` is a sentence. `row` is as the person sees it: the heading is row 1.
    `value` is left out wherever it could be personal data.
    """

    code: str
    message: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as plain values, for JSON."""
        return asdict(self)
