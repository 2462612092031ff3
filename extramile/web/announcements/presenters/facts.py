"""Words for the facts of an announcement: figures, the decision, the comparison with its chart, and what has changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.web.design import figures
from extramile.web.design.charts import Chart, Part, share_bar
from extramile.web.library.presenters.questions import ASKED
from extramile.web.library.words import OUTCOMES

Facts = Mapping[str, Any]
FEW = "fewer than 5"


def shown(facts: Facts, inspection: str = "") -> list[dict[str, str]]:
    """Return the figures of the page: a number, what it counts, of which inspection and days, and one comparison.

    What is not known is not there. `inspection` is how the inspection is called of which they are.
    """
    activity = facts.get("activity") or {}
    of = _of(inspection, activity)
    found = []
    if activity.get("visits"):
        found.append(_figure(activity["visits"], "visit to a school or setting", "visits to schools and settings", of))
    if activity.get("focus_groups"):
        people = FEW if activity["few_participants"] else activity["participants"]
        more = (
            f"{people:,} people took part"
            if isinstance(people, int)
            else f"{people} people took part"
            if people
            else ""
        )
        found.append(_figure(activity["focus_groups"], "focus group", "focus groups", more, of))
    if activity.get("sessions_for_families"):
        number = activity["sessions_for_families"]
        what = ("session for parents and young people", "sessions for parents and young people")
        found.append(_figure(number, *what, of))
    compared = facts.get("comparison") or {}
    if compared.get("share") is not None:
        what = ASKED.get(compared["outcome"], f"were found {OUTCOMES[compared['outcome']].words.lower()}")
        found.append(
            {
                "label": f"of areas {what}",
                "value": figures.figure(100 * compared["share"], "%"),
                # The title of the question says of which time, and as known on which day.
                "more": f"{compared['count']:,} of {compared['inspected']:,} areas. {compared['title']}",
            }
        )
    return [{"missing": False, **each} for each in found]


def _figure(number: int, one: str, many: str, *more: str) -> dict[str, str]:
    said = ". ".join(each for each in more if each)
    return {"label": one if number == 1 else many, "value": figures.figure(number), "more": said}


def _of(inspection: str, activity: Mapping[str, Any]) -> str:
    """Return of which inspection a figure is, and of which days."""
    days = [_day(activity[name]) for name in ("first_day", "last_day") if activity.get(name)]
    return ", ".join(each for each in (inspection, " to ".join(dict.fromkeys(days))) if each)


def activity_sentence(facts: Facts) -> str:
    """Return when inspectors were there; "" where nobody has recorded it."""
    activity = facts.get("activity") or {}
    if not activity.get("first_day") or not activity.get("last_day"):
        return ""
    days = activity["duration_days"]
    first, last = (_day(activity[name]) for name in ("first_day", "last_day"))
    if first == last:
        return f"Inspectors met people on {first}."
    return f"Inspectors met people on {days} {'day' if days == 1 else 'days'}, from {first} to {last}."


def _day(value: str) -> str:
    return date_format(date.fromisoformat(value), "j F Y")


def decision(facts: Facts) -> dict[str, Any] | None:
    """Return the decision, in the words of the framework."""
    found = facts.get("decision")
    if not found:
        return None
    required = found["statement_required"]
    return {
        "name": found["name"],
        "plain": found["plain"],
        # An outcome that says it by its name is not said twice.
        "statement": ""
        if required is None or "statement" in found["name"].lower()
        else f"A written statement of action is {'' if required else 'not '}required.",
        "follows": found["follows"],
    }


def chart(facts: Facts) -> Chart | None:
    """Return the national comparison as one bar, with its sentence and its table."""
    found = facts.get("comparison")
    if not found or not found["inspected"]:
        return None
    parts = [Part(OUTCOMES[name].words, count, OUTCOMES[name].tone) for name, count in found["outcomes"].items()]
    return share_bar(parts, title=found["sentence"].rstrip("."), of_what="inspections", id_prefix="comparison")


def differences(before: Facts, after: Facts) -> list[tuple[str, str, str]]:
    """Return each fact that is another now: what it is, what it was, what it is now."""
    old, new = _flat(before), _flat(after)
    names = [*old, *(name for name in new if name not in old)]
    return [
        (name, old.get(name, "not known"), new.get(name, "not known"))
        for name in names
        if old.get(name, "not known") != new.get(name, "not known")
    ]


def _flat(facts: Facts) -> dict[str, str]:
    activity, found = facts.get("activity") or {}, {}
    labels = {
        "visits": "Visits",
        "focus_groups": "Focus groups",
        "participants": "People in focus groups",
        "sessions_for_families": "Sessions for families",
        "duration_days": "Days",
        "first_day": "First day",
        "last_day": "Last day",
    }
    for name, label in labels.items():
        value = activity.get(name)
        if name == "participants" and activity.get("few_participants"):
            value = FEW
        if value is not None:
            found[label] = _day(value) if name in {"first_day", "last_day"} else f"{value}"
    if facts.get("decision"):
        found["Decision"] = facts["decision"]["name"]
        found["What follows"] = "; ".join(facts["decision"]["follows"]) or "nothing"
    if facts.get("comparison"):
        found["National comparison"] = facts["comparison"]["sentence"]
    if facts.get("recognition") is not None:
        found["Praise that is shared"] = str(facts["recognition"])
    return found
