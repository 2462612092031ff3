"""Coding what people said to themes: by people, a share of it twice and blind."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.models import Answer, Coding, OwnCode, Quote
from extramile.web.voices.ready import readings_changed

# Of the words said in sessions; a survey says its own share.
QUOTES_TWICE = 20
OWN = "own-"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the book: a theme of everybody, or one of the partnership's own."""

    id: str
    title: str
    about: str
    own: bool
    retired: bool = False


def code_book(scope: Scope) -> list[Code]:
    """Return the themes and the partnership's own codes."""
    own = OwnCode.objects.filter(partnership=scope.partnership)
    return [
        *(Code(theme.id, theme.title, theme.about, False) for theme in theme_list().themes),
        *(Code(f"{OWN}{each.slug}", each.title, each.about, True, each.retired) for each in own),
    ]


def read_twice(thing: Any) -> bool:
    """Say whether a second person codes this as well. It follows from its random key, so nobody chooses which."""
    share = thing.question.survey.second_share if isinstance(thing, Answer) else QUOTES_TWICE
    return int(thing.pk.int % 100) < share


def codings(thing: Any) -> dict[str, Coding]:
    """Return the readings of an answer or a quote by part."""
    return {each.part: each for each in thing.codings.all()}


def part_for(scope: Scope, thing: Any) -> str:
    """Return which reading is this person's to do or to change, or "" if none is."""
    done = codings(thing)
    first, second = done.get("first"), done.get("second")
    if "settled" in done:
        return ""
    if first is None or first.by_id == scope.person.pk:
        # Once somebody has read it again, the first reading stands: otherwise it would not be blind.
        return "first" if second is None else ""
    if read_twice(thing) and (second is None or second.by_id == scope.person.pk):
        return "second"
    return ""


def final_codes(thing: Any) -> list[str]:
    """Return what holds: what was settled, else the first reading."""
    done = codings(thing)
    found = done.get("settled") or done.get("first")
    return list(found.codes) if found else []


def kind_of(thing: Any) -> str:
    """Return what a thing is called in the audit trail and in addresses."""
    return "answer" if isinstance(thing, Answer) else "quote"


def _check_codes(scope: Scope, codes: list[str], kept: AbstractSet[str] = frozenset()) -> list[str]:
    known = {code.id for code in code_book(scope) if not code.retired}
    if not set(codes) <= known | kept:
        raise InputError("Choose codes from the book.")
    return sorted(set(codes))


def _keep(scope: Scope, thing: Any, part: str, codes: list[str], why: str = "") -> None:
    before = codings(thing).get(part)
    old = list(before.codes) if before else None
    Coding.objects.update_or_create(**{kind_of(thing): thing}, part=part, defaults={"codes": codes, "by": scope.person})
    if isinstance(thing, Answer):
        readings_changed(thing.question.survey)
    record(
        by=scope.person,
        verb=f"coded ({Coding.Part(part).label.lower()})",
        kind=kind_of(thing),
        thing_id=thing.pk,
        before={"codes": old} if old is not None else None,
        after={"codes": codes},
        why=why,
        scope=scope.name,
    )


@transaction.atomic
def code(*, scope: Scope, thing: Answer | Quote, codes: list[str]) -> str:
    """Give codes to an answer or a quote; none is an answer as well. Returns which reading it was."""
    scope.check(Permission.CODE_ANSWERS)
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    part = part_for(scope, thing)
    if not part:
        raise InputError("This has been read by others.", next_step="Where two readings differ, settle them together.")
    before = codings(thing).get(part)
    # A code that was retired meanwhile stays where it was given.
    _keep(scope, thing, part, _check_codes(scope, codes, frozenset(before.codes if before else ())))
    return part


@transaction.atomic
def settle(*, scope: Scope, thing: Answer | Quote, codes: list[str], why: str) -> None:
    """Settle what two readers saw differently."""
    scope.check(Permission.CODE_ANSWERS)
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    done = codings(thing)
    if not {"first", "second"} <= set(done):
        raise InputError("Only what two people have read can be settled.")
    given = frozenset({*done["first"].codes, *done["second"].codes})
    _keep(scope, thing, "settled", _check_codes(scope, codes, given), why)


@transaction.atomic
def add_code(*, scope: Scope, title: str, about: str) -> OwnCode:
    """Add a code of the partnership's own."""
    scope.check(Permission.CODE_ANSWERS)
    slug = slugify(title)[:60]
    if not slug:
        raise InputError("Enter a title.")
    if any(each.title.casefold() == title.strip().casefold() for each in code_book(scope)):
        raise InputError(f"There is a code “{title.strip()}” already.")
    if OwnCode.objects.filter(partnership=scope.partnership, slug=slug).exists():
        raise InputError("There is a code with nearly the same title already.")
    made = OwnCode.objects.create(partnership=scope.partnership, slug=slug, title=title.strip(), about=about.strip())
    record(
        by=scope.person, verb="code added", kind="code", thing_id=slug, thing=made.title, after={"about": made.about},
        scope=scope.name,
    )  # fmt: skip
    return made


@transaction.atomic
def retire_code(*, scope: Scope, slug: str, retired: bool) -> OwnCode:
    """Retire an own code, or bring it back. Readings that have it keep it; nobody gives it any more."""
    scope.check(Permission.CODE_ANSWERS)
    made = OwnCode.objects.select_for_update().filter(partnership=scope.partnership, slug=slug).first()
    if made is None:
        raise InputError("There is no such code of your own.", next_step="Choose one in the code book.")
    if made.retired != retired:
        made.retired = retired
        made.save(update_fields=["retired"])
        verb = "code retired" if retired else "code brought back"
        record(by=scope.person, verb=verb, kind="code", thing_id=slug, thing=made.title, scope=scope.name)
    return made


TAKEN_OUT = "[taken out]"


@transaction.atomic
def redact(*, scope: Scope, thing: Answer | Quote, words: str) -> None:
    """Take words out of what somebody said, for good. The trail says that it was done, and never which words."""
    scope.check(Permission.READ_ANSWERS)
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    name = "text" if isinstance(thing, Answer) else "words"
    said = getattr(thing, name)
    if not words.strip() or words.strip() not in said:
        raise InputError("These words do not stand there.", next_step="Copy them exactly as they are written.")
    times = said.count(words.strip())
    setattr(thing, name, said.replace(words.strip(), TAKEN_OUT))
    thing.redacted = True
    thing.save(update_fields=[name, "redacted"])
    record(
        by=scope.person, verb="words redacted", kind=kind_of(thing), thing_id=thing.pk, after={"times": times},
        scope=scope.name,
    )  # fmt: skip
