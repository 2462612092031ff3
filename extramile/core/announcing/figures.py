"""Whether figures that people wrote are those of the records: “12 visits” where ten were held."""

import re
from collections.abc import Iterator, Mapping

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = rf"(?<![\w.,-])(\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_WORDS)})"
# What is counted of an inspection, and how people write it.
_COUNTED = {
    "visits": r"(?:school\s+)?visits?",
    "focus_groups": r"focus\s+groups?",
    "participants": r"(?:people|participants|persons)(?=\s+(?:took\s+part|attended|came|joined|in\s+(?:the\s+)?focus))",
    "duration_days": r"days?(?=\s+(?:of\s+(?:the\s+)?inspection|in\s+the\s+area))",
}
LABELS = {
    "visits": "visits to schools and settings",
    "focus_groups": "focus groups",
    "participants": "people in focus groups",
    "duration_days": "days of inspection",
}


def contradictions(words: str, facts: Mapping[str, int | None]) -> Iterator[tuple[str, str, int]]:
    """Yield (what stands there, what is counted, what the records say) for each figure that is another.

    What the records do not know is not held against anybody.
    """
    for name, noun in _COUNTED.items():
        known = facts.get(name)
        if known is None:
            continue
        for found in re.finditer(rf"{_NUMBER}\s+{noun}", words, re.IGNORECASE):
            if _value(found[1]) != known:
                yield " ".join(found[0].split()), LABELS[name], known


def _value(number: str) -> int:
    plain = number.replace(",", "").lower()
    return int(plain) if plain.isdigit() else _WORDS.index(plain)
