"""Dates from the rules of a pack: what falls due when, counted from what, and why a date is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extramile.core.days import add, working_day_on_or_after
from extramile.core.frameworks import Deadline, Event, Pack, deadline_line

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Happening:
    """The day of an event: entered by a person, expected by a rule, or not known (None).

    `until` is the last day of a range ("2 to 4 days after"). `rule` gave it, where it was not entered.
    """

    event: Event
    day: date | None
    until: date | None = None
    rule: Deadline | None = None

    @property
    def entered(self) -> bool:
        """Say whether a person entered the day, so that nothing needs to be counted."""
        return self.day is not None and self.rule is None


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline with its day. `counted_from` is the event it hangs on, if it hangs on one.

    No day has a reason in `missing`, a sentence. `remarks` are what somebody should look at. `entered`: the day of the event
    that it expects is known, so that its rule gives nothing any more.
    """

    deadline: Deadline
    rule: str
    day: date | None
    until: date | None = None
    counted_from: Happening | None = None
    missing: str = ""
    remarks: tuple[str, ...] = ()
    entered: bool = False

    @property
    def unverified(self) -> bool:
        """Say whether the day must be shown as unverified: its rule is, or one of those it was counted by."""
        rule = self.counted_from.rule if self.counted_from else None
        return self.deadline.unverified or bool(rule and rule.unverified)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every event and deadline of one inspection, in the order of their days; those without come last."""

    events: tuple[Happening, ...]
    due: tuple[Due, ...]

    def day_of(self, event: str) -> date | None:
        """Return the day of an event, entered or expected."""
        return next((each.day for each in self.events if each.event.id == event), None)


def schedule(
    pack: Pack,
    kind: str,
    entered: Mapping[str, date],
    overrides: Mapping[str, Deadline] | None = None,
    *,
    outcome: str | None = None,
) -> Schedule:
    """Return the dates of an inspection of this kind.

    `entered` are the days of events that a person knows, by id; they go before what a rule would give. `overrides` are
    deadlines that the area set otherwise (`Deadline.with_override`), by id. With `outcome` what hangs on another outcome
    is left out; "" is an outcome that nobody may know yet, and None keeps everything.

    Raises NotFoundError for a kind, an event or an outcome that the pack does not have.
    """
    for event in entered:
        pack.event(event)
    rules = [(overrides or {}).get(each.id, each) for each in pack.deadlines_for(kind)]
    if outcome is not None:
        other = hanging_on_outcomes(pack) - (_led_to(pack, outcome) if outcome else frozenset())
        rules = [each for each in rules if each.id not in other]
    giving = {rule.event: rule for rule in reversed(rules) if rule.event}
    events = {each.id: _happening(each.id, pack, giving, entered, frozenset()) for each in pack.events}
    used = {pack.kind(kind).starts_with, *entered, *giving, *(rule.anchor for rule in rules)}
    due = [_due(rule, pack, events) for rule in rules]
    return Schedule(
        tuple(sorted((each for each in events.values() if each.event.id in used), key=lambda each: _order(each.day))),
        tuple(sorted(due, key=lambda each: _order(each.day))),
    )


def hanging_on_outcomes(pack: Pack) -> frozenset[str]:
    """Return the deadlines that hold only once an outcome says so."""
    return frozenset().union(*(_led_to(pack, each.id) for each in pack.outcomes))


def _led_to(pack: Pack, outcome: str) -> frozenset[str]:
    """Return the deadlines that an outcome leads to: those of its consequences, and of the plans that it asks for."""
    follows = pack.outcome(outcome).follows
    asked = {each.plan for each in follows if each.plan}
    plans = {
        deadline for plan in pack.plans if plan.id in asked or outcome in plan.outcomes for deadline in plan.deadlines
    }
    return frozenset(plans | {each.deadline for each in follows if each.deadline})


def _order(day: date | None) -> tuple[bool, date]:
    return (day is None, day or date.min)


def _happening(
    event: str, pack: Pack, giving: Mapping[str, Deadline], entered: Mapping[str, date], asked: frozenset[str]
) -> Happening:
    """Follow the rules back to something that was entered; a circle of rules gives nothing."""
    found = pack.event(event)
    if event in entered:
        return Happening(found, entered[event])
    rule = giving.get(event)
    if rule is None or rule.anchor is None or event in asked:
        return Happening(found, None)
    start = _happening(rule.anchor, pack, giving, entered, asked | {event}).day
    return Happening(found, *_days(rule, start), rule=rule)


def _days(rule: Deadline, start: date | None) -> tuple[date | None, date | None]:
    """Return the day of a rule counted from another, and the last day where it gives a range."""
    if start is None or rule.value is None or rule.unit is None:
        return None, None
    sign = 1 if rule.direction == "after" else -1
    day, until = (
        add(start, sign * value, rule.unit) if value is not None else None for value in (rule.value, rule.up_to)
    )
    return (until, day) if until and day and until < day else (day, until)


def _due(rule: Deadline, pack: Pack, events: Mapping[str, Happening]) -> Due:
    start = events[rule.anchor] if rule.anchor else None
    words = deadline_line(rule, pack)
    given = events[rule.event] if rule.event else None
    if given and given.entered:
        return Due(
            rule,
            words,
            given.day,
            counted_from=start,
            remarks=_remarks(rule, given.day, _days(rule, start.day)[0] if start else None),
            entered=True,
        )
    day, until = _days(rule, start.day if start else None)
    return Due(rule, words, day, until, start, _missing(rule, start), _remarks(rule, day, day))


def _missing(rule: Deadline, start: Happening | None) -> str:
    if not rule.known:
        return "The rule is not known." if start else "The rule is a date that is not known."
    if start is None or start.day is None:
        return (
            f"It is counted from {start.event.name if start else 'what is not known'}, and that day is not known yet."
        )
    return ""


def _remarks(rule: Deadline, day: date | None, counted: date | None) -> tuple[str, ...]:
    if day is None:
        return ()
    remarks = []
    if counted and day != counted:
        remarks.append(f"By the rule it would be {counted.day} {counted:%B %Y}.")
    if rule.weekday and WEEKDAYS[day.weekday()] != rule.weekday:
        remarks.append(
            f"It is usually a {rule.weekday.capitalize()}; this is a {WEEKDAYS[day.weekday()].capitalize()}."
        )
    working = working_day_on_or_after(day)
    if working != day:
        remarks.append(f"It is no working day; the next is {working.day} {working:%B %Y}.")
    return tuple(remarks)
