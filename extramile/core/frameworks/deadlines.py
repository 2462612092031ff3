"""Calendar rules: what falls due how long before or after what, and how an area sets one differently."""

from datetime import date
from typing import Literal, Self

from pydantic import Field

from extramile.core.definitions import StrictModel
from extramile.core.frameworks.entries import Entry, Id, Weekday, Words
from extramile.core.vocabulary import InputError

Unit = Literal["working-days", "days", "months", "years"]
UNITS: dict[Unit, tuple[str, str]] = {
    "working-days": ("working day", "working days"),
    "days": ("day", "days"),
    "months": ("month", "months"),
    "years": ("year", "years"),
}


class Event(Entry):
    """A day on which something happens, and from which or to which time is counted.

    Its date is entered by a person, or set by the deadline that names it as its `event`. The name completes a
    sentence: "70 working days after receipt of the report". `weekday` is the usual one, no rule.
    """

    id: Id
    name: Words
    weekday: Weekday | None = None


class Override(StrictModel):
    """What an area set in place of a pack's value: why, who and when."""

    value: int = Field(ge=0)
    unit: Unit
    reason: str
    by: str
    when: date


class Deadline(Entry):
    """One calendar rule. No value, or no anchor, means that it is not known; the note says what is.

    `up_to` makes a range of it ("2 to 4 days"). `event` is the event whose date the rule gives, where it gives one.
    `who` are roles. `kinds` are the kinds of inspection it applies to; none given means all of them.
    After `with_override` the value is the area's, and `original` is the rule as the pack has it.
    """

    id: Id
    name: Words
    value: int | None = Field(default=None, ge=0)
    up_to: int | None = Field(default=None, ge=1)
    unit: Unit | None = None
    anchor: Id | None = None
    direction: Literal["after", "before"] = "after"
    bound: Literal["exactly", "no-later-than", "about"]
    event: Id | None = None
    who: tuple[Id, ...] = ()
    kinds: tuple[Id, ...] = ()
    weekday: Weekday | None = None
    override: Override | None = None
    original: "Deadline | None" = None

    @property
    def known(self) -> bool:
        """Say whether a date can be counted from it."""
        return self.value is not None and self.anchor is not None

    @property
    def unverified(self) -> bool:
        """Say whether the value must be shown as "unverified". What an area set itself is its own word."""
        return self.override is None and super().unverified

    def with_override(self, value: int, unit: Unit, reason: str, *, by: str, when: date) -> Self:
        """Return this rule with the value that an area set, the original beside it. Overriding again keeps the first.

        Raises InputError where the value is no count, or nobody says why or who.
        """
        for what, given in (("a reason", reason), ("the name of the person who decided it", by)):
            if not given.strip():
                raise InputError(f"The deadline “{self.name}” cannot be set differently without {what}.")
        if value < 0 or unit not in UNITS:
            units = ", ".join(plural for _, plural in UNITS.values())
            raise InputError(f"“{value} {unit}” is no length of time.", next_step=f"Give a number of {units}.")
        override = Override(value=value, unit=unit, reason=reason.strip(), by=by.strip(), when=when)
        changes = {"value": value, "unit": unit, "up_to": None, "override": override}
        return self.model_copy(update={**changes, "original": self.original or self})

    def length(self) -> str:
        """Return the length of time in words: "70 working days", "2 to 4 days", "not known"."""
        if self.value is None or self.unit is None:
            return "not known"
        one, many = UNITS[self.unit]
        number = f"{self.value} to {self.up_to}" if self.up_to else str(self.value)
        return f"{number} {one if number == '1' else many}"
