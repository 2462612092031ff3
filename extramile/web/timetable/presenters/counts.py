"""Words for what an inspection has been: each number with what it counts, what is not known, and the rows behind it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.timetable.presenters.rosters import TYPES, place_words, time_words, type_words
from extramile.web.timetable.queries.counts import FOCUS_GROUP, FOR_FAMILIES, NO_DAY, VISIT, Attendance, Counts

HELD = "It was held if it was not called off and is over, or if somebody is recorded as having come."
DEFINITIONS = {
    "visits": f"Visits to schools and other settings that were held. {HELD} A setting visited twice counts twice.",
    "focus-groups": f"Focus groups that were held. {HELD}",
    "participants": (
        "People of the area who are recorded as having come to a focus group, named or counted. Whoever came to two groups "
        "counts twice; inspectors are not counted. Nobody is guessed from an invitation."
    ),
    "families": f"Sessions held for parents and carers or for young people, beside the focus groups. {HELD}",
    "days": (
        "Different days on which inspectors met people: with a meeting, visit, group or session that was held. The call, set-up "
        "meetings, surveys, reading and the report are not counted."
    ),
}
COLUMNS = (
    "session",
    "type",
    "title",
    "starts",
    "ends",
    "place",
    "held",
    "invited",
    "accepted",
    "came",
    "came is complete",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A session behind a number."""

    id: int
    title: str
    about: str
    invited: int
    came: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, what is not known of it, and its rows."""

    id: str
    label: str
    value: str
    more: str
    missing: bool
    definition: str
    rows: list[Row]


def _row(each: Attendance) -> Row:
    came = "not known" if each.came is None else f"{each.came}{'' if each.complete else ' or more'}"
    about = f"{time_words(each.session)}, {place_words(each.session)}"
    return Row(each.session.pk, each.session.title, about, each.invited, came)


def participants_words(counted: Counts) -> str:
    """Return what is not known of the participants, or "" if nothing is."""
    unknown = counted.participants_unknown
    if not unknown:
        return ""
    of = "one focus group" if unknown == 1 else f"{unknown} of {counted.focus_groups} focus groups"
    return f"Of {of} not everybody's attendance is known: there may have been more."


def figures(counted: Counts) -> list[Figure]:
    """Return the numbers with their rows."""
    held = [each for each in counted.sessions if each.held]

    def of(*types: str) -> list[Row]:
        return [_row(each) for each in held if each.session.type in types]

    groups, days = of(FOCUS_GROUP), [each for each in held if each.session.type not in NO_DAY]
    participants = counted.participants
    return [
        _figure("visits", "Visits to schools and settings", counted.visits, of(VISIT)),
        _figure("focus-groups", "Focus groups", counted.focus_groups, groups),
        Figure(
            "participants",
            "Participants in focus groups",
            "Not known" if participants is None else f"{participants:,}",
            participants_words(counted),
            participants is None,
            DEFINITIONS["participants"],
            groups,
        ),
        _figure("families", "Sessions for families", counted.sessions_for_families, of(*sorted(FOR_FAMILIES))),
        Figure(
            "days",
            "Days",
            str(counted.duration_days),
            _from_to(counted),
            False,
            DEFINITIONS["days"],
            _by_day(days),
        ),
    ]


def _figure(id_: str, label: str, value: int, rows: list[Row]) -> Figure:
    return Figure(id_, label, f"{value:,}", "", False, DEFINITIONS[id_], rows)


def _from_to(counted: Counts) -> str:
    if counted.first_day is None or counted.last_day is None:
        return ""
    first, last = date_format(counted.first_day, "j F Y"), date_format(counted.last_day, "j F Y")
    return first if first == last else f"{first} to {last}"


def _by_day(days: list[Attendance]) -> list[Row]:
    found: dict[Any, list[Attendance]] = {}
    for each in days:
        found.setdefault(each.day, []).append(each)
    return [
        Row(
            0,
            date_format(day, "l j F Y"),
            f"{len(rows)} {'session' if len(rows) == 1 else 'sessions'}",
            sum(each.invited for each in rows),
            "",
        )
        for day, rows in sorted(found.items())
    ]


def people(counted: Counts) -> list[dict[str, Any]]:
    """Return who came, by what they came to."""
    return [
        {
            "type": TYPES.get(each.type, each.type),
            "sessions": each.sessions,
            "came": "not known" if each.came is None else f"{each.came:,}",
            "unknown": each.unknown,
        }
        for each in counted.people
    ]


def sentence(counted: Counts) -> str:
    """Return what the inspection has been in one sentence."""
    if not any(each.held for each in counted.sessions):
        return "Nothing has been held yet."
    groups = _many(counted.focus_groups, "focus group")
    if counted.focus_groups and counted.participants is not None:
        least = "at least " if counted.participants_unknown else ""
        groups += f" with {least}{_many(counted.participants, 'participant')}"
    families = _many(counted.sessions_for_families, "session")
    return f"{_many(counted.visits, 'visit')}, {groups}, {families} for families, in {_many(counted.duration_days, 'day')}."


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def table(counted: Counts) -> list[dict[str, Any]]:
    """Return every session that was not called off as a row of a file."""
    return [
        {
            "session": each.session.pk,
            "type": type_words(each.session),
            "title": each.session.title,
            "starts": timezone.localtime(each.session.starts).isoformat(timespec="minutes"),
            "ends": timezone.localtime(each.session.ends).isoformat(timespec="minutes"),
            "place": place_words(each.session),
            "held": "yes" if each.held else "no",
            "invited": each.invited,
            "accepted": each.accepted,
            "came": "" if each.came is None else each.came,
            "came is complete": "yes" if each.complete else "no",
        }
        for each in counted.sessions
    ]
