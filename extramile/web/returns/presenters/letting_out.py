"""Words for releasing figures and taking them back: what each audience would be told, and what is wrong in the load."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from extramile.core.vocabulary import listed, upper_first
from extramile.web.evidence.recalled import Back
from extramile.web.returns import released
from extramile.web.returns.models import Load, Release, TakenBack
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries.released import Error

_TOLD = ("counted", "of", "percentage")


def audience_rows(said: Mapping[str, Any], last: Release | None) -> list[dict[str, Any]]:
    """Return who can be told, narrowest first, with how many figures are shown and how many of these they were not told last."""
    before = last.content if last else None
    return [
        {
            "name": name,
            "words": upper_first(words),
            "hint": _hint(said, before, name),
            "told": bool(before and name in before["audiences"]),
        }
        for name, words in released.audience_names(said)
    ]


def _hint(said: Mapping[str, Any], before: Mapping[str, Any] | None, audience: str) -> str:
    rows = released.plain(said, audience)
    many = {state: sum(each["state"] == state for each in rows) for state in (released.VALUE, released.SUPPRESSED)}
    shown, hidden = many[released.VALUE], many[released.SUPPRESSED]
    none = len(rows) - shown - hidden
    words = f"{counted(shown, 'figure is', 'figures are')} shown, {hidden:,} suppressed, {none:,} not available"
    if before is None or audience not in before["audiences"]:
        return f"{words}. All of them are new to them."
    known = {_place(each): each for each in released.plain(before, audience)}
    new = sum(_is_new(each, known.get(_place(each))) for each in rows if each["state"] == released.VALUE)
    return (
        f"{words}. {counted(new, 'is', 'are')} other than what they were told last. "
        "Unticked, nothing of this return stands for them any more."
    )


def _place(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["measure"], row["by"], row["group"]


def _is_new(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    return before is None or any(row[name] != before[name] for name in _TOLD)


def error_rows(slug: str, load: Load, found: Sequence[Error]) -> list[dict[str, Any]]:
    """Return the rules that are errors in a load, with the measures in which they can be."""
    return [
        {
            "rule": each.rule,
            "title": each.title,
            "href": reverse("returns:rule", args=[slug, load.pk, each.rule]),
            "open": f"{each.open:,}",
            "measures": "; ".join(each.measures) or "no measure that we know of",
        }
        for each in found
    ]


def errors_sentence(found: Sequence[Error]) -> str:
    """Return how many errors stand in a load, in a sentence; "" for none."""
    many = sum(each.open for each in found)
    return f"{counted(many, 'error stands', 'errors stand')} in this load, and nobody explained them." if many else ""


def told_words(found: Release) -> str:
    """Return who was told: "the partnership, the board and everybody"."""
    return listed([words for _, words in released.audience_names(found.content)])


def no_more_words(last: Release | None, made: Release) -> str:
    """Return for whom nothing of a return stands any more since other figures took the place of the last; "" for nobody."""
    told = released.audience_names(last.content) if last else []
    names = [words for name, words in told if name not in made.content["audiences"]]
    return f"Nothing of this return stands for {listed(names)} any more." if names else ""


def back_words(found: TakenBack) -> str:
    """Return that figures were taken back, by whom, when and why."""
    return Back(found.at, found.by.name, found.why).words
