"""A first draft of an easy-read version: short sentences, one idea each. It is where a person begins, and no easy-read text yet."""

import re
from collections.abc import Mapping

from extramile.core.announcing import texts
from extramile.core.announcing.readability import sentences
from extramile.core.vocabulary import upper_first

# Longer than this is more than one idea.
MOST_WORDS = 15
_JOINTS = re.compile(r";\s+|:\s+(?=[a-z])|,\s+(?=(?:and|but|so|because|although|which|while|whereas)\b)|\s+[–—]\s+")
_PART = re.compile(r"\s+(?=(?:and|but|so that|because|although|while|which|when|where|if)\s)")
# Hard words of the field, and easy ones that people with learning disabilities know from other easy-read papers.
EASIER = {
    "special educational needs and disabilities": "special needs and disabilities (SEND)",
    "education, health and care plan": "plan for support (EHC plan)",
    "education, health and care plans": "plans for support (EHC plans)",
    "local area partnership": "people who plan support here",
    "integrated care board": "people who plan health care (ICB)",
    "written statement of action": "written plan to make things better",
    "children and young people": "children and young people",
    "commissioners": "people who pay for services",
    "provision": "support",
    "assessments": "checks of what you need",
    "assessment": "check of what you need",
    "inspectors": "people who check services (inspectors)",
    "implement": "do",
    "require": "need",
    "requires": "needs",
    "required": "needed",
    "additional": "more",
    "approximately": "about",
    "commence": "start",
    "in order to": "to",
    "prior to": "before",
    "regarding": "about",
    "sufficient": "enough",
    "timely": "on time",
    "utilise": "use",
}
_HARD = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, EASIER), key=len, reverse=True))})\b", re.IGNORECASE)
HEADS = {
    "meaning": "What was decided",
    "strengths": "What is good",
    "to_improve": "What must get better",
    "next_steps": "What happens next",
}


def ideas(words: str) -> list[str]:
    """Return a text as short sentences: parted where its own sentences join ideas."""
    found = []
    for sentence in sentences(texts.read_aloud(words)):
        parts = [part for joint in _JOINTS.split(sentence) for part in _shorter(joint)]
        found += [_whole(_easier(part)) for part in parts if re.search(r"\w", part)]
    return found


def _shorter(part: str) -> list[str]:
    """Part what is still long at its last joint word in reach, again and again; what has none stays long, and shows."""
    if len(part.split()) <= MOST_WORDS:
        return [part]
    joints = [each.start() for each in _PART.finditer(part)]
    # Neither side may be a stump: a list of two nouns is joined by “and” too.
    fit = [at for at in joints if len(part[:at].split()) >= 5 and len(part[at:].split()) >= 5]
    if not fit:
        return [part]
    at = min(fit, key=lambda each: abs(len(part[:each].split()) - len(part.split()) / 2))
    return [*_shorter(part[:at]), *_shorter(part[at:].strip())]


def _easier(part: str) -> str:
    return _HARD.sub(lambda found: EASIER[found[0].lower()], part)


def _whole(part: str) -> str:
    said = part.strip().strip(",;:").strip()
    said = upper_first(said)
    return said if said[-1] in ".!?”" else f"{said}."


def easy_read(said: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Return the draft as (heading, short sentences), without what was not written."""
    opening = ideas(f"{said.get('headline', '').rstrip('.')}.\n{said.get('standfirst', '')}")
    parts = [("The news", opening)]
    parts += [(head, ideas(said.get(name, ""))) for name, head in HEADS.items()]
    return [(head, found) for head, found in parts if found]


def too_long(sentence: str) -> bool:
    """Say whether a sentence of the draft is still more than one idea, so that a person must part it."""
    return len(sentence.split()) > MOST_WORDS
