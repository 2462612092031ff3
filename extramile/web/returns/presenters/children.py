"""Words for which children of a load are in the one before it, and the question whether it is all of a return where few are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.returns.children import Children
from extramile.web.returns.models import Load
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries import loads as queries


@dataclass(frozen=True, slots=True)
class Said:
    """How many children are in both loads, and what to ask first where they are others or many are missing; "" otherwise.

    `answer` says who took it as it is, once somebody did.
    """

    words: str
    ask: str = ""
    answer: str = ""


def said(load: Load, read: Callable[[], bytes]) -> Said | None:
    """Return what is to be said of a load beside the one before it, None where there was none; `read` gives its snapshot."""
    found = queries.children(load, read()) if load.compared_with_id else None
    before = load.compared_with
    if found is None or before is None:
        return None
    same = load.year is not None and (load.kind, load.year) == (before.kind, before.year)
    return _said(found, before.pk, same_return=same, answer=_answer(load))


def _answer(load: Load) -> str:
    if load.taken_by is None or load.taken_at is None or load.asks != Load.Asks.WHOLE:
        return ""
    return f"{load.taken_by.name} took it as it is on {date_format(timezone.localdate(load.taken_at), 'j F Y')}."


def _said(found: Children, before: int, *, same_return: bool, answer: str = "") -> Said:
    if not found.here or not found.before:
        return Said(
            f"Which children of load {before} are in this load cannot be told: one of the two has none with a number."
        )
    of = f"of {counted(found.before, 'child', 'children')} of load {before}"
    are, new_are, not_are = ("is" if many == 1 else "are" for many in (found.both, found.new, found.missing))
    missing = f", {found.missing:,} {not_are} not" if found.missing else ""
    words = f"{found.both:,} {of} {are} in this load{missing}; {found.new:,} {new_are} new."
    if not found.is_part(same_return=same_return):
        return Said(words)
    if not found.others:
        return Said(words, f"{found.missing:,} {of} {not_are} not in this load. Is it the whole return?", answer)
    few = f"Only {found.both:,} {of} {are}" if found.both else f"No child of load {before} is"
    return Said(words, f"{few} in this load. Is it the right file?", answer)
