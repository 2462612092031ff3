"""Words for a frozen figure and for its two numbers, as far as they may be told."""

from typing import Any

from extramile.web.design import figures
from extramile.web.design.figures import Value
from extramile.web.evidence import snapshots
from extramile.web.library.presenters.indicators import STATES


def shown(value: float | None, state: str) -> Value:
    """Return a frozen figure, or why there is none."""
    return value if value is not None else STATES.get(state, figures.Missing.NOT_AVAILABLE)


def value(data: dict[str, Any], point: dict[str, Any]) -> str:
    """Return a frozen figure in its unit."""
    return figures.figure(shown(point["value"], point["state"]), data["unit"], data["decimals"])


def counts(data: dict[str, Any], point: dict[str, Any]) -> str:
    """Return the two numbers of a frozen share, as far as they may be told; rounded ones are about so many."""
    told = [point.get(name) for name in ("counted", "of")]
    if not any(isinstance(each, int) for each in told):
        return ""
    about = "about " if snapshots.round_to(data) > 1 else ""
    counted, of = (f"{about}{each:,}" if isinstance(each, int) else str(each) for each in told)
    return f"{counted} of {of}"


def line(data: dict[str, Any]) -> str:
    """Return the figure of a frozen comparison in a line: of when it is, and its numbers."""
    said = counts(data, data["area"])
    return f"{data['area']['name']}, {data['period']}: {value(data, data['area'])}{f' ({said})' if said else ''}"
