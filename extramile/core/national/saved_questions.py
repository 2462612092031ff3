"""Saved questions about the register: `definitions/questions.yaml`, each with its reading, and their answers.

A published figure such as "53%" means nothing without its reading: which day counts, which areas, known when. Here the
reading is written down once, and anyone can ask the question again.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import Field, model_validator

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.national.inspections import OUTCOMES, Framework, Register
from extramile.core.national.summary import Filters, Summary, choose, summarise
from extramile.core.vocabulary import NotFoundError


class QuestionFilters(StrictModel):
    """The filters of a question."""

    started_from: date | None = None
    started_to: date | None = None
    published_from: date | None = None
    published_by: date | None = None
    region: str | None = None
    without: tuple[str, ...] = ()


class OfficialTotal(StrictModel):
    """A total published elsewhere. `outcomes` are in the order of the framework's outcomes; a `share` is rounded."""

    inspected: int | None = None
    share: float | None = None
    outcome: int | None = None
    outcomes: tuple[int, ...] | None = None


class Question(StrictModel):
    """A question with its reading. `outcome` is the one asked about, if it is about one."""

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    wording: str
    reading: str
    source: str
    framework: Framework
    outcome: str | None = None
    filters: QuestionFilters = QuestionFilters()
    official: OfficialTotal | None = None
    agrees: Literal["exactly", "within 2"] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Question":
        if self.outcome is not None and self.outcome not in OUTCOMES[self.framework]:
            raise ValueError(f"{self.outcome} is no outcome of the {self.framework} framework")
        if (self.official is None) != (self.agrees is None):
            raise ValueError("an official total and how we agree with it belong together")
        return self

    def as_filters(self) -> Filters:
        """Return the filters with the framework."""
        return Filters(framework=self.framework, **self.filters.model_dump())


class QuestionsFile(Definition):
    """The whole file."""

    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _names_differ(self) -> "QuestionsFile":
        names = [question.name for question in self.questions]
        if len(names) != len(set(names)):
            raise ValueError("two questions have the same name")
        return self


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what the register says today."""

    question: Question
    summary: Summary

    @property
    def share(self) -> float | None:
        """The share of the outcome asked about: None if the question is about all outcomes, or nothing was chosen."""
        found = self.summary.shares.get(self.question.outcome or "")
        return found.share if found else None

    def to_dict(self) -> dict[str, Any]:
        """Return question and answer as plain values."""
        asked = self.question.model_dump(mode="json", include={"name", "title", "wording", "reading", "source"})
        official = self.question.official.model_dump(mode="json", exclude_none=True) if self.question.official else None
        return {
            **asked,
            "outcome": self.question.outcome,
            **self.summary.to_dict(),
            "official": official,
            "agrees": self.question.agrees,
        }


@cache
def questions() -> tuple[Question, ...]:
    """Return the saved questions, in the order of the file."""
    return read(folder() / "questions.yaml", QuestionsFile).questions


def answer(register: Register, name: str) -> Answer:
    """Answer the saved question of this name."""
    for question in questions():
        if question.name == name:
            return Answer(question, summarise(choose(register, question.as_filters())))
    likely = [each.name for each in questions() if set(name.split("-")) & set(each.name.split("-"))]
    raise NotFoundError("question", name, likely[:3])


def answer_all(register: Register) -> tuple[Answer, ...]:
    """Answer every saved question."""
    return tuple(answer(register, question.name) for question in questions())
