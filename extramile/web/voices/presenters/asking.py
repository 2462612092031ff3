"""Words and fields for the pages on which people answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from extramile.web.voices import answering
from extramile.web.voices.models import Question

# The mouths of the five faces, from very sad to very happy; the words under each face say the same.
MOUTHS = ("M20 50 Q32 30 44 50", "M20 47 Q32 38 44 47", "M20 44 L44 44", "M20 40 Q32 50 44 40", "M17 37 Q32 62 47 37")

# Three faces leave the outermost out.
FIRST_FACE = {"faces": 0, "faces3": 1}


def face(step: int) -> Markup:
    """Return a large face for a step from 1 to 5."""
    return Markup(  # noqa: S704 - nothing in it comes from outside
        '<svg class="v-face" viewBox="0 0 64 64" aria-hidden="true" focusable="false"><circle cx="32" cy="32" r="29"/>'
        f'<circle class="v-face__eye" cx="22" cy="25" r="4"/><circle class="v-face__eye" cx="42" cy="25" r="4"/>'
        f'<path d="{MOUTHS[step - 1]}"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its value, its words, whether it is chosen, and a face where it has one."""

    id: str
    value: str
    words: str
    chosen: bool
    face: Markup | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the question's own, or one statement of a grid."""

    id: str
    name: str
    words: str
    value: str
    error: str
    options: list[Option]
    other: "Other | None"


@dataclass(frozen=True, slots=True)
class Other:
    """Room to write beside the last choice."""

    id: str
    name: str
    words: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page shows it."""

    id: str
    kind: str
    words: str
    hint: str
    required: bool
    free: bool
    fields: list[Field]


def _other(question: Question, raw: Mapping[str, Any], errors: Mapping[str, str]) -> Other | None:
    if not question.other:
        return None
    name = answering.other_field(question)
    return Other(f"id_{name}", name, question.other, raw.get(name) or "", errors.get(f"id_{name}", ""))


def asked(question: Question, raw: Mapping[str, Any], errors: Mapping[str, str]) -> Asked:
    """Return a question with what was answered so far."""
    free = question.kind in {"short", "long"}
    found = []
    for number, name in enumerate(answering.fields(question)):
        value = raw.get(name) or ""
        given = set(value) if question.kind == "many" else {value}
        choices = [] if free else answering.choices(question)
        found.append(
            Field(
                id=f"id_{name}",
                name=name,
                words=question.options[number] if question.kind == "grid" else question.words,
                value=value if free else "",
                error=errors.get(f"id_{name}", ""),
                options=[
                    Option(
                        id=f"id_{name}" if place == 0 else f"id_{name}-{choice.value}",
                        value=choice.value,
                        words=choice.words,
                        chosen=choice.value in given,
                        face=face(int(choice.value) + FIRST_FACE[question.kind])
                        if question.kind in FIRST_FACE
                        else None,
                    )
                    for place, choice in enumerate(choices)
                ],
                other=_other(question, raw, errors),
            )
        )
    return Asked(
        id=f"question-{question.pk}",
        kind=question.kind,
        words=question.words,
        hint=question.hint,
        required=question.required,
        free=free,
        fields=found,
    )
