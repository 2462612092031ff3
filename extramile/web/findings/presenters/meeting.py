"""What two people's changes met in, and what each saved text changed, as a page shows them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.findings.meeting import Met, Said
from extramile.web.selfevaluation.presenters.differences import marked

Shown = Callable[[str, Any], str]


def moment(at: Any) -> str:
    """Return a moment as people say it."""
    return date_format(timezone.localtime(at), "j F Y, H:i")


def as_words(_name: str, value: Any) -> str:
    """Return what was said as it stands."""
    return str(value)


def met(rows: Iterable[Met], shown: Shown = as_words) -> list[dict[str, Any]]:
    """Return what somebody else changed, beside what this person wrote."""
    return [
        {
            "label": each.label,
            "theirs": marked(*(shown(each.name, value) for value in (each.before, each.theirs))),
            "mine": shown(each.name, each.mine) if each.mine not in (each.before, each.theirs) else None,
        }
        for each in rows
    ]


def changes(labels: Mapping[str, str], before: Said, said: Said, shown: Shown = as_words) -> list[dict[str, Any]]:
    """Return what a saved text changed, each with what is gone and what is new marked."""
    return [
        {"label": label, "html": marked(shown(name, before[name]), shown(name, said[name]))}
        for name, label in labels.items()
        if before[name] != said[name]
    ]


def told(
    rows: Iterable[tuple[Any, str, Said]], labels: Mapping[str, str], shown: Shown = as_words
) -> list[dict[str, Any]]:
    """Return saved texts as a history, oldest first, each with what it changed; the first with all that it said.

    A row is (the saved text, what was done, what it said); a text has `at` and `by`.
    """
    found: list[dict[str, Any]] = []
    before = dict.fromkeys(labels, "")
    for text, what, said in rows:
        whole = changes(labels, before, said, shown)
        found.append({"when": moment(text.at), "what": what, "who": text.by.name, "words": "", "changes": whole})
        before = said
    return found
