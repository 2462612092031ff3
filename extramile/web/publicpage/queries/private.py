"""What of a theme told of a person: the words that are known of it, and where they stand again.

It would rather find too much than too little: whoever releases writes it otherwise, or says how it is known to tell of nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from extramile.web.announcements.queries.silencing import RUN, WORD
from extramile.web.partnerships.models import Organisation
from extramile.web.publicpage.models import PrivateWords, ShownTheme

TEXTS = {"title": "Heading", "found": "What was found", "outcome": "What should be different"}
LONGEST = 100
OF_MEASURE = ("title", "definition", "source")
Parts = dict[str, str]
Run = tuple[str, ...]
# Words with which sentences begin, and short names of the field: a capital makes no name of them.
NO_NAMES = """a after all also although an and are as at because before both but by carers children each every everybody families
few for from had has have how if in is it its many more most new no not now of on one only or our parents people plans pupils
schools she he since so some that the their then there these they this those to too until was we were what when where which while
who why with young you your send sen ehc ehcp ehcps nhs ofsted cqc icb gp gps la"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to tell of a person: names and numbers, those of them that begin a sentence, words that follow one another."""

    names: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    runs: frozenset[Run] = frozenset()

    def tells(self, text: str) -> bool:
        """Say whether a text says some of it again."""
        said = WORD.findall(text)
        if any(each.casefold() in self.names or (_is_name(each) and each.casefold() in self.first) for each in said):
            return True
        return any(_runs(text, length) & self.runs for length in range(1, RUN + 1))

    def within(self, parts: Mapping[str, str]) -> list[str]:
        """Return the parts that say some of it again."""
        return [part for part, text in parts.items() if self.tells(text)]


def parts(values: Mapping[str, Any]) -> Parts:
    """Return the texts of a theme as everybody reads it, by the name of the part: "title", "action-5", "measure-3"."""
    found = {name: values[name] for name in TEXTS}
    found |= {f"action-{each['id']}": each["words"] for each in values["actions"]}
    found |= {f"measure-{each['id']}": " ".join(each[name] for name in OF_MEASURE) for each in values["measures"]}
    return {name: text for name, text in found.items() if text}


def parts_of(shown: ShownTheme) -> Parts:
    """Return the texts of a theme that is shown, by the name of the part."""
    return parts({name: getattr(shown, name) for name in (*TEXTS, "actions", "measures")})


def labels(shown: ShownTheme) -> dict[str, str]:
    """Return how each part of a theme that is shown is called, for those who choose among them."""
    found = {name: words for name, words in TEXTS.items() if getattr(shown, name)}
    rows = [("action", each["id"], each["words"]) for each in shown.actions]
    rows += [("measure", each["id"], each["title"]) for each in shown.measures]
    return found | {
        f"{kind}-{pk}": f"{kind.capitalize()}: {Truncator(words).chars(LONGEST)}" for kind, pk, words in rows
    }


def rows(shown: ShownTheme | None) -> list[PrivateWords]:
    """Return what somebody said of the words of a theme, the oldest first."""
    return (
        list(shown.private_words.select_related("by", "shown__theme__plan__partnership").order_by("pk"))
        if shown
        else []
    )


def known(found: Sequence[PrivateWords]) -> Known:
    """Return what is known to tell of a person today. What somebody said later tells of nobody is not held against a text."""
    names: set[str] = set()
    first: set[str] = set()
    runs: set[Run] = set()
    for each in found:
        said = list(each.told.values())
        named, begun = _names(said)
        names, first = names | named, first | begun
        runs |= {run for text in said for run in _runs(text, min(RUN, len(WORD.findall(text))))}
        clear = {length: {run for text in each.clear for run in _runs(text, length)} for length in range(1, RUN + 1)}
        if each.step == "taken-back":
            # Beside what was named stood other texts: where they say the same it is their way of saying, but for a name.
            runs -= {run for rows in clear.values() for run in rows if not names & set(run)}
            continue
        gone = {word.casefold() for text in each.clear for word in WORD.findall(text)}
        names, first, runs = names - gone, first - gone, runs - set().union(*clear.values())
    if not (names or first or runs):
        return Known()
    bodies = {word.casefold() for name in _bodies(found) for word in WORD.findall(name)}
    return Known(frozenset(names - bodies), frozenset(first - bodies), frozenset(runs))


def _bodies(found: Sequence[PrivateWords]) -> list[str]:
    """Return the names of the partnership and of its bodies: everybody reads them."""
    [partnership] = {each.shown.theme.plan.partnership for each in found}
    names = Organisation.objects.filter(partners__partnership=partnership).values_list("name", flat=True)
    return [partnership.name, *names]


def _is_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _names(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return names and numbers: those that a sentence does not begin with, and those that one does."""
    inside, begins = set(), set()
    for text in texts:
        for each in WORD.finditer(text):
            before = text[: each.start()].rstrip(" “‘\"'(")
            word = each[0].casefold()
            if not _is_name(each[0]) or word in NO_NAMES.split():
                continue
            (begins if not before or before[-1] in ".!?:\n" else inside).add(word)
    return inside, begins - inside


def _runs(text: str, length: int) -> set[Run]:
    said = [word.casefold() for word in WORD.findall(text)]
    return {tuple(said[at : at + length]) for at in range(len(said) - length + 1)} if length else set()
