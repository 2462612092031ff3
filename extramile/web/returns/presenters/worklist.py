"""Words for the worklist of the statutory clock, for one case with its path, and for what the 20-week figure can become."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.clock import GROUPS, LEGEND, Bounds, Case, Due, Limit, Work
from extramile.core.returns import describe
from extramile.core.vocabulary import listed, upper_first
from extramile.web.design import figures
from extramile.web.design.charts import Chart, Series, line_chart
from extramile.web.evidence import store
from extramile.web.partnerships.scope import Scope
from extramile.web.returns.measured import Figures
from extramile.web.returns.models import Load
from extramile.web.returns.presenters.loads import ways
from extramile.web.returns.presenters.words import GRADES, counted
from extramile.web.returns.queries import figures as figures_found

TITLES: dict[str, str] = {
    "late": "Late",
    "this week": "Due this week",
    "in exception": "In exception",
    "later": "Due later",
    "unverified": "By a limit that nobody verified",
}
SAID: dict[str, str] = {
    "late": "a limit of the law is past and the thing is not done",
    "this week": "the last day is within seven days, today included",
    "in exception": "past its day, with a reason that the law takes",
    "later": "the last day is more than a week away",
    "unverified": "recalled, or checked in part alone, so never said to be late",
}
MAYBE_DONE = "the last day is past; whether it was done since the load is not known here"
TONES = {"late": "priority", "this week": "develop", "in exception": "info", "later": "quiet", "unverified": "quiet"}
STATES = {
    "kept": ("Done in time", "strength"),
    "late": ("Done late", "priority"),
    "due": ("Still to do", "develop"),
    "overdue": ("Late, still to do", "priority"),
    "excused": ("Past, with a reason of the law", "info"),
    "on the day": ("Done on the day before which it is due", "info"),
    "open": ("Time that people have, running", "quiet"),
    "closed": ("Time that people had, over", "quiet"),
}
EVENTS = {
    "request-received": "Request received",
    "decision-to-assess-told": "Decided whether to assess",
    "assessment-refused-told": "Refused to assess",
    "plan-decided": "Decided whether there will be a plan",
    "plan-agreed": "Decided that there will be a plan",
    "no-plan-told": "Told that there will be no plan",
    "final-plan-sent": "Final plan sent",
    "plan-made": "Plan made",
    "previous-review": "Last review",
    "first-review-done": "First review done",
    "review-done": "Review done",
    "review-meeting": "Review meeting",
    "review-decision-told": "Decided after the review",
    "amendment-notice-sent": "Notice of an amendment sent",
    "amended-plan-sent": "Amended plan sent",
    "phase-transfer": "Moves to the next phase in the year of",
    "post-16-transfer": "Moves on after 16 in the year of",
    "transfer-plan-sent": "Plan for the next phase sent",
}
# Of these the year is the event.
BY_YEAR = {"phase-transfer", "post-16-transfer"}
# The month of a forecast that its headline speaks of; in the last of many everything may have become late.
NEAREST = 3
NO_DAY = "on a day that the return does not hold"


def event(name: str) -> str:
    """Return what an event of a case is called."""
    return EVENTS.get(name, name.replace("-", " ").capitalize())


def day(value: date) -> str:
    """Return a day in words."""
    return date_format(value, "j F Y")


def short(value: date) -> str:
    """Return a day in a few letters, for a narrow column."""
    return date_format(value, "j M Y")


MEND = "Give the day on which each request was received, and every table with the columns that link it to the others."
WORK_OUT = "an earlier version counted these; work the measures out again to see what is not known of them"


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why limits of a load cannot be told, each as a finished sentence without its full stop.

    `least` says that what is counted is so at least: cases are left out. Otherwise what was done may be missing as well, so that
    what is called late may be done, and nothing is known of the number. `mend` says what to do about it.
    """

    said: tuple[str, ...] = ()
    least: bool = False
    mend: str = MEND


NO_DOUBT = Doubts()


def doubts_of(known: Figures | None) -> Doubts:
    """Return why limits of a load cannot be told.

    A worklist that holds few days is short because of that, and not because all is well.
    """
    if known is None:
        return NO_DOUBT
    if known.cases is None:
        return Doubts(("the load has no requests, from which time limits run",))
    if known.untold is None or known.unlinked is None or known.gaps is None:
        return Doubts((WORK_OUT,), mend="There is a button for it on the page of measures.")
    found = []
    if known.untold:
        found.append(f"{counted(known.untold, 'case has', 'cases have')} no day of request")
    tables = describe("sen2")
    for name, many in known.unlinked.items():
        rows = f"{counted(many, 'row')} of “{tables.table(name).title}”"
        found.append(f"{rows} {'belongs' if many == 1 else 'belong'} to no request, so that nothing of them is counted")
    found += [f"{each[0].lower()}{each[1:].removesuffix('.')}" for each in known.gaps]
    return Doubts(tuple(found), least=not (known.unlinked or known.gaps))


def counts(
    found: dict[str, int], href: str, doubts: Doubts = NO_DOUBT, *, late_cases: int | None = None, later: bool = False
) -> list[dict[str, Any]]:
    """Return how much of the worklist stands in each group, with the ways there; while there are `doubts` nothing is nought.

    What is counted are time limits; `late_cases` is in how many cases one is late, None where nobody counted it. `later`: of a day
    after that of the load, so that what is late may be done.
    """
    late = MAYBE_DONE if later else SAID["late"]
    if late_cases and (many := found.get("late", 0)):
        late = f"{'time limit' if many == 1 else 'time limits'}, in {counted(late_cases, 'case')}: {late}"
    said = {**SAID, "late": late}
    return [
        {
            "label": TITLES[each],
            "group": each,
            "value": _many(found.get(each, 0), doubts),
            "missing": bool(doubts.said and not (found.get(each) and doubts.least)),
            "more": _more(found.get(each, 0), doubts, said[each]),
            "href": f"{href}{'&' if '?' in href else '?'}group={each.replace(' ', '-')}",
        }
        for each in GROUPS
        if found.get(each) or each in ("late", "this week", "in exception", "later")
    ]


def _many(number: int, doubts: Doubts) -> str:
    if not doubts.said:
        return f"{number:,}"
    return f"at least {number:,}" if number and doubts.least else "not known"


def _more(number: int, doubts: Doubts, said: str) -> str:
    """Return what stands under a number: what it counts, or why it is not known and what the load shows of it all the same."""
    if not doubts.said or (number and doubts.least):
        return said
    shown = f"; {number:,} by what the load holds" if number else ""
    return f"{upper_first(doubts.said[0])}{shown}"


def group_of(asked: str) -> str:
    """Return the group that an address asks for, "" for all."""
    name = asked.replace("-", " ")
    return name if name in TITLES else ""


def late_cases(found: Sequence[Work]) -> int:
    """Return in how many cases something is late."""
    return len({each.case.key for each in found if each.group == "late"})


def counted_by_group(found: Sequence[Work]) -> dict[str, int]:
    """Return how many lines stand in each group."""
    return dict(Counter(str(each.group) for each in found))


def line(
    slug: str, load: Load, each: Work, on: str = "", *, later: bool = False, owners: Mapping[int, Sequence[str]]
) -> dict[str, Any]:
    """Return one thing to do; `later`: of a day after that of the load. `owners` are who has problems of each case."""
    return {
        "key": each.case.label or each.case.place,
        "href": reverse("returns:case", args=[slug, load.pk, each.case.key]) + (f"?on={on}" if on else ""),
        "what": each.due.title,
        "group": TITLES[each.group] + (", if not done since" if later and each.group == "late" else ""),
        "tone": TONES[each.group],
        "last": day(each.due.last_day),
        "left": left(each.due),
        "who": upper_first(each.due.limit.who),
        "owners": listed(owners.get(each.case.key, ())),
        "unverified": each.due.unverified,
    }


def case_row(slug: str, load: Load, each: Case, on: str = "") -> dict[str, str]:
    """Return a case that was looked for, with the way to its path."""
    href = reverse("returns:case", args=[slug, load.pk, each.key]) + (f"?on={on}" if on else "")
    return {
        "words": f"Case {each.label}" if each.label else f"The case in {each.place}",
        "place": each.place,
        "href": href,
    }


def left(due: Due) -> str:
    """Return how far away a last day is, in words."""
    days = abs(due.days_left)
    if not days:
        return "the last day is the day looked at"
    return f"{counted(days, 'day')} {'left' if due.days_left > 0 else 'past'}"


COLUMNS = ("group", "row", "key", "limit", "what", "since", "last_day", "days_left", "state", "verified", "rests_on")


def plain(each: Work) -> dict[str, Any]:
    """Return one thing to do as plain values, for a file."""
    said = each.to_dict()
    names = {"what": "title", "rests_on": "basis"}
    return {name: said[names.get(name, name)] for name in COLUMNS}


def path(found: Sequence[Due]) -> list[dict[str, Any]]:
    """Return every limit of a case in the order of its last days."""
    return [
        {
            "what": each.title,
            "id": each.limit.id,
            "since": f"{event(each.limit.start)}, {short(each.since)}",
            "last": short(each.last_day),
            "done": short(each.done) if each.done else "not yet",
            "state": _stands(each),
            "tone": STATES[each.state][1] if not each.unverified else "quiet",
            "who": upper_first(each.limit.who),
            "basis": each.limit.basis,
            "grade": GRADES[each.limit.grade].lower(),
            "unverified": each.unverified,
            "note": each.limit.note,
        }
        for each in found
    ]


def _stands(due: Due) -> str:
    """Return how a limit stands; of what is owed only in one case of two, that it may never be."""
    if due.conditional and due.state == "due":
        return "Still to do, if it applies"
    return STATES[due.state][0] + (", by an unverified limit" if due.unverified else "")


def happened(found: Case) -> list[tuple[str, str]]:
    """Return what happened in a case, day by day, and what happened on a day that the return does not hold."""
    said = [
        (event(name), str(when.year) if name in BY_YEAR else day(when))
        for name, when in sorted(found.events.items(), key=lambda pair: pair[1])
    ]
    said += [(event(name), NO_DAY) for name in sorted(found.undated)]
    if found.ended:
        said.append(("Ended", day(found.ended) if found.ended != date.min else NO_DAY))
    return said


def is_later(of: date, known: date | None) -> bool:
    """Say whether a day is after that of a load, so that nobody knows here what was done between the two."""
    return known is not None and of > known


def lede(of: date, known: date | None, said: str) -> str:
    """Return what a worklist is of; of a day after that of the load, that nothing since is known to it."""
    if not is_later(of, known):
        return f"What the statutory clock asks for in these cases, as of {day(of)}. {said}"
    since = f"Nothing that was done since {day(known)}, the day of the load, is known here"
    return f"{since}: what is called late as of {day(of)} may be done by now. {said}"


def case_lede(place: str, of: date, known: date | None) -> str:
    """Return where a case stands in the file and of which day its path is."""
    said = f"{upper_first(place)} of your file, where the request begins; as of {day(of)}."
    if not is_later(of, known):
        return said
    return f"{said} Nothing that was done since {day(known)}, the day of the load, is known here."


def sentence(found: Sequence[Work], cases: int, doubts: Doubts = NO_DOUBT) -> str:
    """Return what the list holds, in a sentence; where it cannot hold all, that nobody knows the rest."""
    groups = Counter(each.group for each in found)
    late = {"late": f" in {counted(late_cases(found), 'case')}"}
    said = ", ".join(f"{groups[each]:,} {TITLES[each].lower()}{late.get(each, '')}" for each in GROUPS if groups[each])
    said = f"of their time limits {said}" if said else ""
    said = f"by what the load holds {said}" if said and doubts.said and not doubts.least else said
    rest = f"not known: {'; '.join(doubts.said)}" if doubts.said else ""
    return f"{counted(cases, 'case')}; {'; '.join(each for each in (said, rest) if each) or 'nothing is left to do'}."


def bounds(found: Sequence[Bounds]) -> list[dict[str, str]]:
    """Return what the figure can be at the end of each month, with the arithmetic."""
    return [
        {
            "month": day(each.month_end),
            "lowest": _share(each.lowest),
            "highest": _share(each.highest),
            "cleared": _share(each.cleared),
            "issued": f"{each.in_time:,} of {each.issued:,}",
            "late": f"{each.late:,}",
            "possible": f"{each.possible:,}",
            "how": each.arithmetic(),
        }
        for each in found
    ]


def _number(pair: tuple[int, int]) -> float | None:
    counted_, of = pair
    return 100 * counted_ / of if of else None


def _share(pair: tuple[int, int]) -> str:
    return figures.figure(_number(pair), "%", 1)


def forecast_sentence(found: Sequence[Bounds]) -> str:
    """Return what is certain of the nearest months, in a sentence: the two ends, each with what would have to happen."""
    if not found:
        return "There is no month to look at."
    if all(_number(each.lowest) == 0 and _number(each.highest) == 100 for each in found):
        return (
            "From the open cases alone the figure can become anything from 0.0% to 100.0% in each of these months, because no plan "
            "that counts in them was issued yet. The line “Cleared” says what it is if all that is late is issued"
        )
    year = found[0].month_end.year
    near = [each for each in found[:NEAREST] if each.month_end.year == year][-1]
    low, high = _number(near.lowest), _number(near.highest)
    if low is None or high is None:
        return f"From the open cases alone nothing can be said of the figure by {day(near.month_end)}"
    if not near.issued + near.late + near.may_lapse:
        return f"No plan of {year} can be late by {day(near.month_end)}: whatever of the open cases is issued by then is in time"
    low_words, high_words = (figures.figure(each, "%", 1) for each in (low, high))
    if low == high:
        return f"Whatever comes of the open cases, the figure of {year} is {low_words} by {day(near.month_end)}"
    return (
        f"If every open case that can still be in time is, the figure of {year} is {high_words} by {day(near.month_end)}; "
        f"if all that can become late does, {low_words}"
    )


def legend() -> tuple[tuple[str, str], ...]:
    """Return what each number of the arithmetic counts."""
    return LEGEND


def settled(found: Sequence[Bounds], shown: Sequence[Bounds]) -> str:
    """Return that the months after those that are shown say nothing new, where there are such."""
    if len(shown) == len(found):
        return ""
    return f"After {day(shown[-1].month_end)} nothing changes: no case that is open now falls due later."


def forecast_chart(found: Sequence[Bounds]) -> Chart:
    """Return the bounds as lines, with their table."""
    names = (("Lowest", "lowest", "england"), ("Cleared", "cleared", "place"), ("Highest", "highest", "neighbours"))
    months = [(date_format(each.month_end, "M Y"), each) for each in found]
    return line_chart(
        [
            Series(name, [(label, _number(getattr(each, key))) for label, each in months], role)
            for name, key, role in names
        ],
        unit="%",
        decimals=1,
        title=_forecast_title(found),
        id_prefix="forecast",
    )


def _forecast_title(found: Sequence[Bounds]) -> str:
    if not found:
        return "There is no month to look at"
    first, last = found[0].month_end, found[-1].month_end
    if first == last:
        return f"What the 20-week figure can be by {day(last)}"
    return f"What the 20-week figure can be at the end of each month, from {day(first)} to {day(last)}"


def forecast_lede(found: Sequence[Bounds], of: date, known: date | None, today: date) -> str:
    """Return of which cases a forecast is; first that its months are over, or that what was done since the load is not known."""
    said = (
        f"Bounds from the cases that were open on {day(of)}, counted and not modelled. Cases with an exception are left out, "
        "requests still to come are not counted."
    )
    if found and found[-1].month_end < today:
        return (
            f"All of these months are past: today is {day(today)}, and the load is of {day(of)}. What became of its cases since is "
            f"not known here. {said}"
        )
    if not is_later(of, known):
        return said
    since = f"Nothing that was done since {day(known)}, the day of the load, is known here" if known else ""
    return f"{since}: a case that is called open or late as of {day(of)} may be done by now. {said}"


def group_choices() -> list[tuple[str, str]]:
    """Return the groups for a filter."""
    return [("", "All"), *((each.replace(" ", "-"), TITLES[each]) for each in GROUPS)]


def limits(found: Sequence[Limit]) -> list[dict[str, Any]]:
    """Return limits with how far each is to be trusted."""
    return [
        {
            "id": each.id,
            "title": each.title,
            "who": upper_first(each.who),
            "basis": each.basis,
            "grade": GRADES[each.grade].lower(),
            "unverified": each.unverified,
        }
        for each in found
    ]


def newest(scope: Scope) -> dict[str, Any] | None:
    """Return what the newest measured load asks for; None where there is none, or its figures cannot be opened."""
    found = figures_found.newest(scope)
    try:
        known = figures_found.figures(scope, found) if found else None
    except store.DamagedError:
        return None
    if found is None or known is None:
        return None
    href = reverse("returns:work", args=[scope.name, found.pk])
    doubts = doubts_of(known)
    return {
        "load": found.pk,
        "day": day(known.as_of),
        "counts": counts(dict(known.work), href, doubts, late_cases=known.late),
        "limits": known.work.get("late", 0),
        "doubts": doubts,
        "late": known.late,
        "href": href,
        "ways": [(words, reverse(name, args=[scope.name, found.pk])) for name, words in ways(found)],
    }
