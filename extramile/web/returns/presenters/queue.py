"""Words for problems and what people do about them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.web.library.presenters.paging import query_string
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns.actions import working
from extramile.web.returns.models import Item, Load, Step
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries import figures, loads, queue
from extramile.web.returns.queries.queue import ME, NOBODY, Place
from extramile.web.returns.records import Record

TONES = {"open": "develop", "accepted": "strength", "explained": "info"}


def day(value: date | None) -> str:
    """Return a day in words, or nothing."""
    return date_format(value, "j F Y") if value else ""


def _problem_row(
    at: tuple[str, int], place: Place, row: Mapping[str, Any], item: Item | None, today: date
) -> dict[str, Any]:
    rule, number = place
    state = Item.State(item.state) if item else Item.State.OPEN
    late = bool(item and item.due and item.due < today and state is Item.State.OPEN)
    return {
        "pick": f"{rule}.{number}",
        "href": reverse("returns:problem", args=[*at, rule, number]),
        "rule": rule,
        "number": number + 1,
        "rule_href": reverse("returns:rule", args=[*at, rule]),
        "row": f"{row.get('place', 'row').capitalize()} {row['row']:,}" if row["row"] else "Whole file",
        "place": row.get("place", "row"),
        "table": row["table_title"],
        "child": row["key"],
        "field": row["field"],
        "value": row["value"],
        "message": row["message"],
        "severity": row["severity"],
        "state": state.label,
        "tone": TONES[state],
        "why": item.why if item else "",
        "owner": item.owner.person.name if item and item.owner else "Nobody",
        "due": day(item.due) if item else "",
        "late": late,
    }


def problem_rows(
    scope: Scope, load: Load, rows: Mapping[Place, Mapping[str, Any]], today: date
) -> list[dict[str, Any]]:
    """Return problems of a load with what people did about them."""
    items = queue.items_at(load, rows)
    at = (scope.name, load.pk)
    titles = {rule: loads.read_beside(load, rule) for rule in {rule for rule, _ in rows}}
    return [
        {
            **_problem_row(at, place, row, items.get(place), today),
            "beside": _beside(row, titles[place[0]].get(row["field"], [])),
        }
        for place, row in rows.items()
    ]


def case_problems(
    scope: Scope, load: Load, rows: Mapping[Place, Mapping[str, Any]], today: date
) -> tuple[list[dict[str, Any]], int]:
    """Return the open problems of a case, each with what its rule says must be so, and how many others are settled."""
    known = loads.declared(load.kind)
    every = problem_rows(scope, load, rows, today)
    still = [{**each, "title": loads.title_of(each["rule"], known)} for each in every if each["state"] == "Open"]
    return still, len(every) - len(still)


def _beside(row: Mapping[str, Any], titles: Sequence[str]) -> list[str]:
    """Return the other values that the rule read for a problem, each with its name."""
    values = row.get("beside", ())
    return (
        [f"{title}: {value or 'empty'}" for title, value in zip(titles, values, strict=True)]
        if len(values) == len(titles)
        else []
    )


def by_rule(rows: Iterable[Mapping[str, Any]], empty: Mapping[str, str] = MappingProxyType({})) -> list[dict[str, Any]]:
    """Return problems of one rule that stand one after the other together. What all of them say stands once, as `says`.

    `empty` are the rules that failed because a column is empty throughout, and that it is, in a sentence.
    """
    groups = []
    for _, together in groupby(rows, key=lambda each: each["rule"]):
        alike = list(together)
        said = {each["message"] for each in alike}
        names = ("rule", "rule_href", "severity")
        groups.append(
            {**{name: alike[0][name] for name in names}, "says": said.pop() if len(said) == 1 else "", "rows": alike}
            | {"once": empty.get(alike[0]["rule"], "")}
        )
    return groups


def owners(scope: Scope, *, first: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return who can be chosen as the owner of problems, after some other choices."""
    return [*first, *((str(each.pk), each.person.name) for each in queue.may_own(scope))]


def bench(
    scope: Scope, load: Load, given: Mapping[str, Any], *, severities: set[str], many: int, settled: bool
) -> dict[str, Any]:
    """Return what the form beneath a list of problems offers; `many` is how many there are on all its pages.

    `settled`: one of them is accepted or explained.
    """
    newest = queue.newest(load)
    return {
        "works": scope.can(Permission.WORK_ON_RETURNS) and newest.pk == load.pk,
        "newest": newest if newest.pk != load.pk else None,
        "owners": owners(scope, first=[("", "Leave as it is"), (NOBODY, "Nobody")]),
        "given": {name: given.get(name, "") for name in ("owner", "due", "words")},
        # "All" of a list that was read again since is another all.
        "which": given.get("which", "") if given.get("seen") == load.snapshot else "",
        "many": many,
        "accepts": "query" in severities,
        "explains": "error" in severities,
        "reopens": settled,
    }


def filters(scope: Scope, load: Load, data: bytes, wanted: queue.Wanted) -> dict[str, Any]:
    """Return the choices of the filters, and what is chosen."""
    rules = [("", "All rules"), *((rule, f"{rule} ({many:,})") for rule, many in queue.rules_in_order(load, data))]
    return {
        "rules": rules,
        "states": [("", "All"), *((each.value, each.label) for each in Item.State)],
        "owners": owners(scope, first=[("", "Everybody"), (ME, "Me"), (NOBODY, "Nobody")]),
        "wanted": wanted,
        "new": bool(queue.new_places(data)),
    }


def owned_rows(slug: str, load: Load, many: int, today: date) -> list[dict[str, Any]]:
    """Return how many problems are whose, each with the way to them."""
    here = reverse("returns:queue", args=[slug, load.pk])
    return [
        {
            "name": each.name or "Nobody yet",
            "href": here + query_string({"owner": each.member or NOBODY}),
            "numbers": [f"{number:,}" for number in (each.open, each.late, each.accepted, each.explained)],
        }
        for each in queue.by_owner(load, many, today)
    ]


def mine_rows(scope: Scope, today: date) -> list[dict[str, str]]:
    """Return what is a person's in each return, with the way to it."""
    rows = []
    for load, many, late, first in queue.mine(scope, today):
        href = reverse("returns:queue", args=[scope.name, load.pk]) + query_string({"owner": ME, "state": "open"})
        said = f"{counted(many, 'open problem')} of {loads.kind_title(load.kind)}{f' {load.year}' if load.year else ''}"
        due = f"{'Late: the first was due on' if late else 'The first is due on'} {day(first)}" if first else ""
        words = said + (f", {late:,} late" if late else "")
        rows.append({"words": words, "href": href, "late": "late" if late else "", "due": due})
    return rows


def step_row(step: Step) -> dict[str, str]:
    """Return what was done about a problem, in words."""
    said = Step.Verb(step.verb).label
    if step.verb == Step.Verb.ASSIGNED:
        to = f" to {step.to.person.name}" if step.to else ""
        said += to + (f", due {day(step.due)}" if step.due else "") or " to nobody"
        said += f" (was {step.was_to.person.name}'s)" if step.was_to and step.was_to != step.to else ""
    elif step.verb == Step.Verb.SET_BACK:
        said += f" to {step.to.person.name if step.to else 'nobody'}" + (f", due {day(step.due)}" if step.due else "")
    return {
        "what": said,
        "by": step.by.name if step.by else "Extramile",
        "words": step.words,
        "at": step.at,
    }


def problem_page(
    slug: str, load: Load, row: Mapping[str, Any], item: Item | None, record: Record | None
) -> dict[str, Any]:
    """Return what a page of one problem says beside its row; `record` is the row as it is in the file."""
    title = loads.title_of(row["rule"], loads.declared(load.kind))
    settled = ""
    if item and item.state != Item.State.OPEN:
        settled = f"{Item.State(item.state).label} by {item.settled_by.name}, {day(item.settled_at.date())}"
    return {
        "title": title,
        # What must be so stands at the head of the page.
        "do": row["message"].removeprefix(title).strip() or row["message"],
        "steps": [step_row(each) for each in queue.steps(item)] if item else [],
        "settled": settled,
        "record": record,
        "case": _case(slug, load, record),
    }


def _case(slug: str, load: Load, record: Record | None) -> str:
    """Return the way to the case of a row; "" where there is none, or the cases of the load are not there."""
    if record is None or record.request is None or not figures.has_cases(load):
        return ""
    return reverse("returns:case", args=[slug, load.pk, record.request])


def assigned(found: working.Assigned) -> str:
    """Return what an assignment came to: how many, whose they were, and what was left because it is settled."""
    said = [f"{counted(found.many, 'problem is', 'problems are')} assigned."]
    said += [f"{many:,} {'was' if many == 1 else 'were'} {name}'s." for name, many in found.were.items()]
    if found.settled:
        left = counted(found.settled, "that is accepted or explained was", "that are accepted or explained were")
        said.append(f"{left} left alone.")
    return " ".join(said)


def set_back(found: working.SetBack) -> str:
    """Return that an assignment was set back, or that what was settled is open again."""
    said = counted(found.many, "problem is", "problems are")
    return f"{said} open again." if found.opened else f"{said} as before: whose it was, and until when."


def told(do: str, many: int, left: int = 0) -> str:
    """Return what was done, in a sentence; `left` are those that had been accepted or explained before."""
    alone = counted(left, "that is accepted or explained was", "that are accepted or explained were")
    rest = f" {alone} left alone, with what was said of them." if left else ""
    said = {
        "accept": "accepted",
        "explain": "explained",
        "comment": "commented",
        "reopen": "open again",
    }
    return (
        f"{counted(many, 'problem')} {'is' if many == 1 else 'are'} {said[do]}.{rest}"
        if do != "comment"
        else (f"Your comment stands at {counted(many, 'problem')}.")
    )
