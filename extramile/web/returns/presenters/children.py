"""Words for which children of a load are in the one before it, and the question whether it is the right file where few are."""

from collections.abc import Callable
from dataclasses import dataclass

from extramile.web.returns.children import Children
from extramile.web.returns.models import Load
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries import loads as queries


@dataclass(frozen=True, slots=True)
class Said:
    """How many children are in both loads, and what to ask first where they are others; "" where they are not."""

    words: str
    ask: str = ""


def said(load: Load, read: Callable[[], bytes]) -> Said | None:
    """Return what is to be said of a load beside the one before it, None where there was none; `read` gives its snapshot."""
    found = queries.children(load, read()) if load.compared_with_id else None
    return _said(found, load.compared_with_id or 0) if found else None


def _said(found: Children, before: int) -> Said:
    if not found.here or not found.before:
        return Said(
            f"Which children of load {before} are in this load cannot be told: one of the two has none with a number."
        )
    of = f"of {counted(found.before, 'child', 'children')} of load {before}"
    are, new_are = ("is" if many == 1 else "are" for many in (found.both, found.new))
    words = f"{found.both:,} {of} {are} in this load; {found.new:,} {new_are} new."
    if not found.others:
        return Said(words)
    few = f"Only {found.both:,} {of} {are}" if found.both else f"No child of load {before} is"
    return Said(words, f"{few} in this load. Is it the right file?")
