"""Words for frameworks. Whatever is recalled or hangs on an open question carries the mark "unverified" here, once for all."""

from dataclasses import dataclass

from django.utils.formats import date_format

from extramile.core.frameworks import Deadline, Entry, Pack, deadline_line, source_line

STATUS_WORDS = {
    "confirmed": "confirmed",
    "confirmed-in-general": "confirmed in general",
    "likely": "likely",
    "category": "a kind of information known to be used",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a framework: its name, what it says, what it rests on, and whether nobody has verified it."""

    id: str
    name: str
    words: str
    source: str
    unverified: bool
    note: str = ""
    parts: tuple["Line", ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a framework's page."""

    id: str
    title: str
    about: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A framework in the list of all."""

    id: str
    name: str
    about: str
    when: str
    counts: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A calendar rule as an area holds it."""

    id: str
    name: str
    words: str
    source: str
    unverified: bool
    own: bool
    original: str
    reason: str
    who: str


def line(entry: Entry, pack: Pack, name: str, words: str = "", **more: object) -> Line:
    """Return any entry in words."""
    return Line(
        id=getattr(entry, "id", ""),
        name=name,
        words=words,
        source=source_line(entry, pack),
        unverified=entry.unverified,
        note=entry.note,
        **more,
    )


def pack_rows(packs: tuple[Pack, ...]) -> list[PackRow]:
    """Return the frameworks in a list."""
    return [
        PackRow(
            id=pack.id,
            name=pack.name,
            about=pack.about,
            when=in_force(pack),
            counts=f"{_counted(len(pack.all_criteria()), 'criterion', 'criteria')}, "
            f"{_counted(len(pack.deadlines), 'calendar rule')}, {_counted(len(pack.all_requests()), 'data request')}",
        )
        for pack in packs
    ]


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def in_force(pack: Pack) -> str:
    """Return since when and until when a framework is used."""
    return f"Used since {pack.in_force.since}" + (f", until {pack.in_force.until}" if pack.in_force.until else "")


def parts(pack: Pack) -> list[Part]:
    """Return all that is known of a framework, part by part."""
    return [
        Part("criteria", "Criteria", "What inspectors judge.", _criteria(pack), "None are known."),
        Part(
            "phases",
            "Phases",
            "How an inspection runs, and what is done in each phase.",
            _phases(pack),
            "None are known.",
        ),
        Part(
            "deadlines",
            "Calendar rules",
            "What is due when, as a rule; dates come with an inspection.",
            _deadlines(pack),
            "None are known.",
        ),
        Part("requests", "Data requests", "What inspectors ask for.", _requests(pack), "None are known."),
        Part(
            "finding-kinds",
            "Kinds of finding",
            "As what a report or letter tells what was found.",
            _finding_kinds(pack),
            "None are known.",
        ),
        Part(
            "outcomes",
            "Outcomes",
            "What inspectors may conclude, and what follows.",
            _outcomes(pack),
            "None are known.",
        ),
        Part(
            "open",
            "Open questions",
            "What nobody of us could verify yet, and what we hold until then.",
            _open(pack),
            "There are none.",
        ),
    ]


def _criteria(pack: Pack) -> tuple[Line, ...]:
    return tuple(
        line(
            group,
            pack,
            group.name,
            group.statement,
            parts=tuple(
                line(
                    each,
                    pack,
                    f"{each.id} {each.short}",
                    each.statement,
                    parts=tuple(line(prompt, pack, prompt.text) for prompt in each.prompts),
                )
                for each in group.criteria
            ),
        )
        for group in pack.criteria
    )


def _phases(pack: Pack) -> tuple[Line, ...]:
    return tuple(
        line(
            phase,
            pack,
            phase.name,
            parts=tuple(
                line(each, pack, each.name, each.day.capitalize() if each.day else "") for each in phase.activities
            ),
        )
        for phase in pack.phases
    )


def _deadlines(pack: Pack) -> tuple[Line, ...]:
    return tuple(line(rule, pack, rule.name, deadline_line(rule, pack).capitalize()) for rule in pack.deadlines)


def _requests(pack: Pack) -> tuple[Line, ...]:
    return tuple(
        line(
            group,
            pack,
            group.name,
            parts=tuple(line(each, pack, each.item, tags=(STATUS_WORDS[each.status],)) for each in group.requests),
        )
        for group in pack.requests
    )


def _finding_kinds(pack: Pack) -> tuple[Line, ...]:
    return tuple(line(each, pack, each.name, each.about) for each in pack.finding_kinds)


def _outcomes(pack: Pack) -> tuple[Line, ...]:
    return tuple(
        line(
            outcome,
            pack,
            outcome.name,
            outcome.plain,
            parts=tuple(line(each, pack, each.words) for each in outcome.follows),
        )
        for outcome in pack.outcomes
    )


def _open(pack: Pack) -> tuple[Line, ...]:
    return tuple(line(each, pack, each.question, f"Until then: {each.held}") for each in pack.open_questions)


def deadline_row(rule: Deadline, pack: Pack) -> DeadlineRow:
    """Return a calendar rule as an area holds it, the framework's own beside it."""
    own = rule.override
    first = rule.original or rule
    return DeadlineRow(
        id=rule.id,
        name=rule.name,
        words=deadline_line(rule, pack).capitalize(),
        source=source_line(first, pack),
        # What the area set is its own word; the framework's value beside it is as unsure as before.
        unverified=first.unverified,
        own=own is not None,
        original=deadline_line(first, pack).capitalize() if own else "",
        reason=own.reason if own else "",
        who=f"{own.by}, {date_format(own.when, 'j F Y')}" if own else "",
    )
