"""What inspectors judge: criteria in groups, and the prompts that help a person to speak to each."""

from pydantic import Field

from extramile.core.frameworks.entries import Entry, Id, Point, Words


class Criterion(Entry):
    """One thing that is judged. `within` names the criterion it is a part of, where a framework has parts.

    Prompts are what evidence usually speaks to. They help to write and are never a checklist of the inspectors'.
    """

    id: Id
    short: Words = Field(max_length=40)
    statement: Words
    within: Id | None = None
    prompts: tuple[Point, ...] = ()


class CriterionGroup(Entry):
    """Criteria that stand under one heading."""

    id: Id
    name: Words
    statement: str = ""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
