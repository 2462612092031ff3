"""What is different between a plan as it stood on two days, in words: for the page that compares and for a board pack.

It reads what snapshots keep (`queries.content.frozen`), so that it says the same of two old versions and of the plan of today.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extramile.core.planning import ACTIVITY, PLAN, Colour
from extramile.web.design.figures import figure
from extramile.web.plans.models import Confidence, Risk
from extramile.web.plans.presenters.saying import COLOURS, day, read_kept, status_kept

Frozen = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Different:
    """What is different about one sort of thing."""

    title: str
    lines: tuple[str, ...]


def compared(before: Frozen, after: Frozen, headings: Mapping[str, str]) -> list[Different]:
    """Return what is different, by sort, without the sorts in which nothing is. `headings` call the parts of the plan."""
    found = [
        Different("The plan", tuple(_plan(before, after))),
        Different("Themes", tuple(_themes(before, after))),
        Different("Actions", tuple(_actions(before, after))),
        Different("Measures and their figures", tuple(_measures(before, after))),
        Different("What families say", tuple(_words(before, after))),
        Different("Decisions of the board", tuple(_decisions(before, after))),
        Different("Findings", tuple(_findings(before, after))),
        Different("The plan in words", tuple(_parts(before, after, headings))),
    ]
    return [each for each in found if each.lines]


def _day(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else "no day"


def _said(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _plan(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = before["plan"], after["plan"]
    if old["title"] != new["title"]:
        yield f"It is called {_said(new['title'])}; it was called {_said(old['title'])}."
    if old["state"] != new["state"]:
        now, was = (PLAN.states[each["state"]].words.lower() for each in (new, old))
        yield f"Its state is “{now}”; it was “{was}”."
    if old["board"] != new["board"]:
        yield f"It is overseen by {new['board'] or 'nobody yet'}; it was {old['board'] or 'nobody'}."
    if old["begins"] != new["begins"]:
        yield f"It begins {_day(new['begins'])}; it was to begin {_day(old['begins'])}."


def _pairs(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield what stands in both, in the order of the newer."""
    for key, each in new.items():
        if key in old:
            yield old[key], each


def _themes(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = ({each["id"]: each for each in side["themes"]} for side in (before, after))
    yield from (f"{_said(new[key]['title'])} is new." for key in new if key not in old)
    yield from (f"{_said(old[key]['title'])} is not in it any more." for key in old if key not in new)
    for was, now in _pairs(old, new):
        name = _said(now["title"])
        if was["title"] != now["title"]:
            yield f"{name} was called {_said(was['title'])}."
        if was["colour"] != now["colour"]:
            words = [COLOURS[Colour(each["colour"])][0] for each in (was, now)]
            yield f"{name} went from {words[0].lower()} to {words[1].lower()}: {now['because']}"
        if was["outcome"] != now["outcome"]:
            yield f"{name} wants another outcome: {now['outcome'] or 'it says none'}"
        gone = [each for each in was["proof"] if each not in now["proof"]]
        came = [each for each in now["proof"] if each not in was["proof"]]
        if came:
            yield f"{name} has a new sign of change: {'; '.join(came)}."
        if gone:
            yield f"{name} has lost a sign of change: {'; '.join(gone)}."


def _actions(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = ({each["id"]: each for theme in side["themes"] for each in theme["actions"]} for side in (before, after))
    for key in new:
        if key not in old:
            who = new[key]["owner"] or new[key]["body"] or "nobody yet"
            yield f"{_said(new[key]['words'])} is new: {who}, due {_day(new[key]['due'])}."
    yield from (f"{_said(old[key]['words'])} is not in it any more." for key in old if key not in new)
    for was, now in _pairs(old, new):
        yield from _action(was, now)


def _action(was: Frozen, now: Frozen) -> Iterator[str]:
    name = _said(now["words"])
    if was["words"] != now["words"]:
        yield f"{name} was called {_said(was['words'])}."
    if was["state"] != now["state"]:
        words = [ACTIVITY.states[each["state"]].words.lower() for each in (was, now)]
        yield f"{name} went from {words[0]} to {words[1]}."
    if was["due"] != now["due"]:
        yield f"{name} is due {_day(now['due'])}; it was due {_day(was['due'])}."
    if now["overdue"] and not was["overdue"]:
        yield f"{name} has passed its day, {_day(now['due'])}."
    for field, label in (("owner", "answered for by"), ("body", "with")):
        if was[field] != now[field]:
            yield f"{name} is {label} {now[field] or 'nobody yet'}; it was {was[field] or 'nobody'}."
    if was["confidence"] != now["confidence"]:
        words = [Confidence(each["confidence"]).label.lower() for each in (was, now)]
        yield f"How sure the day of {name} is: {words[1]}; it was {words[0]}."
    if (was["risk"], was["risk_words"]) != (now["risk"], now["risk_words"]):
        risk = Risk(now["risk"]).label.lower()
        yield f"The risk of {name}: {risk}{': ' + now['risk_words'] if now['risk_words'] else ''}."
    reached = {(each["due"], each["expected"]) for each in was["milestones"] if each["reached_on"]}
    for each in now["milestones"]:
        if each["reached_on"] and (each["due"], each["expected"]) not in reached:
            yield f"{name} reached a milestone on {_day(each['reached_on'])}: {each['actual']}."


def _measures(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = (
        {each["id"]: each for theme in side["themes"] for each in theme["measures"]} for side in (before, after)
    )
    yield from (f"{_said(new[key]['title'])} is new." for key in new if key not in old)
    yield from (f"{_said(old[key]['title'])} is not in it any more." for key in old if key not in new)
    for was, now in _pairs(old, new):
        yield from _measure(was, now)


def _measure(was: Frozen, now: Frozen) -> Iterator[str]:
    name = _said(now["title"])
    if was["title"] != now["title"]:
        yield f"{name} was called {_said(was['title'])}."
    if was["definition"] != now["definition"]:
        yield f"{name} is defined anew: {now['definition'] or 'it has no definition'}"
    for field, label in (("baseline", "baseline"), ("target", "target")):
        when = "baseline_on" if field == "baseline" else "target_by"
        if (was[field], was[when]) != (now[field], now[when]):
            yield f"The {label} of {name} is {_at(now, now[field], now[when])}; it was {_at(was, was[field], was[when])}."
    # Versions that were frozen before they held these say nothing of them.
    if "tolerance" in was and "tolerance" in now and was["tolerance"] != now["tolerance"]:
        # As it was entered: a tolerance may be finer than the figures.
        yield f"The tolerance of {name} is {now['tolerance']:.12g}; it was {was['tolerance']:.12g}."
    if "waypoints" in was and "waypoints" in now and was["waypoints"] != now["waypoints"]:
        yield f"On the way {name} should be at: {_way(now)}; it was to be at: {_way(was)}."
    had = {each["day"]: each for each in was["readings"]}
    fresh = [each for each in now["readings"] if each["day"] not in had]
    if len(fresh) == 1:
        yield f"{name} has a new figure: {_read(now, fresh[0])} for {_day(fresh[0]['day'])}."
    elif fresh:
        last = max(fresh, key=lambda each: each["day"])
        yield f"{name} has {len(fresh)} new figures, the latest {_read(now, last)} for {_day(last['day'])}."
    yield from _taken_back(was, now)
    for each in now["readings"]:
        if each["day"] in had and _value(had[each["day"]]) != _value(each):
            instead = _read(was, had[each["day"]])
            yield f"The figure of {name} for {_day(each['day'])} was replaced: {_read(now, each)} instead of {instead}."
    words = [status_kept(each)[0].lower() for each in (was, now)]
    if was["status"] != now["status"]:
        yield f"{name} went from “{words[0]}” to “{words[1]}”: {now['because']}"


def _taken_back(was: Frozen, now: Frozen) -> Iterator[str]:
    # Versions that were frozen before they said so knew of none.
    known = {each["day"] for each in was.get("taken_back", ())}
    for each in now.get("taken_back", ()):
        if each["day"] not in known:
            name = _said(now["title"])
            yield f"The figure of {name} for {_day(each['day'])} was taken back on {each['on']} and counts for nothing."


def _at(measure: Frozen, value: float | None, when: str | None) -> str:
    return f"{figure(value, measure['unit'], measure['decimals'])} on {_day(when)}" if when else "not set"


def _way(measure: Frozen) -> str:
    return ", ".join(_at(measure, each["value"], each["by"]) for each in measure["waypoints"]) or "nothing that is set"


def _value(reading: Frozen) -> tuple[Any, Any]:
    return reading["value"], reading["state"]


def _read(measure: Frozen, reading: Frozen) -> str:
    return read_kept(reading, measure["unit"], measure["decimals"])


def _words(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = (
        {(theme["title"], each["title"], each["said_on"]) for theme in side["themes"] for each in theme["words"]}
        for side in (before, after)
    )
    for theme, title, when in sorted(new - old, key=lambda each: each[2]):
        yield f"Families said on {_day(when)}, about {_said(theme)}: {_said(title)}."
    for _, title, when in sorted(old - new, key=lambda each: each[2]):
        yield f"What families said on {_day(when)} does not count here any more: {_said(title)}."


def _decisions(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = ({each["number"]: each for each in side["decisions"]} for side in (before, after))
    for number, now in new.items():
        was = old.get(number)
        if was is None:
            wanted = f", wanted by {_day(now['wanted_by'])}" if now["wanted_by"] else ""
            yield f"The board is asked: {_said(now['asked'])}{wanted}."
        elif was["asked"] != now["asked"]:
            yield f"The board is asked {_said(now['asked'])}; it was asked {_said(was['asked'])}."
        if now["decided_on"] and not (was and was["decided_on"]):
            yield f"Decided on {_day(now['decided_on'])}, {_said(now['asked'])}: {now['decided']}"
        if now["dropped"] and not (was and was["dropped"]):
            yield f"Need not be decided any more, {_said(now['asked'])}: {now['dropped']}"


def _findings(before: Frozen, after: Frozen) -> Iterator[str]:
    old, new = (
        {words: theme["title"] for theme in side["themes"] for words in theme["findings"]} for side in (before, after)
    )
    out_before, out_now = ({each["finding"] for each in side["left_out"]} for side in (before, after))
    for words, theme in new.items():
        if words not in old:
            yield f"{_said(words)} is answered in {_said(theme)}."
    for each in after["left_out"]:
        if each["finding"] not in out_before:
            yield f"{_said(each['finding'])} is not answered: {each['why']}"
    for words in old:
        if words not in new and words not in out_now:
            yield f"{_said(words)} is not answered any more."


def _parts(before: Frozen, after: Frozen, headings: Mapping[str, str]) -> Iterator[str]:
    for name, words in after["parts"].items():
        was = before["parts"].get(name, "")
        if was != words:
            verb = "was written" if not was else "was emptied" if not words else "was written anew"
            yield f"{_said(headings.get(name, name))} {verb}."
