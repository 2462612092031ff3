"""Where families' words and figures can be taken from."""

from extramile.web.evidence import queries as evidence
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import queries as voices

MOST = 200
Choices = list[tuple[int, str]]


def places_of_words(scope: Scope) -> tuple[Choices, Choices]:
    """Return entries of the loop, and evidence, in which families' word can be read: the newest first."""
    loop = [(each.pk, f"{_short(each.said)} ({each.said_on:%-d %B %Y})") for each in voices.loop(scope)[:MOST]]
    items = [(each.pk, _short(each.title)) for each in evidence.items(scope)[:MOST]]
    return loop, items


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 90 else f"{said[:89]}…"
