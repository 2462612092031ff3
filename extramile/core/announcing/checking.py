"""What an announcement must pass before anybody else reads it: each check is a sentence, and says where and what to do."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from extramile.core.announcing import figures, private, texts
from extramile.core.announcing.readability import FORMULA, OLDEST, ReadingAge, reading_age
from extramile.core.disclosure import PUBLIC

# As a fault calls why something is corrected or withdrawn.
REASON = "reason"


@dataclass(frozen=True, slots=True)
class Said:
    """A text: where it stands in words, the name of its field, and what it says. `agreed` is who agreed to be named there."""

    where: str
    field: str
    words: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that stands in the announcement. `name` and `organisation` stand with the role under the words."""

    id: int
    role: str
    words: str
    state: str
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture: its number on the page, and the words for those who do not see it."""

    number: int
    alternative: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An announcement as it would be published, and what is known around it.

    `frozen` are the facts of the last time it passed, None before the first. `names` belong to people who did not agree to
    be named. `opens` says whether a path within this installation opens for everybody; `hosts` are its names. `secret` returns
    the addresses in a text that are one person's alone: a link to approve, to answer, to leave. `reason` is why it is corrected
    or withdrawn, which everybody will read as well.
    """

    texts: Mapping[str, str]
    quotations: tuple[Quoted, ...]
    pictures: tuple[Pictured, ...]
    under_embargo: bool
    counted: Mapping[str, int | None]
    facts: object
    frozen: object | None
    names: tuple[str, ...]
    opens: Callable[[str], bool]
    secret: Callable[[str], list[str]]
    hosts: frozenset[str]
    reason: str = ""

    def said(self) -> tuple[Said, ...]:
        """Return every text that everybody will read."""
        own = [Said(each.label, each.name, self.texts.get(each.name, "")) for each in texts.FIELDS]
        quoted = [Said(f"The words of the {each.role}", "quotations", each.words) for each in self.quotations]
        named = [_naming(each) for each in self.quotations]
        pictured = [Said(f"Picture {each.number}", "pictures", each.alternative) for each in self.pictures]
        why = Said("The reason", REASON, self.reason)
        return tuple(each for each in (*own, *quoted, *named, *pictured, why) if each.words.strip())


def _naming(found: Quoted) -> Said:
    """Return what stands under words: who approved them has agreed to be named there, and nowhere else."""
    words = ". ".join(each for each in (found.role, found.name, found.organisation) if each)
    agreed = found.name if found.state == "approved" else ""
    return Said(f"How the {found.role} is named", "quotations", words, agreed)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where, what, and what to do. `field` is the field, "quotations", "pictures" or `REASON`."""

    where: str
    words: str
    do: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check with what it found; it passes where that is nothing. `told` is what it has to say beside that."""

    id: str
    name: str
    faults: tuple[Fault, ...]
    told: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check_all(draft: Draft) -> tuple[Check, ...]:
    """Return every check, in the order in which they are told."""
    return tuple(
        Check(name, words, tuple(check(draft)), tuple(_TOLD[name](draft)) if name in _TOLD else ())
        for name, words, check in _CHECKS
    )


def _embargo(draft: Draft) -> Iterator[Fault]:
    if draft.under_embargo:
        yield Fault(
            "The inspection",
            "It is not published yet: what it found is under embargo.",
            "Wait for its publication, which alone ends the embargo.",
        )


def _complete(draft: Draft) -> Iterator[Fault]:
    for each in texts.FIELDS:
        if each.needed and not draft.texts.get(each.name, "").strip():
            yield Fault(each.label, "It is empty.", "Write it.", each.name)


def _approvals(draft: Draft) -> Iterator[Fault]:
    for each in draft.quotations:
        where = f"The words of the {each.role}"
        if each.state == "drafted":
            yield Fault(where, "They were not sent to the person yet.", "Send them, or take them out.", "quotations")
        elif each.state == "declined":
            yield Fault(where, "The person does not want to be quoted.", "Take them out.", "quotations")
        elif each.state != "approved":
            yield Fault(
                where, "The person has not approved them yet.", "Wait, remind them, or take them out.", "quotations"
            )


def not_for_everybody(words: str, *, addresses: bool = True) -> Iterator[tuple[str, str]]:
    """Yield what in a text must not be told to everybody, each with what to do: few people, and what belongs to one person.

    `addresses` is False for a text in which an office gives its own mail address and number.
    """
    yield from _few(words)
    yield from _of_one(words, addresses=addresses)


def _few(words: str) -> Iterator[tuple[str, str]]:
    for found in private.small_numbers(words, PUBLIC.threshold):
        yield (
            f"“{found}” is so few that somebody may be known by it.",
            f"Say “fewer than {PUBLIC.threshold}”, or leave the number out.",
        )


def _of_one(words: str, *, addresses: bool) -> Iterator[tuple[str, str]]:
    for what, found in private.personal(words, addresses=addresses):
        yield f"“{found}” looks like {what}.", "Take it out."


def _small_numbers(draft: Draft) -> Iterator[Fault]:
    for said in draft.said():
        # How many children a picture shows is seen, and no count of anything.
        if said.field == "pictures":
            continue
        for wrong, mend in _few(said.words):
            yield Fault(said.where, wrong, mend, said.field)


def _personal(draft: Draft) -> Iterator[Fault]:
    for said in draft.said():
        for wrong, mend in _of_one(said.words, addresses=said.field != "contact"):
            yield Fault(said.where, wrong, mend, said.field)
        for name in private.named(said.words, draft.names):
            if name.casefold() != said.agreed.casefold():
                do = "Ask them, or say it without the name."
                yield Fault(said.where, f"{name} has not agreed to be named.", do, said.field)


def ages(draft: Draft) -> list[tuple[Said, ReadingAge]]:
    """Return how old a reader of each text must be, where it is long enough to say so."""
    found = ((said, reading_age(texts.read_aloud(said.words))) for said in draft.said())
    return [(said, age) for said, age in found if age is not None]


def _reading(draft: Draft) -> Iterator[Fault]:
    for said, found in ages(draft):
        # People are quoted as they speak, and an office is called what it is called.
        if found.age > OLDEST and said.field not in {"quotations", "contact"}:
            yield Fault(
                said.where,
                f"A reader must be {found.age:g} years old; {OLDEST} at most is wanted.",
                f"Begin with the hardest sentence: “{found.hardest}”",
                said.field,
            )


def _reading_told(draft: Draft) -> Iterator[str]:
    yield f"Reading age: {FORMULA}. At most {OLDEST} years; words of people quoted are measured and not held to it."
    for said, found in ages(draft):
        yield f"{said.where}: {found.age:g} years"


def _pictures(draft: Draft) -> Iterator[Fault]:
    for each in draft.pictures:
        words = each.alternative.strip()
        where, do = f"Picture {each.number}", "Say in a sentence what it shows, or that it is only decoration."
        if not each.decorative and not words:
            yield Fault(where, "Those who do not see it hear nothing.", do, "pictures")
        elif not each.decorative and re.fullmatch(
            r"(?:image|picture|photo|img|dsc)?[\s\w-]*(?:\.\w{3,4}|\d+)", words, re.I
        ):
            yield Fault(where, f"“{words}” is the name of a file.", do, "pictures")


OF_ONE_PERSON = "is one person's secret link: whoever reads it here could act as that person."
OPEN_INSTEAD = "Take it out. If everybody is to read something, link to a public page."


def _links(draft: Draft) -> Iterator[Fault]:
    for said in draft.said():
        for address in draft.secret(said.words):
            yield Fault(said.where, f"“{address}” {OF_ONE_PERSON}", OPEN_INSTEAD, said.field)
        for address in texts.addresses(said.words):
            if not draft.secret(address) and (fault := _wrong_with(address, draft)):
                yield Fault(said.where, f"“{address or 'An empty address'}” {fault[0]}", fault[1], said.field)


def _wrong_with(address: str, draft: Draft) -> tuple[str, str] | None:
    path = path_within(address, draft.hosts)
    if path is not None:
        if draft.opens(path):
            return None
        return "opens for nobody who has no account here.", "Look at the address, or link to a public page."
    if not _well_formed(address):
        return "is no address of a page.", "Write it whole, such as https://example.org/page."
    return None


def path_within(address: str, hosts: frozenset[str]) -> str | None:
    """Return the path of an address within this installation; None for one that leads elsewhere."""
    if address.startswith("/") and not address.startswith("//"):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in {"http", "https"} and parts.netloc.lower() in hosts:
        return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return None


def _well_formed(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", host, re.IGNORECASE) is not None
        and parts.username is None
        and not re.search(r"\s", address)
    )


def _links_told(draft: Draft) -> Iterator[str]:
    for said in draft.said():
        for address in texts.addresses(said.words):
            if path_within(address, draft.hosts) is None and _well_formed(address):
                yield f"{address}: not tried, since nothing is asked of other sites from here. Open it once yourself."


def _facts(draft: Draft) -> Iterator[Fault]:
    if draft.frozen is not None and draft.frozen != draft.facts:
        yield Fault(
            "Figures of the page",
            "A fact has changed since the announcement was checked.",
            "Read the page again with the figures of today, then check it again.",
        )
    for said in draft.said():
        # Why it is corrected may well say the figure that was wrong.
        if said.field == REASON:
            continue
        for found, what, known in figures.contradictions(said.words, draft.counted):
            yield Fault(
                said.where,
                f"“{found}”: the records have {known} ({what}).",
                "Mend the text, or the records.",
                said.field,
            )


_CHECKS: tuple[tuple[str, str, Callable[[Draft], Iterator[Fault]]], ...] = (
    ("embargo", "The embargo is over", _embargo),
    ("complete", "Nothing that is needed is empty", _complete),
    ("approvals", "Everybody who is quoted has approved their words", _approvals),
    ("facts", "The facts are those of the records", _facts),
    ("small-numbers", "No number is so small that somebody is known by it", _small_numbers),
    ("personal", "Nothing belongs to one person", _personal),
    ("reading-age", "It is easy enough to read", _reading),
    ("pictures", "Every picture has its words", _pictures),
    ("links", "Links work", _links),
)
_TOLD: dict[str, Callable[[Draft], Iterator[str]]] = {"reading-age": _reading_told, "links": _links_told}
