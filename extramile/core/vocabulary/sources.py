"""Where a fact comes from. Nothing in Extramile is shown without one."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

OGL = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a table or a row rests on.

    `release` is the publisher's own name of the edition; `retrieved` the day we took the file; `address` where a reader
    finds it, if there is one.
    """

    publication: str
    publisher: str
    release: str
    licence: str
    retrieved: date | None = None
    address: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the source as plain values, dates in ISO form."""
        return {**asdict(self), "retrieved": self.retrieved.isoformat() if self.retrieved else None}
