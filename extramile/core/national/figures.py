"""A published figure: a value, or the reason why there is none. Unknown is not zero; suppressed is not unknown."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

State = Literal[
    "value",  # a number
    "text",  # a published word, such as Yes; see `text`
    "not available",  # collected or due, but no figure is published
    "not applicable",  # there cannot be a figure
    "suppressed",  # there is a figure, withheld to protect people
    "low",  # rounds to 0 but is not 0
    "unreliable",  # withheld or marked because too few stand behind it
    "unreadable",  # the file has something here that we do not understand
]
STATES: tuple[State, ...] = get_args(State)
# One letter for each state, so that a row of figures carries its states in one short text.
LETTERS: dict[State, str] = dict(zip(STATES, "vtnaslux", strict=True))
STATE_OF: dict[str, State] = {letter: state for state, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `value` is set only in the state "value", `text` only in the state "text"."""

    value: float | None
    state: State = "value"
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values."""
        return asdict(self)


def figure(value: float | None, letter: str) -> Figure:
    """Return the figure for a stored value and the letter of its state."""
    state = STATE_OF[letter]
    return Figure(value if state == "value" else None, state)
