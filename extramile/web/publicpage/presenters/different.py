"""Words for what is different of a theme after it was released anew: every line of what changed says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import Truncator

from extramile.core.planning import ACTIVITY
from extramile.web.plans.models import Change, Measure, Theme
from extramile.web.publicpage.presenters.progress import day, month
from extramile.web.publicpage.queries.making import Showable

TEXTS = {"title": "the heading", "found": "what was found", "outcome": "what should be different"}
LIVE = {
    "target": "the target",
    "target_by": "the day of the target",
    "baseline": "where it stood at the start",
    "baseline_on": "the day of the start",
    "unit": "its unit",
    "decimals": "how exactly it is told",
    "kind": "who says it",
    "good": "which way is better",
    "tolerance": "from when on it counts as better",
}
LONGEST = 80
SAME = "released anew, nothing is different"
Entry = Mapping[str, Any]


def theme(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what is different between a theme as it was released and as it is now: texts, actions, measures."""
    parts = [f"{words} is in other words" for name, words in TEXTS.items() if before[name] != after[name]]
    parts += _actions(before["actions"], after["actions"])
    parts += _measures(before["measures"], after["measures"])
    return "; ".join(parts) or SAME


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is another one since a theme was released: what, as everybody reads it, and as it stands now."""

    what: str
    was: str
    now: str


def standing(found: Showable) -> list[Difference]:
    """Return what would be another one for everybody if a theme that is shown were released as it stands now."""
    shown = found.shown
    if shown is None or shown.taken_back_at:
        return []
    rows = []
    for kind, told, now, words in (
        ("Action", shown.actions, found.actions, OF_ACTION),
        ("Measure", shown.measures, found.measures, OF_MEASURE),
    ):
        for each in told:
            called = f"{kind} “{_short(each['words' if kind == 'Action' else 'title'])}”"
            after = now.get(each["id"])
            if after is None:
                rows.append(Difference(called, "shown", "not shown any more: it was stopped or taken out"))
                continue
            rows += [
                Difference(f"{called}: {label}", said(each[name]), said(after[name]))
                for name, (label, said) in words.items()
                if each[name] != after[name]
            ]
    return rows


def left_out(found: Showable) -> list[str]:
    """Return the actions and measures of a theme that is shown that nobody has released, by their words."""
    shown = found.shown
    if shown is None or shown.taken_back_at:
        return []
    told = {each["id"] for each in shown.actions}, {each["id"] for each in shown.measures}
    actions = [f"action “{_short(each['words'])}”" for pk, each in found.actions.items() if pk not in told[0]]
    return actions + [f"measure “{_short(each['title'])}”" for pk, each in found.measures.items() if pk not in told[1]]


def _state(value: str) -> str:
    return ACTIVITY.states[value].words.lower()


def _due(value: str) -> str:
    return day(date.fromisoformat(value)) if value else "no day"


def _bodies(value: Sequence[str]) -> str:
    return ", ".join(value) or "nobody named"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value or "nothing")


OF_ACTION = {
    "words": ("its words", _plain),
    "state": ("how far it is", _state),
    "due": ("by when", _due),
    "bodies": ("who acts", _bodies),
}
OF_MEASURE = {
    "title": ("its title", _plain),
    "definition": ("its definition", _plain),
    "source": ("its source", _plain),
    "unit": ("its unit", _plain),
    "baseline": ("where it stood at the start", _plain),
}


def of_plan(title: str, row: Measure | Theme, made: Change) -> str:
    """Return what everybody can see of a change of a plan; "" where that is nothing. `title` is the one that was released.

    No figure is said: one may be withheld later, and the line stays.
    """
    of = f"“{_short(title)}”"
    if made.verb in ("taken out", "put back"):
        return f"{of} is {'not shown any more' if made.verb == 'taken out' else 'shown again'}"
    if isinstance(row, Theme):
        return ""
    if made.verb == "read":
        which = f"the figure of {of} for {month(date.fromisoformat(made.after['day']))}"
        # Whether it is another one is not said: of one that is withheld that would tell whether the hidden number changed.
        return (
            f"{which} was entered again, the same or another one"
            if made.before
            else f"a new figure: {which.removeprefix('the figure of ')}"
        )
    names = [words for name, words in LIVE.items() if name in made.after]
    return f"{of}: another one is {', '.join(names)}" if names and made.verb == "changed" else ""


def _short(words: str) -> str:
    return Truncator(words).chars(LONGEST)


def _by_id(rows: Sequence[Entry]) -> dict[int, Entry]:
    return {each["id"]: each for each in rows}


def _actions(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    old, new = _by_id(before), _by_id(after)
    found = [f"new action “{_short(each['words'])}”" for pk, each in new.items() if pk not in old]
    found += [f"action “{_short(each['words'])}” is not shown any more" for pk, each in old.items() if pk not in new]
    for pk, now in new.items():
        if pk in old and (said := _action(old[pk], now)):
            found.append(f"action “{_short(now['words'])}”: {', '.join(said)}")
    return found


def _action(was: Entry, now: Entry) -> list[str]:
    said = []
    if was["state"] != now["state"]:
        state, before = (ACTIVITY.states[each["state"]].words.lower() for each in (now, was))
        said.append(f"now {state}, was {before}")
    if was["due"] != now["due"]:
        until, before = (day(date.fromisoformat(each["due"])) if each["due"] else "no day" for each in (now, was))
        said.append(f"by {until}, was {before}")
    if was["bodies"] != now["bodies"]:
        said.append("others act")
    return [*said, "in other words"] if was["words"] != now["words"] else said


def _measures(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    old, new = _by_id(before), _by_id(after)
    found = [f"new figures: “{_short(each['title'])}”" for pk, each in new.items() if pk not in old]
    found += [f"figures not shown any more: “{_short(each['title'])}”" for pk, each in old.items() if pk not in new]
    changed = [each for pk, each in new.items() if pk in old and old[pk] != each]
    return [*found, *(f"figures of “{_short(each['title'])}”: what is said of them" for each in changed)]
