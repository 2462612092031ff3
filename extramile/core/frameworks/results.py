"""What an inspection ends in: findings, outcomes and what follows from each, plans, and the report that says so."""

from typing import Literal

from pydantic import Field

from extramile.core.frameworks.entries import Entry, Id, Point, Words

# `nothing` is a consequence too: that nothing is asked for has a source like all else. `not-known` is not nothing.
Following = Literal["statement", "plan", "monitoring", "next-inspection", "support", "nothing", "not-known"]


class Consequence(Entry):
    """One thing that follows from an outcome, in words, with the plan, deadline, phase or kind of visit it leads to."""

    what: Following
    words: Words
    plan: Id | None = None
    deadline: Id | None = None
    phase: Id | None = None
    kind: Id | None = None


class Outcome(Entry):
    """What inspectors may conclude. `official_wording` is the short fixed statement, where there is one."""

    id: Id
    name: Words
    kinds: tuple[Id, ...] = Field(min_length=1)
    code: int | None = None
    official_wording: str | None = None
    plain: Words
    follows: tuple[Consequence, ...] = Field(min_length=1)

    def following(self, what: Following) -> tuple[Consequence, ...]:
        """Return the consequences of one sort, in the order of the pack."""
        return tuple(each for each in self.follows if each.what == what)

    def requires(self, what: Following) -> bool:
        """Say whether anything of this sort follows."""
        return bool(self.following(what))


class FindingKind(Entry):
    """A sort of finding that a report or letter tells. `good` says that something works.

    `responsible`: those who must act are named with it. `only_if` names the outcomes without which there is none of it.
    `peers`: peers write it in a challenge against these criteria; inspectors do not.
    """

    id: Id
    name: Words
    plural: Words
    about: Words
    good: bool = False
    grave: bool = False
    responsible: bool = False
    peers: bool = False
    kinds: tuple[Id, ...] = ()
    only_if: tuple[Id, ...] = ()


class PlanKind(Entry):
    """A plan that a partnership may have to write: what triggers it, who asks, by when, and what it must hold."""

    id: Id
    name: Words
    also_called: tuple[str, ...] = ()
    trigger: Words
    outcomes: tuple[Id, ...] = ()
    asked_by: Words
    judged_by: str | None = None
    covers: Words
    published: bool | None = None
    deadlines: tuple[Id, ...] = Field(min_length=1)
    milestones_months: tuple[int, ...] = ()
    parts: tuple[Point, ...] = ()
    fields: tuple[Point, ...] = ()
    checks: tuple[Point, ...] = ()


class Section(Entry):
    """A part of a report or letter, in its order. `only_if` names the outcomes with which it appears."""

    id: Id
    heading: str | None = None
    holds: Words
    only_if: tuple[Id, ...] = ()
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    speaks_to: tuple[Id, ...] = ()


class ReportKind(Entry):
    """The document that presents the findings of some kinds of inspection. No sections: its layout is not known."""

    id: Id
    name: Words
    kinds: tuple[Id, ...] = Field(min_length=1)
    form: Literal["letter", "report"]
    addressees: str | None = None
    sections: tuple[Section, ...] = ()
