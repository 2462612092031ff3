"""How the actions of a plan stand in an Excel sheet: its columns, a row of it, and what a row that came back says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extramile.core.planning import ACTIVITY
from extramile.core.vocabulary import InputError
from extramile.core.workbooks import Column, Kind, RowIn, Value, as_read
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.fields import LABELS, value_of
from extramile.web.plans.models import Action, Confidence, Risk
from extramile.web.plans.queries import plans as queries

SHEET = "Actions"
NUMBER, VERSION, THEMES, STATE, WHY = "Number", "Version", "Themes", "How far", "Why it changes"
# What a sheet can change of an action, beside how far it is. Several bodies or actions do not fit into one cell.
FIELDS = (
    "words",
    "owner",
    "body",
    "begins",
    "due",
    "confidence",
    "risk",
    "risk_words",
    "cost",
    "cost_words",
)
TEXTS = frozenset({"words", "risk_words", "cost_words"})
HEADINGS = {name: LABELS[Action][name] for name in FIELDS} | {"state": STATE}
STATES = {each.words: each.id for each in ACTIVITY.states.values()}
CHOICES = {
    "confidence": {label: value for value, label in Confidence.choices},
    "risk": {label: value for value, label in Risk.choices},
    "state": STATES,
}


@dataclass(frozen=True, slots=True)
class Lists:
    """Who and what can be chosen, by the words that stand for them in the sheet."""

    owners: dict[str, int]
    bodies: dict[str, int]


def lists_of(scope: Scope, actions: Iterable[Action]) -> Lists:
    """Return who can own and which bodies answer; who owns something and no longer can stands there too, to be replaced."""
    found, bodies = {each.pk: each for each in queries.owners(scope)}, {each.pk: each for each in queries.bodies(scope)}
    for each in actions:
        if each.owner:
            found.setdefault(each.owner.pk, each.owner)
        if each.body:
            bodies.setdefault(each.body.pk, each.body)
    return Lists(
        _by_words({key: f"{each.person.name}, {each.organisation.name}" for key, each in found.items()}),
        _by_words({key: each.name for key, each in bodies.items()}),
    )


def _by_words(names: dict[int, str]) -> dict[str, int]:
    """Return ids by words; two of one name are told apart by their number."""
    words = [_plain(each).casefold() for each in names.values()]
    return {
        _plain(name) if words.count(_plain(name).casefold()) == 1 else f"{_plain(name)} ({key})": key
        for key, name in names.items()
    }


def columns(lists: Lists) -> tuple[Column, ...]:
    """Return the columns of the sheet."""
    return (
        Column(NUMBER, Kind.WHOLE, 9, fixed=True),
        Column(VERSION, Kind.WHOLE, 9, fixed=True),
        Column(THEMES, Kind.TEXT, 28, fixed=True),
        Column(HEADINGS["words"], Kind.TEXT, 48),
        Column(STATE, Kind.CHOICE, 13, tuple(STATES)),
        Column(HEADINGS["owner"], Kind.CHOICE, 26, tuple(lists.owners)),
        Column(HEADINGS["body"], Kind.CHOICE, 26, tuple(lists.bodies)),
        Column(HEADINGS["begins"], Kind.DAY, 13),
        Column(HEADINGS["due"], Kind.DAY, 13),
        Column(HEADINGS["confidence"], Kind.CHOICE, 14, tuple(CHOICES["confidence"])),
        Column(HEADINGS["risk"], Kind.CHOICE, 15, tuple(CHOICES["risk"])),
        Column(HEADINGS["risk_words"], Kind.TEXT, 34),
        Column(HEADINGS["cost"], Kind.NUMBER, 12),
        Column(HEADINGS["cost_words"], Kind.TEXT, 24),
        Column(WHY, Kind.TEXT, 40),
    )


def row(action: Action, themes: Iterable[str], lists: Lists) -> tuple[Value, ...]:
    """Return an action as a row, with an empty cell for the reason of a change."""
    kept = kept_of(action)
    owners = {key: words for words, key in lists.owners.items()}
    bodies = {key: words for words, key in lists.bodies.items()}
    return (
        action.pk,
        action.revision,
        "; ".join(themes),
        action.words,
        _word_of("state", kept),
        owners.get(kept["owner"]),
        bodies.get(kept["body"]),
        action.begins,
        action.due,
        _word_of("confidence", kept),
        _word_of("risk", kept),
        action.risk_words or None,
        action.cost,
        action.cost_words or None,
        None,
    )


def _word_of(name: str, kept: dict[str, Any]) -> str | None:
    return next((words for words, value in CHOICES[name].items() if value == kept[name]), None)


def kept_of(action: Action) -> dict[str, Any]:
    """Return what a sheet can change of an action, as the history keeps it."""
    return {name: value_of(action, name) for name in FIELDS} | {"state": action.state}


def said(found: RowIn, lists: Lists) -> dict[str, Any]:
    """Return what a row says of its action, as the history keeps it. Raises InputError for a cost with parts of a penny."""
    values = {name: found.values[heading] for name, heading in HEADINGS.items()}
    return {name: _kept(name, value, lists) for name, value in values.items()}


def _kept(name: str, value: Value, lists: Lists) -> Any:
    if name in TEXTS:
        return _plain(str(value or ""))
    if value is None:
        return {"confidence": Confidence.UNKNOWN.value, "risk": Risk.NONE.value}.get(name)
    words = {"owner": lists.owners, "body": lists.bodies, **CHOICES}.get(name)
    if words is not None:
        return words[str(value)]
    if name == "cost":
        pounds = Decimal(str(value))
        if pounds != round(pounds, 2):
            raise InputError("Enter the cost in pounds and pence.", where=HEADINGS[name])
        return str(round(pounds, 2))
    return value.isoformat() if isinstance(value, date) else value


def _plain(text: str) -> str:
    return " ".join(as_read(text).split())


def same(name: str, one: Any, other: Any) -> bool:
    """Say whether two values that the history keeps are one and the same to whoever fills in a sheet."""
    if name in TEXTS:
        return _plain(one or "") == _plain(other or "")
    if name == "cost" and one is not None and other is not None:
        return Decimal(one) == Decimal(other)
    return bool(one == other)
