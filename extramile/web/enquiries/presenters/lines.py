"""Words for lines of enquiry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import LINE
from extramile.web.enquiries.models import Line, Turn
from extramile.web.enquiries.queries import lines as queries

VERBS = {
    "raised": "Raised",
    "named": "Put in other words",
    "criteria": "Criteria chosen",
    "read": "How it reads",
    "offered": "Evidence offered",
    "taken back": "Evidence taken back",
    "closed": "Closed",
    "opened again": "Opened again",
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of enquiry as the list and its page show it."""

    id: int
    title: str
    criteria: str
    raised: str
    reading: str
    state: str
    tone: str
    closed: str
    requests: str
    evidence: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Something that happened with a line."""

    what: str
    words: str
    who: str
    when: str


def _count(many: int, one: str) -> str:
    return f"{many} {one}" if many == 1 else f"{many} {one}s"


def rows(lines: Iterable[Line]) -> list[LineRow]:
    """Return lines that `queries.lines` found."""
    found = list(lines)
    offered = queries.counts_offered(found)
    return [_row(each, offered.get(each.pk, 0)) for each in found]


def _row(line: Line, offered: int) -> LineRow:
    state = "closed" if line.closed_on else "open"
    by = f", by {line.raised_by.name}" if line.raised_by else ""
    asked, waiting = getattr(line, "asked", 0), getattr(line, "waiting", 0)
    requests = f"{_count(asked, 'request')}, {waiting} open" if asked else "none asked"
    return LineRow(
        id=line.pk,
        title=line.title,
        criteria=", ".join(line.criteria) or "none named",
        raised=f"{date_format(line.raised_on, 'j F Y')}{by}",
        reading=line.reading,
        state=LINE.states[state].words,
        tone="quiet" if line.closed_on else "develop",
        closed=f"{date_format(line.closed_on, 'j F Y')}: {line.closed_why}" if line.closed_on else "",
        requests=requests,
        evidence=f"{_count(offered, 'piece')} offered" if offered else "none offered",
    )


def one(line: Line) -> LineRow:
    """Return one line; its requests and evidence stand on its page."""
    return _row(line, 0)


def turn_row(turn: Turn, titles: Mapping[str, str]) -> TurnRow:
    """Return something that happened; evidence is called by its title where `titles` has it."""
    at = date_format(timezone.localtime(turn.at), "j F Y, H:i")
    return TurnRow(
        what=VERBS.get(turn.verb, turn.verb), words=titles.get(turn.words, turn.words), who=turn.by.name, when=at
    )
