"""Figures that were taken back after they were frozen or taken. The room of returns stands above this one and tells of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Model, OuterRef, QuerySet, Subquery, TextField, Value
from django.utils.formats import date_format
from django.utils.timezone import localdate

from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Back:
    """That a release was taken back: when, by whom and why. The reason is for those of the partnership alone."""

    at: datetime
    by: str
    why: str

    @property
    def words(self) -> str:
        """It in a sentence."""
        return f"These figures were taken back by {self.by} on {day(self.at)}: {self.why.rstrip('.')}."


@dataclass(frozen=True, slots=True)
class Source:
    """What tells of releases that were taken back: of those of some ids; and of one as a row with `at`, `by__name` and `why`.

    `now` has the address of what stands of a measure of returns by its name, "" for nothing.
    """

    asked: Callable[[Collection[int]], Mapping[int, Back]]
    rows: Callable[[OuterRef], QuerySet[Model]]
    now: Callable[[Scope, str], str]


_SOURCES: list[Source] = []


def register(found: Source) -> None:
    """Let a room tell what it took back."""
    _SOURCES[:] = [found]


def of(releases: Collection[int]) -> Mapping[int, Back]:
    """Return those of some releases that were taken back, in one question."""
    return next((found.asked(releases) for found in _SOURCES if releases), {})


def said(release: int) -> str:
    """Return that a release was taken back, in a sentence; "" where it stands."""
    found = of([release]).get(release)
    return found.words if found else ""


def now(scope: Scope, measure: str) -> str:
    """Return where the figures of a measure of returns are that stand now, "" where none do."""
    return next((found.now(scope, measure) for found in _SOURCES), "")


def columns(release: str) -> dict[str, Any]:
    """Return what a row that names its release is read with, in the same question: `back_at`, `back_by` and `back_why`."""
    kinds = {"back_at": ("at", DateTimeField()), "back_by": ("by__name", TextField()), "back_why": ("why", TextField())}
    if not _SOURCES:
        return {name: Value(None, output_field=field) for name, (_, field) in kinds.items()}
    rows = _SOURCES[0].rows(OuterRef(release))
    return {name: Subquery(rows.values(column)[:1], output_field=field) for name, (column, field) in kinds.items()}


def day(at: datetime) -> str:
    """Return the day of a moment, as people say it."""
    return date_format(localdate(at), "j F Y")
