"""What was heard of a theme, for a claim: the one place here that reads the room of voices."""

from dataclasses import dataclass

from django.urls import reverse

from extramile.core.disclosure import Shown
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, HeardTheme
from extramile.web.voices.coding import code_book
from extramile.web.voices.queries import voice_theme


@dataclass(frozen=True, slots=True)
class Heard:
    """A theme beside a claim, with how many spoke of it as far as this person may know."""

    id: int
    title: str
    people: str
    quotes: tuple[tuple[str, str], ...]
    href: str


def themes(scope: Scope) -> list[tuple[str, str]]:
    """Return the themes and the partnership's own codes that are in use."""
    return [(each.id, each.title) for each in code_book(scope) if not each.retired]


def theme_of(scope: Scope, claim: Claim, theme_id: int) -> HeardTheme | None:
    """Return a theme beside a claim, or None."""
    return HeardTheme.objects.filter(pk=theme_id, claim=claim, claim__evaluation__partnership=scope.partnership).first()


def heard(scope: Scope, claim: Claim) -> list[Heard]:
    """Return the themes beside a claim, each with what was heard of it until today."""
    found = []
    for each in claim.themes.all():
        theme = voice_theme(scope, each.theme)
        said = [f"{name.lower()}: {_count(count)}" for name, count in theme.people]
        found.append(
            Heard(
                id=each.pk,
                title=theme.title if theme.title != each.theme else each.title,
                people="; ".join(said) or "nobody has answered a survey yet",
                quotes=tuple(theme.quotes[:2]),
                href=reverse("voices:theme", args=[scope.name, each.theme]),
            )
        )
    return found


def _count(released: object) -> str:
    return str(released.count) if isinstance(released, Shown) else "hidden, because few"
