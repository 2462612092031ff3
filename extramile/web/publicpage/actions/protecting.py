"""A theme that told of a person: it is taken back or written otherwise, and its words do not come back by themselves.

Everybody reads that something was taken out, and nothing of it; of the list of changes those lines are silenced that tell of it.
"""

from collections.abc import Collection, Mapping
from typing import Any

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage.actions.redacting import redact
from extramile.web.publicpage.models import PrivateWords, ShownTheme
from extramile.web.publicpage.queries import private
from extramile.web.publicpage.queries.private import Parts

CHOOSE = "Choose what tells of the person: without that it can come back with one press."
AGAIN = "These say again what told of a person, and was taken out to protect somebody:"
CHANGED = "A passage was taken out of a theme to protect somebody’s privacy."


def about(found: ShownTheme) -> str:
    """Return what the list of changes calls a theme."""
    return f"theme-{found.theme_id}"


def name(scope: Scope, found: ShownTheme, chosen: Collection[str], words: str, why: str) -> None:
    """Keep what of a theme tells of a person, and silence what the list of changes says of it.

    `chosen` are its parts; `words` the passages in them, one a line: the whole parts if there are none. Raises InputError for what
    stands in none of them.
    """
    scope.check(Permission.PROTECT_PEOPLE)
    stands = private.parts_of(found)
    if not chosen or not set(chosen) <= set(stands):
        raise InputError(CHOOSE)
    told = {each: stands[each] for each in stands if each in chosen}
    passages = [" ".join(each.split()) for each in words.splitlines() if each.strip()]
    if passages:
        told = {part: "\n".join(each for each in passages if _stands(each, text)) for part, text in told.items()}
        if "" in told.values() or any(each not in "\n".join(told.values()) for each in passages):
            raise InputError(
                "Each part that you chose must hold one of the words, and each of the words stand in one of the parts.",
                next_step="Copy them from the page, one passage a line; or leave the words empty.",
            )
    clear = [text for part, text in stands.items() if part not in chosen]
    PrivateWords.objects.create(shown=found, step="taken-back", told=told, clear=clear, why=why, by=scope.person)
    silence(scope, found)


def _stands(passage: str, text: str) -> bool:
    return passage.casefold() in " ".join(text.split()).casefold()


def silence(scope: Scope, found: ShownTheme) -> None:
    """Say no more those lines of a theme that tell of what is known to be private. The others are left: they tell of no one."""
    known = private.known(private.rows(found))
    redact(
        partnership=scope.partnership,
        about=about(found),
        title=f"“{found.title}”",
        by=scope.person,
        silenced=known.tells,
    )


def check_again(scope: Scope, found: ShownTheme, values: Mapping[str, Any], correction: str, confirm: str) -> None:
    """Let what told of a person not come back, unless who may says with `confirm` how it is known that it tells of nobody."""
    now: Parts = {**private.parts(values), **({"correction": correction} if correction else {})}
    again = private.known(private.rows(found)).within(now)
    if not again:
        return
    if not confirm:
        which = ", ".join(dict.fromkeys(_called(each) for each in again))
        raise InputError(
            f"{AGAIN} {which}.", next_step="Write it otherwise, or say how it is known that it tells of nobody."
        )
    scope.check(Permission.PROTECT_PEOPLE)
    clear = [now[each] for each in again]
    PrivateWords.objects.create(shown=found, step="confirmed", clear=clear, why=confirm, by=scope.person)


def _called(part: str) -> str:
    kinds = {"action": "an action", "measure": "a measure", "correction": "what was wrong"}
    return kinds.get(part.partition("-")[0]) or private.TEXTS[part].lower()


def correct(scope: Scope, found: ShownTheme, values: Mapping[str, Any], why: str) -> None:
    """Keep of a theme that is shown what its new words leave out, because it told of a person, and silence what was said of it."""
    scope.check(Permission.PROTECT_PEOPLE)
    before, now = private.parts_of(found), private.parts(values)
    told = {part: text for part, text in before.items() if now.get(part) != text}
    if not told:
        raise InputError("The words are the same as before.", next_step="Take out of them what tells of the person.")
    PrivateWords.objects.create(
        shown=found, step="corrected", told=told, clear=list(now.values()), why=why, by=scope.person
    )
    silence(scope, found)
