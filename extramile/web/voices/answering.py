"""The form of a survey: which field each question has, what a person sent, and what is kept of it.

The same form serves the public page, the entry of paper and phone answers, and the import. It is made from the questions; nothing
here saves anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extramile.core.listening import groups
from extramile.web.voices.models import Question

PREFER_NOT = "prefer-not"
AGREEMENT = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
THREE_FACES = ("Sad", "OK", "Happy")
FACES = ("Very sad", "Sad", "So-so", "Happy", "Very happy")
SHORT, LONG = 200, 4000


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as the page shows it."""

    value: str
    words: str


def choices(question: Question) -> list[Choice]:
    """Return what can be chosen; values are numbers, so that words can be mended without losing answers."""
    if question.kind == "about":
        group = next(group for group in groups() if group.id == question.about)
        return [*(Choice(option.id, option.title) for option in group.options), Choice(PREFER_NOT, "Prefer not to say")]
    if question.kind in {"one", "many"}:
        words = [*question.options, question.other] if question.other else question.options
        return [Choice(str(number), each) for number, each in enumerate(words)]
    steps = {"faces": FACES, "faces3": THREE_FACES, "grid": AGREEMENT}.get(question.kind, question.options)
    return [Choice(str(number), words) for number, words in enumerate(steps, start=1)]


def other(question: Question) -> str:
    """Return the value of the choice that has room to write, or "" if there is none."""
    return str(len(question.options)) if question.other else ""


def other_field(question: Question) -> str:
    """Return the name of the field beside that choice."""
    return f"{field(question)}-other"


def field(question: Question, statement: int | None = None) -> str:
    """Return the name of a question's field."""
    return f"q{question.pk}" if statement is None else f"q{question.pk}-{statement}"


def fields(question: Question) -> list[str]:
    """Return the names of all fields of a question."""
    return [field(question, n) for n in range(len(question.options))] if question.kind == "grid" else [field(question)]


def names(question: Question) -> list[str]:
    """Return the names of everything that may be sent for a question: its fields, and the words beside its last choice."""
    return [*fields(question), other_field(question)] if question.other else fields(question)


def sections(questions: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Return the questions by section, in order."""
    return [(title, list(each)) for title, each in groupby(questions, key=lambda question: question.section)]


def sent(questions: Iterable[Question], data: Any) -> dict[str, Any]:
    """Return what was sent for these questions, as it was sent; nothing else of the request is looked at."""
    return {
        name: data.getlist(name)
        if question.kind == "many" and name == field(question)
        else data.get(name, "").replace("\0", "")[: LONG + 1]
        for question in questions
        for name in names(question)
    }


def problems(questions: Iterable[Question], raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with what was sent, as (id of the field, what to do)."""
    found = []
    for question in questions:
        allowed = {choice.value for choice in choices(question)} if question.kind not in {"short", "long"} else set()
        if question.other and len(_other_words(question, raw)) > SHORT:
            found.append(
                (
                    f"id_{other_field(question)}",
                    f"Shorten what you wrote beside “{question.other}”: {SHORT} characters fit",
                )
            )
        for number, name in enumerate(fields(question)):
            value = _given(question, raw) if name == field(question) else raw.get(name) or ""
            about = f"“{question.options[number]}”" if question.kind == "grid" else f"“{question.words}”"
            if not value or (isinstance(value, str) and not value.strip()):
                if question.required:
                    found.append((f"id_{name}", f"Answer {about}"))
            elif question.kind in {"short", "long"}:
                most = SHORT if question.kind == "short" else LONG
                if len(value) > most:
                    found.append((f"id_{name}", f"Shorten your answer to {about}: it can have {most:,} characters"))
            elif not set(value if question.kind == "many" else [value]) <= allowed:
                found.append((f"id_{name}", f"Choose from the list for {about}"))
    return found


def _other_words(question: Question, raw: Mapping[str, Any]) -> str:
    return (raw.get(other_field(question)) or "").strip() if question.other else ""


def _given(question: Question, raw: Mapping[str, Any]) -> Any:
    """Return what was chosen. Who writes beside the last choice and forgets to tick it has chosen it."""
    value = raw.get(field(question)) or ""
    if not _other_words(question, raw):
        return value
    if question.kind == "many":
        return [*value, *({other(question)} - set(value))]
    return value or other(question)


def values(question: Question, raw: Mapping[str, Any]) -> tuple[Any, str] | None:
    """Return an answer as it is kept, (value, text), or None if the question was left out. The caller has looked for problems."""
    if question.kind == "grid":
        given = {str(n): int(raw[name]) for n, name in enumerate(fields(question)) if raw.get(name)}
        return (given, "") if given else None
    value, words = _given(question, raw), _other_words(question, raw)
    if question.kind == "many":
        return (sorted({int(each) for each in value}), words) if value else None
    value = value.strip()
    if not value:
        return None
    if question.kind in {"short", "long"}:
        return None, value
    return (value if question.kind == "about" else int(value)), words
