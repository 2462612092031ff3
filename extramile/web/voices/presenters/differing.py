"""What somebody else has changed meanwhile, so that the second save loses nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.core.themes import theme_list
from extramile.web.voices.actions import CHANGED
from extramile.web.voices.models import Session

LABELS = {
    "survey": {
        "title": "Title",
        "introduction": "Introduction",
        "next": "What happens next",
        "opens": "First day",
        "closes": "Last day",
        "anonymous": "Nothing says who answers",
        "one_page": "All questions on one page",
        "second_share": "Share that a second person codes",
    },
    "question": {
        "words": "Question",
        "kind": "Kind",
        "options": "Choices, steps or statements",
        "other": "A last choice with room to write",
        "about": "About the person",
        "hint": "Hint",
        "section": "Section",
        "required": "It must be answered",
    },
    "session": {
        "title": "Title",
        "kind": "What it was",
        "held_on": "Day",
        "place": "Place",
        "notes": "Notes",
        "themes": "Themes",
    },
    "loop": {
        "said": "What was said",
        "said_by": "Who said it",
        "said_on": "Day it was said",
        "theme": "Theme",
        "decided": "What was decided",
        "decided_by": "Who says what was decided",
        "decided_on": "Day it was decided",
        "done": "What was done",
        "done_by": "Who says what was done",
        "done_on": "Day it was done",
        "difference": "What difference it made",
        "difference_by": "Who says what difference it made",
        "difference_on": "Day of the difference",
        "not_done": "Not done, because",
        "not_done_by": "Who says why it was not done",
        "not_done_on": "Day of the reason",
    },
}


def differences(
    form: str, problem: str, mine: Mapping[str, Any], thing: Any, named: Callable[[str, Any], str] | None = None
) -> list[tuple[str, str]]:
    """Return what stands there now and differs from what was sent, if that is why it was not saved.

    `named` gives the words of a value that is a name of ours, such as a theme.
    """
    if not problem.startswith(CHANGED):
        return []
    return [
        (label, (named and named(name, getattr(thing, name))) or _words(getattr(thing, name)))
        for name, label in LABELS[form].items()
        if name in mine and mine[name] != getattr(thing, name)
    ]


def session_value(name: str, value: Any) -> str:
    """Return the words of what a session says by a name of ours."""
    if name == "kind":
        return str(Session.Kind(value).label)
    if name == "themes":
        titles = {theme.id: theme.title for theme in theme_list().themes}
        return ", ".join(titles.get(each, each) for each in value)
    return ""


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return date_format(value, "j F Y")
        case list():
            return "\n".join(map(str, value)) or "nothing"
        case None | "":
            return "nothing"
        case _:
            return str(value)
