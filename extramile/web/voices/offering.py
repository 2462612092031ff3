"""Voice themes for the evidence library: counts as the readers of a space may see them, frozen.

What single people said is not frozen with them: a quotation stays on the theme's page, where its consent can be withdrawn.
"""

from dataclasses import replace

from django.urls import reverse

from extramile.core.disclosure import Shown
from extramile.core.vocabulary import InputError
from extramile.web.evidence.themes import Frozen, Source, offer
from extramile.web.evidence.visibility import Space
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.coding import code_book
from extramile.web.voices.presenters.hearing import said
from extramile.web.voices.queries import voice_theme


def names(scope: Scope) -> list[tuple[str, str]]:
    """Return the themes of the code book that are in use."""
    return [(each.id, each.title) for each in code_book(scope) if not each.retired]


def frozen(scope: Scope, theme: str, space: str) -> Frozen:
    """Return what was heard of a theme as the readers of a space may know it."""
    if theme not in dict(names(scope)):
        raise InputError("There is no such theme.", next_step="Choose from the list.")
    eyes = scope if space == Space.FORUM else replace(scope, roles=frozenset({Role.READER}))
    found = voice_theme(eyes, theme)
    people = {audience: said(count) for audience, count in found.people}
    if not found.sessions and not any(isinstance(count, Shown) and count.count for _, count in found.people):
        raise InputError(
            f"Nothing that can be shown was heard of “{found.title}” yet.",
            next_step="Code answers and notes of sessions to it first, in the room of voices.",
        )
    lines = [f"{audience}: {count}" for audience, count in people.items()]
    if found.sessions:
        lines.append(f"Sessions in which it was spoken of: {found.sessions}")
    if "hidden" in people.values():
        lines.append("Counts from 1 to 4 are hidden, and others so that they cannot be worked out.")
    text = "\n".join([found.about, f"People who spoke of it: {said(found.total)}", *lines])
    data = {
        "theme": found.id,
        "people": people,
        "total": said(found.total),
        "sessions": found.sessions,
        "href": reverse("voices:theme", args=[scope.name, found.id]),
    }
    return Frozen(found.title, text, data)


offer(Source(names, frozen))
