"""The texts of a claim: which there are, what each is called, and how two people's changes come together.

The one place that knows the fields: form, versions, differences and documents all ask here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extramile.web.selfevaluation.models import Confidence, Polarity, Service

# Name, what it is called, what helps to write it.
TEXTS: tuple[tuple[str, str, str], ...] = (
    ("judgement", "Judgement in a sentence", "What somebody should remember if they read nothing else"),
    ("what_we_do", "What we do", "Facts: who does what, for whom, since when"),
    ("how_we_know", "How we know", "Figures, audits, what children and families say; link the evidence afterwards"),
    ("difference", "Difference made", "What is different for children, young people and families"),
    ("what_next", "What next", "What is still to do, by whom and by when"),
    ("confidence_why", "Why we are that sure", "What would make you surer"),
)
CHOICES: tuple[tuple[str, str, Any], ...] = (
    ("polarity", "What the claim is", Polarity),
    ("service", "Which service it speaks of", Service),
    ("confidence", "How sure we are", Confidence),
)
LABELS = {name: label for name, label, _ in (*TEXTS, *CHOICES)}
NAMES = (
    "polarity",
    "judgement",
    "what_we_do",
    "how_we_know",
    "difference",
    "what_next",
    "confidence",
    "confidence_why",
    "service",
)
_CHOSEN = {name: choices for name, _, choices in CHOICES}


def texts_of(claim: Any) -> dict[str, str]:
    """Return the texts of a claim."""
    return {name: str(getattr(claim, name)) for name in NAMES}


def clean(given: Mapping[str, Any]) -> dict[str, str]:
    """Return texts with the line ends and spaces that we keep; what is not given is empty."""
    return {name: str(given.get(name) or "").replace("\r\n", "\n").strip() for name in NAMES}


def said(name: str, value: str) -> str:
    """Return a text for a person: a choice by its words, all else as it is."""
    choices = _CHOSEN.get(name)
    return choices(value).label if choices and value in choices.values else value


@dataclass(frozen=True, slots=True)
class Met:
    """One text that somebody else changed while a person wrote: what stood there, what they wrote, what this person wrote."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str

    @property
    def both(self) -> bool:
        """Say whether both changed it, each in their own way."""
        return self.mine not in {self.before, self.theirs}


def meet(seen: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> tuple[Met, ...]:
    """Return the texts that changed since `seen`, each with what this person made of it."""
    return tuple(
        Met(name, LABELS[name], seen.get(name, ""), theirs[name], mine[name])
        for name in NAMES
        if theirs[name] != seen.get(name, "")
    )


def together(seen: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> dict[str, str]:
    """Return a proposal that holds both: what only one of two changed is taken, and where both did, this person's stays."""
    return {name: theirs[name] if mine[name] == seen.get(name, "") else mine[name] for name in NAMES}
