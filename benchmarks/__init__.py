"""Measures, each beside a yardstick taken in the same run: `make bench`. The documents quote only what this prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """Something measured: its value and unit, what it was measured against, and the target it should meet.

    `ok` is None where no target is set.
    """

    name: str
    value: float
    unit: str
    yardstick: str = ""
    target: str = ""
    ok: bool | None = None

    def line(self) -> str:
        """Return the measurement as a line of text."""
        verdict = {True: "met", False: "NOT MET", None: ""}[self.ok]
        against = f" (against {self.yardstick})" if self.yardstick else ""
        goal = f"; target {self.target}: {verdict}" if self.target else ""
        return f"{self.name}: {self.value:,.2f} {self.unit}{against}{goal}"
