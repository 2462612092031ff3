"""How people are asked: surveys to begin with, and the groups they may say they belong to."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from extramile.core.definitions import Definition, StrictModel, folder, read

Kind = Literal["one", "many", "scale", "faces", "faces3", "short", "long", "grid", "about"]
# What a question can be, in the words of whoever makes a survey.
KINDS: dict[str, str] = {
    "one": "Choose one",
    "many": "Choose all that fit",
    "scale": "A scale: steps from low to high, each in words",
    "faces3": "Three faces, for the youngest",
    "faces": "Five faces, for young children",
    "grid": "Several statements: how much do you agree?",
    "short": "A few words",
    "long": "In their own words",
    "about": "About the person: a group",
}
# From "no, a bit, yes" to 0 to 10.
SCALE_STEPS = range(3, 12)
Audience = Literal["children", "parents", "practitioners"]
AUDIENCES: dict[str, str] = {
    "children": "Children and young people",
    "parents": "Parents and carers",
    "practitioners": "Practitioners",
}


# The surveys to begin with: one for each audience, and one for children who do not read yet.
TEMPLATES = ("children", "youngest", "parents", "practitioners")


class GroupOption(StrictModel):
    """One group that a person may say they belong to."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    statistic: str = ""


class Group(StrictModel):
    """A way of grouping people: need, age, place of learning, ethnic group, sex."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    ask: str
    options: tuple[GroupOption, ...] = Field(min_length=2)


class GroupFile(Definition):
    """`definitions/surveys/groups.yaml`."""

    groups: tuple[Group, ...]


class TemplateQuestion(StrictModel):
    """A question of a survey to begin with."""

    section: str = ""
    kind: Kind
    words: str
    hint: str = ""
    options: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    other: str = ""
    about: str = ""
    required: bool = False

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind in {"one", "many"} and len(self.options) < 2:
            raise ValueError("a question with choices needs two options at least")
        if self.other and self.kind not in {"one", "many"}:
            raise ValueError("only a question with choices has another one to write in")
        if self.kind == "scale" and len(self.options) not in SCALE_STEPS:
            raise ValueError("a scale has 3 to 11 steps, each in words")
        if self.kind == "grid" and not self.statements:
            raise ValueError("a grid needs statements")
        if self.kind == "about" and self.about not in {group.id for group in groups()}:
            raise ValueError("a question about the person names a group of groups.yaml")
        return self


class SurveyTemplate(Definition):
    """A survey to begin with."""

    title: str
    audience: Audience
    introduction: str
    next: str
    questions: tuple[TemplateQuestion, ...] = Field(min_length=1)


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups people may be asked about."""
    return read(folder() / "surveys" / "groups.yaml", GroupFile).groups


@cache
def survey_templates() -> dict[str, SurveyTemplate]:
    """Return the surveys to begin with, by the name of their file."""
    return {name: read(folder() / "surveys" / f"{name}.yaml", SurveyTemplate) for name in TEMPLATES}
