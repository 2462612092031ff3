"""Reads the box on page one: which of the three outcomes, when the next inspections are due, which plan is asked for.

The outcome is told by the stem of its sentence, never the whole of it. None of the stems, or two, is an unreadable
outcome, and is said so. The wording of the three is that of the area SEND framework of 2023.
"""

import re
from dataclasses import dataclass

from extramile.core.publications.headings import fold

_STEMS = {
    1: re.compile(r"typically(?:lead(?:s|ing)?to)?positive"),
    2: re.compile(r"inconsistent(?:experience|outcome)"),
    3: re.compile(r"(?:widespread|systemic)fail(?:ing|ure)s?"),
}
_PLAN = re.compile(r"actionplan|strategic(?:send)?plan|sendstrategy")
_UPDATE = re.compile(r"updat|revis|refresh", re.IGNORECASE)
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_WORDS = {word: number for number, word in enumerate(_UNITS + _TEENS)}
_WORDS |= {"twenty": 20, "twenty-one": 21, "twenty-four": 24, "thirty": 30, "thirty-six": 36}
_LENGTH = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[\s-]*(year|month)s?\b", re.IGNORECASE
)
_SUBJECT = re.compile(r"monitoring|\bfull\b|\bnext\b|re-?inspection", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What page one decides. None where it cannot be read."""

    outcome: int | None
    next_full_inspection_years: int | None
    next_printed: str
    monitoring_within_months: int | None
    monitoring_printed: str
    outcome_printed: str
    priority_action_plan_required: bool
    strategic_plan_update: bool
    plan_printed: str


def tells_outcome(folded: str) -> bool:
    """Say whether a text, folded to its letters, has the stem of any of the outcomes."""
    return any(stem.search(folded) for stem in _STEMS.values())


def read_outcome(text: str) -> Outcome:
    """Read the text of the outcome section."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    folded = fold(text)
    found = [number for number, stem in _STEMS.items() if stem.search(folded)]
    outcome = found[0] if len(found) == 1 else None
    stems = [sentence for sentence in sentences if tells_outcome(fold(sentence))]
    years, next_printed, months, monitoring_printed = _intervals(sentences)
    plans = [(sentence, plan.group()) for sentence in sentences if (plan := _PLAN.search(fold(sentence)))]
    return Outcome(
        outcome=outcome,
        next_full_inspection_years=years,
        next_printed=next_printed,
        monitoring_within_months=months,
        monitoring_printed=monitoring_printed,
        outcome_printed=" ".join(stems),
        priority_action_plan_required=any(plan == "actionplan" for _, plan in plans),
        strategic_plan_update=any(plan != "actionplan" and _UPDATE.search(sentence) for sentence, plan in plans),
        plan_printed=" ".join(sentence for sentence, _ in plans),
    )


def _intervals(sentences: list[str]) -> tuple[int | None, str, int | None, str]:
    """Return years to the next full inspection and months to the monitoring one, each with its sentence.

    Each length of time belongs to the inspection named last before it: both may stand in one sentence.
    """
    years = months = None
    next_printed = monitoring_printed = ""
    for sentence in sentences:
        for length in _LENGTH.finditer(sentence):
            subjects = _SUBJECT.findall(sentence[: length.start()])
            if not subjects:
                continue
            number, unit = _number(length.group(1)), length.group(2).lower()
            if subjects[-1].lower() == "monitoring":
                months, monitoring_printed = months or (number * 12 if unit == "year" else number), sentence
            elif unit == "year" or number % 12 == 0:
                years, next_printed = years or (number if unit == "year" else number // 12), sentence
    return years, next_printed, months, monitoring_printed


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]
