"""The words of the library: what outcomes, kinds and frameworks are called on a page, and in which tone."""

from dataclasses import dataclass

from extramile.web.library.models import Kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome in words. `letter` stands on a map tile, where colour alone must not carry the meaning."""

    name: str
    framework: str
    words: str
    sentence: str
    tone: str
    letter: str


OUTCOMES = {
    outcome.name: outcome
    for outcome in (
        Outcome(
            "not-required",
            "2016",
            "No statement of action",
            "Inspectors did not ask for a written statement of action.",
            "strength",
            "N",
        ),
        Outcome(
            "statement-of-action-required",
            "2016",
            "Statement of action required",
            "Inspectors found significant weaknesses and asked for a written statement of action.",
            "priority",
            "S",
        ),
        Outcome(
            "typically-positive",
            "2023",
            "Typically positive",
            "Inspectors found that arrangements typically lead to positive experiences and outcomes.",
            "strength",
            "T",
        ),
        Outcome(
            "inconsistent",
            "2023",
            "Inconsistent",
            "Inspectors found that experiences and outcomes are inconsistent.",
            "develop",
            "I",
        ),
        Outcome(
            "widespread-failings",
            "2023",
            "Widespread failings",
            "Inspectors found widespread or systemic failings that must be dealt with urgently.",
            "priority",
            "W",
        ),
    )
}

# The number that a report of the 2023 framework is read as.
OUTCOME_BY_NUMBER = {1: "typically-positive", 2: "inconsistent", 3: "widespread-failings"}

FRAMEWORKS = {
    "2023": "Area SEND inspection (from 2023)",
    "2016": "Local area SEND inspection (2016 to 2022)",
}
FRAMEWORK_SHORT = {"2023": "full inspection", "2016": "local area inspection"}

KIND_TONES = {
    Kind.EFFECTIVE: "strength",
    Kind.IMPROVE: "develop",
    Kind.PRIORITY_ACTION: "priority",
    Kind.AREA_FOR_IMPROVEMENT: "develop",
}
KIND_HEADINGS = {
    Kind.EFFECTIVE: "What is effective",
    Kind.IMPROVE: "What needs to be better",
    Kind.PRIORITY_ACTION: "Areas for priority action",
    Kind.AREA_FOR_IMPROVEMENT: "Areas for improvement",
}

REVISIT_SHORT = {
    "all": "enough progress on all weaknesses",
    "some": "enough progress on some weaknesses",
    "none": "not enough progress",
}
REVISIT_RESULTS = {
    "all": "enough progress on every weakness",
    "some": "enough progress on some weaknesses",
    "none": "not enough progress on any weakness",
}
