"""Words for releasing figures and taking them back: what each audience would be told, and what is wrong in the load."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from extramile.core.vocabulary import listed, upper_first
from extramile.web.evidence.recalled import Back, day
from extramile.web.returns import released
from extramile.web.returns.models import Load, Release, TakenBack
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries.released import Error

_TOLD = ("counted", "of", "percentage")


def audience_rows(
    said: Mapping[str, Any], last: Release | None, earlier: Callable[[str], Release | None]
) -> list[dict[str, Any]]:
    """Return who can be told, narrowest first, with how many figures are shown and how many of these they were not told last.

    `last` is what stands of the return; `earlier` gives what an audience was told last, whether it stands or not.
    """
    before = last.content if last else None
    return [
        {
            "name": name,
            "words": upper_first(words),
            "hint": _hint(said, name, last if before and name in before["audiences"] else None, earlier),
            "told": bool(before and name in before["audiences"]),
        }
        for name, words in released.audience_names(said)
    ]


def _hint(
    said: Mapping[str, Any], audience: str, standing: Release | None, earlier: Callable[[str], Release | None]
) -> str:
    rows = released.plain(said, audience)
    many = {state: sum(each["state"] == state for each in rows) for state in (released.VALUE, released.SUPPRESSED)}
    shown, hidden = many[released.VALUE], many[released.SUPPRESSED]
    none = len(rows) - shown - hidden
    words = f"{counted(shown, 'figure is', 'figures are')} shown, {hidden:,} suppressed, {none:,} not available"
    before = standing or earlier(audience)
    if before is None:
        return f"{words}. All of them are new to them."
    known = {_place(each): each for each in released.plain(before.content, audience)}
    new = sum(_is_new(each, known.get(_place(each))) for each in rows if each["state"] == released.VALUE)
    if standing is not None:
        return (
            f"{words}. {counted(new, 'is', 'are')} other than what they were told last. "
            "Unticked, nothing of this return stands for them any more."
        )
    gone = f"taken back on {day(before.taken_back.at)}" if hasattr(before, "taken_back") else "replaced since"
    differs = f"{counted(new, 'is', 'are')} other than those" if new else "what is shown is the same as then"
    return f"{words}. They were told figures of this return on {day(before.at)}, {gone}: {differs}."


def before_words(loads: Mapping[int, bool], here: int) -> str:
    """Return from which loads other figures of a return were released, and which of them were taken back; "" for none."""
    names = [
        ("this load" if load == here else f"load {load}") + (" (taken back since)" if back else "")
        for load, back in loads.items()
    ]
    return f"Other figures of the same return were released from {listed(names)}." if names else ""


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
