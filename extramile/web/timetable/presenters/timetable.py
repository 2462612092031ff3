"""Words for the timetable: sessions in rows and days, the grid of a day, what does not fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import Clash
from extramile.web.timetable.actions.sessions import Met, Said
from extramile.web.timetable.models import Answer, Session
from extramile.web.timetable.presenters.rosters import TYPES, place_words, type_words

# One row of the grid; a session takes all the rows that it touches.
STEP = 15
LABELS = {
    "type": "Kind",
    "title": "Title",
    "starts": "Begins",
    "ends": "Ends",
    "place": "Place",
    "link": "Link",
    "asks_to_see": "What inspectors ask to see",
    "expected": "How many are expected",
    "needs": "What those who come need",
    "arranged": "What is arranged",
    "staff_group": "A group of staff",
    "with_pupils": "With pupils",
    "going": "Who goes",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A session in a list. `clashes` are sentences; `people` says how many are asked."""

    id: int
    title: str
    type: str
    day: date
    when: str
    place: str
    people: str
    called_off: str
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in the grid: a session over `rows` rows, or nothing. `moment` and `place` say where a session would land."""

    moment: str
    place: str
    rows: int = 1
    session: Row | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A day: places with how many columns each takes, and rows of a time and the cells that begin there."""

    places: list[tuple[str, int]] = field(default_factory=list)
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)


def by_session(found: Iterable[Clash]) -> dict[int, tuple[str, ...]]:
    """Return the sentences that are about each session."""
    told: dict[int, tuple[str, ...]] = {}
    for clash in found:
        for each in clash.sessions:
            told[int(each)] = (*told.get(int(each), ()), clash.words)
    return told


def row(session: Session, clashes: dict[int, tuple[str, ...]]) -> Row:
    """Return a session for a list."""
    starts, ends = timezone.localtime(session.starts), timezone.localtime(session.ends)
    going = sum(each.answer != Answer.DECLINED for each in session.goings.all())
    counted = max(session.expected, sum(each.invited for each in session.roster.all()))
    said = [f"{going} named"] if going else []
    said += [f"{counted} counted"] if counted else []
    return Row(
        id=session.pk,
        title=session.title,
        type=type_words(session),
        day=starts.date(),
        when=f"{date_format(starts, 'H:i')} to {date_format(ends, 'H:i')}",
        place=place_words(session),
        people=" and ".join(said) or "nobody yet",
        called_off=session.called_off_why if session.called_off_at else "",
        clashes=clashes.get(session.pk, ()),
    )


def by_day(rows: Iterable[Row]) -> list[tuple[date, list[Row]]]:
    """Return rows by day, in the order in which they come."""
    found: dict[date, list[Row]] = {}
    for each in rows:
        found.setdefault(each.day, []).append(each)
    return list(found.items())


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its word."""
    return f"{number} {one if number == 1 else more}"


@dataclass(slots=True)
class _Column:
    place: str
    name: str
    free_at: int = 0
    cells: dict[int, tuple[Session, int]] = field(default_factory=dict)


def grid(sessions: Sequence[Session], clashes: dict[int, tuple[str, ...]], seals: dict[int, str]) -> Grid:
    """Return the grid of one day. Sessions that are in one place at once stand beside each other, so that none is hidden."""
    held = [each for each in sessions if not each.called_off_at]
    if not held:
        return Grid()
    midnight = timezone.localtime(held[0].starts).replace(hour=0, minute=0, second=0, microsecond=0)

    def slot(moment: datetime, *, up: bool = False) -> int:
        minutes = int((timezone.localtime(moment) - midnight).total_seconds() // 60)
        return -(-minutes // STEP) if up else minutes // STEP

    # An hour is free before and after, to move something there.
    first = max(0, min(slot(each.starts) for each in held) // 4 * 4)
    last = max(slot(each.ends, up=True) for each in held)
    last = min(24 * 60 // STEP, -(-last // 4) * 4 + 4)
    columns: list[_Column] = []
    for each in sorted(held, key=lambda one: (place_words(one), one.starts, one.pk)):
        place, begins = str(each.place_id or ""), slot(each.starts)
        until = min(max(begins + 1, slot(each.ends, up=True)), last)
        name = place_words(each)
        same = [one for one in columns if one.name == name and one.free_at <= begins]
        column = same[0] if same else _Column(place, name)
        if not same:
            columns.append(column)
        column.cells[begins] = (each, until - begins)
        column.free_at = until
    places: list[tuple[str, int]] = []
    for each in columns:
        if places and places[-1][0] == each.name:
            places[-1] = (each.name, places[-1][1] + 1)
        else:
            places.append((each.name, 1))
    rows = []
    for at in range(first, last):
        moment = midnight + timedelta(minutes=at * STEP)
        here = []
        for column in columns:
            if at in column.cells:
                session, rows_of = column.cells[at]
                seen = seals.get(session.pk, "")
                here.append(Cell(date_format(moment, "H:i"), column.place, rows_of, row(session, clashes), seen))
            elif not any(begins < at < begins + length for begins, (_, length) in column.cells.items()):
                here.append(Cell(date_format(moment, "H:i"), column.place))
        rows.append((date_format(moment, "H:i"), here))
    return Grid(places, rows)


def to_resolve(found: Sequence[Clash]) -> str:
    """Return how many clashes there are to resolve, or nothing if there is none."""
    return f"{counted(len(found), 'clash', 'clashes')} to resolve" if found else ""


def clash_rows(found: Iterable[Clash], titles: dict[int, Row]) -> list[dict[str, Any]]:
    """Return what does not fit, with the sessions that it is about."""
    return [
        {"words": each.words, "help": each.help, "sessions": [titles[int(one)] for one in each.sessions]}
        for each in found
    ]


def _shown(name: str, value: Any, places: dict[int, str]) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "l j F Y, H:i")
    if name == "place":
        return places.get(value, "another place") if value else "no place"
    if name == "type":
        return TYPES.get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    return str(value) or "nothing"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to a session: when, by whom, what, and what became other than it was, in sentences."""

    when: str
    who: str
    what: str
    changed: list[str]


def _told(name: str, value: Any, places: dict[int, str]) -> str:
    """Return a value of the trail, which holds moments as text and lists for several words."""
    if name in {"starts", "ends"}:
        return _shown(name, datetime.fromisoformat(value), places)
    if name == "going":
        return counted(value, "named person", "named people")
    return _shown(name, tuple(value) if isinstance(value, list) else value, places)


def history(events: Iterable[Any], places: dict[int, str]) -> list[Done]:
    """Return what was done to a session, in the order in which it is given. What stands anyway is not said again."""
    rows = []
    for each in events:
        before, after = each.before or {}, each.after or {}
        sentences = [
            f"{LABELS[name]}: {_told(name, after[name], places)}, before {_told(name, before[name], places)}"
            for name in LABELS
            if name in before and name in after
        ]
        if after.get("why"):
            sentences.append(after["why"])
        when = date_format(timezone.localtime(each.at), "j M Y, H:i")
        rows.append(Done(when, each.by_name, each.verb, sentences))
    return rows


def met(found: Iterable[Met], places: dict[int, str]) -> list[tuple[str, str, str]]:
    """Return what two people changed at once: what it is, theirs, mine."""
    return [(LABELS[e.name], _shown(e.name, e.theirs, places), _shown(e.name, e.mine, places)) for e in found]


def mended(theirs: Said, mine: Said, was: Said) -> Said:
    """Return what the form holds after two met: what only they changed is theirs, the rest as this person wrote it."""
    kept = {}
    for name in (each.name for each in fields(Said)):
        base, stands, wanted = getattr(was, name), getattr(theirs, name), getattr(mine, name)
        kept[name] = stands if wanted == base else wanted
    kept["going"] = (theirs.going | (mine.going - was.going)) - (was.going - mine.going)
    return Said(**kept)
