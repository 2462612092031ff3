"""What must not be told to everybody: counts of people so small that somebody is known by them, and what names a person.

Each finder returns what stands in the text. They would rather find too much than too little: whoever writes can say it otherwise.
"""

import re
from collections.abc import Iterable

_PEOPLE = (
    r"(?:children|pupils|young\s+people|young\s+persons|people|persons|families|parents|carers|students|learners|babies|toddlers|"
    r"teenagers|girls|boys|siblings|mothers|fathers|mums|dads|cases)"
)
_PERSON = r"(?:child|pupil|young\s+person|family|parent|carer|student|learner|baby|toddler|teenager|girl|boy|sibling|mother|father)"
_WORDS = {
    "a single": 1,
    "a couple of": 2,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_NUMBER = rf"(?<![\w.,%£-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_WORDS)})(?![\w%-]|[.,]\d)"
# What makes a number a name or a share: the children of year 3 are not three, nor are those of one in four.
_NAME = r"(?:years?|stages?|phases?|ages?|aged|parts?|sections?|tiers?|bands?|days?|pages?|grades?|levels?)"
_SHARE = rf"(?:\d+|{'|'.join(_WORDS)})\s+(?:in|out\s+of)\s+(?:every\s+)?"
_NAMED = re.compile(rf"\b(?:{_NAME}\s+(?:\d+\s+(?:to|and)\s+)?|{_SHARE}|every\s+|up\s+to\s+)$", re.IGNORECASE)
_OF_ALL = r"(?:\s+of\s+(?:the\s+|our\s+|all\s+)*(?:[\d,]+|[a-z]+)?)?"
_BETWEEN = r"(?:\s+(?!in\b|of\b|to\b|and\b|or\b|for\b|per\b|out\b|times?\b|years?\b|days?\b|weeks?\b|months?\b)[a-z][\w’'-]*){0,2}"
_COUNT = re.compile(rf"{_NUMBER}{_OF_ALL}{_BETWEEN}\s+(?P<who>{_PEOPLE}|{_PERSON})\b", re.IGNORECASE)

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w+])(?:\+44[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?!\d)")
_TEN = re.compile(r"(?<![\d])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d])")
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
)
_BIRTH = re.compile(rf"\b(?:born|birth|birthday|d\.?o\.?b\.?)\b\W*(?:\w+\W+){{0,3}}?(?P<date>{_DATE})", re.IGNORECASE)
_CASE = re.compile(r"\b(?:tracked\s+(?:case|child)|case)\s+(?:number\s+|no\.?\s*)?\d+\b", re.IGNORECASE)
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Councillor|Cllr)\.?\s+"


def small_numbers(words: str, threshold: int) -> list[str]:
    """Return the counts of people above zero and below the threshold, each with its words: “3 children”."""
    found = []
    for each in _COUNT.finditer(words):
        number = each["number"].replace(",", "").lower()
        count = int(number) if number.isdigit() else _WORDS[number]
        alone = re.fullmatch(_PERSON, each["who"], re.IGNORECASE) is not None
        before = words[: each.start()]
        if not 0 < count < threshold or (alone and count != 1) or _NAMED.search(before):
            continue
        # "More than 4" is "5 or more", which may be told.
        if count + 1 >= threshold and re.search(r"\bmore\s+than\s+$", before, re.IGNORECASE):
            continue
        # "One in four children" is a share, and so is "one of every four families".
        if re.search(r"\bevery\b", each[0], re.IGNORECASE):
            continue
        found.append(" ".join(each[0].split()))
    return found


def personal(words: str, *, addresses: bool = True) -> list[tuple[str, str]]:
    """Return what looks like it belongs to one person: what it is, and how it stands there.

    `addresses` is False for a text in which an office gives its own mail address and number.
    """
    found: list[tuple[str, str]] = []
    if addresses:
        found += [("a mail address", each) for each in _MAIL.findall(words)]
        found += [("a telephone number", each[0].strip()) for each in _TELEPHONE.finditer(words)]
    found += [("an NHS number", each) for each in _TEN.findall(words) if _is_nhs(each)]
    found += [("a unique pupil number", each) for each in _UPN.findall(words)]
    found += [("a date of birth", each["date"]) for each in _BIRTH.finditer(words)]
    found += [("a tracked case", each) for each in _CASE.findall(words)]
    return found


def _is_nhs(digits: str) -> bool:
    """Say whether ten digits are an NHS number: the last checks the others."""
    numbers = [int(each) for each in digits if each.isdigit()]
    if numbers[0] == 0:
        return False
    check = 11 - sum(number * weight for number, weight in zip(numbers, range(10, 1, -1), strict=False)) % 11
    return {11: 0}.get(check, check) == numbers[9]


def named(words: str, names: Iterable[str]) -> list[str]:
    """Return those of the names that stand in the words: the whole name, or a title and the surname."""
    found = []
    for name in names:
        parts = name.split()
        # "A teaching assistant" is anybody, and nobody's name; "the head of Fernbeck" is one.
        if not parts or parts[0].lower() in {"a", "an"}:
            continue
        whole = r"\s+".join(map(re.escape, parts))
        pattern = rf"\b{whole}\b"
        if len(parts) > 1:
            pattern += rf"|\b{_TITLES}{re.escape(parts[-1])}\b"
        if re.search(pattern, words, re.IGNORECASE):
            found.append(name)
    return found
