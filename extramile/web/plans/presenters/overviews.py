"""Words for the views of a plan: by owner, by body, by date, exceptions; and for what one person owns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.planning import ACTIVITY
from extramile.web.plans.models import Measure, Plan
from extramile.web.plans.presenters.excepted import PAGES, Thing, groups
from extramile.web.plans.presenters.overview import action as in_a_line
from extramile.web.plans.presenters.overview import measure as measure_line
from extramile.web.plans.presenters.saying import activity, day, days_from
from extramile.web.plans.queries.content import ActionNow, measure_now
from extramile.web.plans.queries.overviews import Dated, OfBody, OfOwner
from extramile.web.plans.queries.owning import Mine, Owned, confidential

ASKED = {
    "figure": "A figure is wanted since {}",
    "back": "A figure that stands in it was taken back on {}: replace it",
    "begin": "It should have begun on {}: say what has begun",
    "silent": "Nothing has been said of it since {}: say how far it is",
}
SECTOR_WORDS = {"education": "Education", "health": "Health", "care": "Care", "": "Not said yet"}


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def counts(actions: Sequence[ActionNow]) -> str:
    """Return how far actions are, in a sentence without full stop, each counted once: "3 actions: 1 past its day, 2 done"."""
    if not actions:
        return "no action"
    states = [each.action.state for each in actions if not each.overdue]
    late = len(actions) - len(states)
    parts = [f"{late} past {'its' if late == 1 else 'their'} day"] if late else []
    parts += [
        f"{states.count(state.id)} {state.words.lower()}" for state in ACTIVITY.states.values() if state.id in states
    ]
    return f"{_many(len(actions), 'action', 'actions')}: {', '.join(parts)}"


def of_owner(found: OfOwner) -> dict[str, Any]:
    """Return what somebody owns."""
    owner = found.owner
    return {
        "id": owner.pk if owner else 0,
        "name": owner.person.name if owner else "Nobody yet",
        "where": ", ".join(filter(None, (owner.post, owner.organisation.name))) if owner else "",
        "gone": bool(owner and owner.left_at),
        "counts": counts(found.actions),
        "actions": [in_a_line(each) for each in found.actions],
        "measures": [measure_line(each) for each in found.measures],
    }


def of_body(found: OfBody) -> dict[str, Any]:
    """Return what a body answers for and in what it takes part."""
    return {
        "id": found.body.pk if found.body else 0,
        "name": found.body.name if found.body else "No body yet",
        "kind": found.body.get_kind_display() if found.body else "",
        "counts": counts(found.answers),
        "answers": [in_a_line(each) for each in found.answers],
        "takes_part": [in_a_line(each) for each in found.takes_part],
    }


def sectors(found: dict[str, list[ActionNow]]) -> list[dict[str, Any]]:
    """Return education, health and care in a table, each with how far its actions are; all three always."""
    rows = []
    for sector, actions in found.items():
        if sector or actions:
            states = [each.action.state for each in actions if not each.overdue]
            rows.append(
                {
                    "id": sector,
                    "name": SECTOR_WORDS[sector],
                    "many": len(actions),
                    "states": [(state.words, states.count(state.id)) for state in ACTIVITY.states.values()],
                    "late": len(actions) - len(states),
                }
            )
    return rows


def by_month(found: Sequence[Dated], today: date, slug: str, plan: Plan) -> list[dict[str, Any]]:
    """Return what falls on days month by month. The month of today is always among them, so that one sees where one stands."""
    now = (today.year, today.month)
    rows: dict[tuple[int, int], list[Dated]] = {now: []} if found else {}
    for each in found:
        rows.setdefault((each.day.year, each.day.month), []).append(each)
    return [
        {
            "id": f"{year}-{month:02}",
            "title": date_format(date(year, month, 1), "F Y"),
            "now": (year, month) == now,
            "rows": [_dated(each, today, slug, plan) for each in rows[year, month]],
        }
        for year, month in sorted(rows)
    ]


def _dated(found: Dated, today: date, slug: str, plan: Plan) -> dict[str, Any]:
    said = {
        "when": day(found.day),
        "what": {"action": "Action due", "milestone": "Milestone", "measure": "Target", "decision": "Board"}[
            found.thing
        ],
        "words": found.words,
        "of": "",
        "late": not found.settled and found.day < today,
        "far": "" if found.settled else days_from(today, found.day),
        "href": _href(found.thing, found.id, slug, plan.pk),
    }
    if found.thing == "action" and found.action:
        return {
            **said,
            "state": activity(found.action.action.state, overdue=found.action.overdue),
            "of": _owner(found.action),
        }
    if found.thing == "milestone" and found.milestone and found.action:
        words, tone = ("Reached", "strength") if found.milestone.reached_on else ("Not said", "quiet")
        state = {"words": "Past its day", "tone": "priority"} if said["late"] else {"words": words, "tone": tone}
        return {**said, "state": state, "of": f"of “{found.action.action.words}”"}
    if found.thing == "measure" and found.measure:
        line = measure_line(found.measure)
        return {**said, "late": False, "state": {"words": line["status"], "tone": line["tone"]}, "of": line["target"]}
    words, tone = ("Settled", "strength") if found.settled else ("Not decided", "develop")
    return {**said, "state": {"words": words, "tone": tone}}


def _owner(found: ActionNow) -> str:
    return found.action.owner.person.name if found.action.owner else "nobody yet"


def _href(thing: str, id_: int, slug: str, plan_id: int) -> str:
    if thing == "decision":
        return f"{reverse('plans:decisions', args=[slug, plan_id])}#decision-{id_}"
    name, key = PAGES["action" if thing == "milestone" else thing]
    return reverse(name, kwargs={"slug": slug, "plan_id": plan_id, key: id_})


def bars(found: Sequence[ActionNow], today: date) -> dict[str, Any] | None:
    """Return the actions that have a first and a last day as bars on one scale, in hundredths of it; None where none has."""
    spans = [(each.action.begins or each.action.due, each.action.due, each) for each in found if each.action.due]
    if not spans:
        return None
    first = min(today, *(begins for begins, _, _ in spans))
    last = max(today, *(ends for _, ends, _ in spans))
    whole = max((last - first).days, 1)

    def at(when: date) -> float:
        return round(100 * (when - first).days / whole, 2)

    rows = [
        {
            **in_a_line(each),
            "begins": day(each.action.begins) if each.action.begins else "no first day",
            "left": at(begins),
            # A day alone is still to be seen.
            "width": max(round(at(ends) - at(begins), 2), 1),
            "tone": activity(each.action.state, overdue=each.overdue)["tone"],
        }
        for begins, ends, each in spans
    ]
    return {
        "first": day(first),
        "last": day(last),
        "today": at(today),
        "today_words": day(today),
        "years": [{"at": at(date(year, 1, 1)), "words": str(year)} for year in range(first.year + 1, last.year + 1)],
        "rows": rows,
        "without": sum(1 for each in found if not each.action.due),
    }


def exceptions(found: Sequence[Thing], slug: str, plan: Plan) -> list[dict[str, Any]]:
    """Return what is to be looked at by sort (`excepted.groups`), each thing with its page and its place on this one."""
    return [
        {
            **each,
            "rows": [{"id": _place(one), "href": _looked_at(one, slug, plan), "said": one} for one in each["things"]],
            "first": _place(each["first"]) if each["first"] else "",
        }
        for each in groups(found)
    ]


def _place(found: Thing) -> str:
    return f"{found.thing}-{found.id}"


def _looked_at(found: Thing, slug: str, plan: Plan) -> str:
    if found.thing == "finding":
        return reverse("findings:finding", args=[slug, plan.inspection_id, found.id])
    return _href(found.thing, found.id, slug, plan.pk)


def own_measure(found: Measure, slug: str) -> dict[str, Any]:
    """Return a measure of which a person looks after the figures."""
    line = measure_line(measure_now(found))
    plan = found.theme.plan
    return {
        **{name: line[name] for name in ("title", "status", "tone", "latest")},
        "href": _href("measure", found.pk, slug, plan.pk),
        "plan": plan.title,
        "confidential": confidential(plan),
    }


def mine(found: Mine, today: date, slug: str) -> list[dict[str, Any]]:
    """Return what one person owns in its parts, each with a word where there is nothing."""
    parts = (
        ("late", "Late", found.late, "Nothing of yours is late."),
        ("due", "Due within 7 days", found.due, "Nothing of yours is due within 7 days."),
        ("asked", "Waits for your word", found.asked, "Nobody waits for a word of yours."),
        ("later", "Due within a month", found.later, "Nothing more of yours is due within a month."),
    )
    return [
        {"id": name, "title": title, "rows": [_owned(each, today, slug) for each in rows], "empty": empty}
        for name, title, rows, empty in parts
    ]


def _owned(found: Owned, today: date, slug: str) -> dict[str, Any]:
    late = bool(found.due and found.due < today)
    return {
        "words": found.words,
        "what": {"action": "", "milestone": "Milestone", "measure": "Measure"}[found.thing],
        "plan": found.plan.title,
        "confidential": found.confidential,
        "href": _href(found.thing, found.action_id or found.id, slug, found.plan.pk),
        "state": activity(found.state, overdue=late) if found.state else None,
        "when": _when(found, today),
        "late": late,
        "step": (found.thing == "action" and found.state) or "",
    }


def _when(found: Owned, today: date) -> str:
    if found.why:
        return ASKED[found.why].format(day(found.since))
    return f"Due {day(found.due)}, {days_from(today, found.due)}" if found.due else ""


def in_the_mail(found: Mine, today: date) -> dict[str, Any]:
    """Return what the weekly mail says: titles of what a person owns. Of a plan under embargo it says how many, and no title."""
    said: dict[str, Any] = {"confidential": 0}
    for name, rows in (("late", found.late), ("due", found.due), ("asked", found.asked)):
        open_rows = [each for each in rows if not each.confidential]
        said["confidential"] += len(rows) - len(open_rows)
        said[name] = [f"{_titled(each)} ({_when(each, today)})" for each in open_rows]
    return said


def _titled(found: Owned) -> str:
    words = " ".join(found.words.split())
    return {"action": words, "milestone": f"Milestone: {words}", "measure": f"Measure: {words}"}[found.thing]
