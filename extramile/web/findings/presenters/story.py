"""The story of an inspection in plain sentences. What is not known is said to be, and never told as none."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from extramile.core.vocabulary import listed, upper_first
from extramile.web.findings.numbers import number, word
from extramile.web.findings.queries.story import Compared, Story
from extramile.web.findings.told import Returned
from extramile.web.inspections.queries.inspections import framework_of

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentences(told: Story) -> list[str]:
    """Return the story, a sentence for each fact."""
    return [
        _opening(told),
        _united(told),
        *_activity(told),
        _letter(told),
        _decision(told),
        _comparison(told.national),
        _agreement(told),
        _recognition(told),
        _announced(told),
        _words(told),
        _built(told),
        *_returned(told),
    ]


def _day(found: date | None) -> str:
    return date_format(found, "j F Y") if found else "a day that is not known"


def _spelt(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def _number(count: int, one: str, many: str = "") -> str:
    return f"{_spelt(count)} {word(count, one, many)}"


def _opening(told: Story) -> str:
    found = told.inspection
    where = found.partnership.name
    invented = " Nothing of it is real: this area does not exist." if found.partnership.is_fictional else ""
    published = f"published on {_day(found.published_on)}" if found.published_on else "not published yet"
    return f"{found.title} of {where}, under the framework “{framework_of(found).name}”: {published}.{invented}"


def _united(told: Story) -> str:
    names = told.organisations
    if not names:
        return "Which organisations work on it together is not known here."
    work = "works" if len(names) == 1 else "work"
    return f"{upper_first(_number(len(names), 'organisation'))} {work} on it, each under its own name: {listed(names)}."


def _activity(told: Story) -> Iterator[str]:
    counted = told.counted
    if counted is None:
        yield "No timetable was entered, so that it is not known how many visits and groups there were."
        return
    if counted.first_day and counted.last_day:
        days = _number(counted.duration_days, "day")
        yield f"Inspectors met people on {days}, from {_day(counted.first_day)} to {_day(counted.last_day)}."
    yield f"{upper_first(_number(counted.visits, 'visit'))} to schools and other settings {_was(counted.visits)} held."
    groups = f"{upper_first(_number(counted.focus_groups, 'focus group'))} {_was(counted.focus_groups)} held"
    yield f"{groups}; {_participants(told)}." if counted.focus_groups else f"{groups}."
    families = _number(counted.sessions_for_families, "session")
    yield f"{upper_first(families)} {_was(counted.sessions_for_families)} held for parents and young people."
    if counted.to_come:
        to_come = _number(counted.to_come, "session is", "sessions are")
        yield f"{upper_first(to_come)} still to come."


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _participants(told: Story) -> str:
    counted = told.counted
    if told.participants is not None:
        return f"{_number(told.participants, 'person', 'people')} took part in them"
    if counted is None or counted.participants is None:
        return "how many took part in them is not known"
    unknown = _number(counted.participants_unknown, "of them", "of them")
    least = number(counted.participants, "person", "people")
    return f"at least {least} took part; of {unknown} it is not known in full who came"


def _letter(told: Story) -> str:
    found = told.letter
    if found is None:
        return "What was found is not told before it is published."
    if not found.kinds:
        return f"What was found was published on {_day(found.published_on)}; it was not entered here."
    counted = [_number(count, *(_lowered(each) for each in (kind.name, kind.plural))) for kind, count in found.kinds]
    return f"The letter of {_day(found.published_on)} names {listed(counted)}."


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]


def _decision(told: Story) -> str:
    if told.statement_required is None:
        return "Whether a written statement of action is required is not known here."
    return f"A written statement of action is {'' if told.statement_required else 'not '}required."


def _comparison(found: Compared) -> str:
    if found.share is None:
        return "The register holds no inspection with which it could be compared."
    return (
        f"In England {found.required:,} of the {found.inspected:,} areas whose inspection began on or after {_day(found.since)} "
        f"and whose letter was out by {_day(found.as_of)} had to make a written statement of action: {found.share:.0%}."
    )


def _agreement(told: Story) -> str:
    knew = told.knew
    if knew is None:
        return "How well the area knew itself is not known here."
    return (
        f"Of {_number(knew.decided, 'finding')} the area had said {_number(knew.agreed, 'itself', 'itself')}, "
        f"{_number(knew.partly, 'in part', 'in part')} and {_number(knew.missed_by_us, 'not at all', 'not at all')}; "
        f"{_number(knew.missed_by_them, 'of its claims', 'of its claims')} no finding answered to."
    )


def _words(told: Story) -> str:
    if not told.quotations:
        return "No leader's words have been approved for an announcement yet."
    return " ".join(
        f"The words of the {each.role} are {'' if each.approved else 'not '}approved." for each in told.quotations
    )


def _announced(told: Story) -> str:
    if not told.announced:
        return "Nothing has been announced of it yet."
    rows = [f"“{each.headline}” on {_day(each.published_on)}" for each in told.announced]
    return f"Announced to everybody: {listed(rows)}."


def _recognition(told: Story) -> str:
    if told.recognised is None:
        return "Whether anybody was praised is not told before publication."
    if not told.recognised:
        return "No praise is shared yet."
    praise = _number(told.recognised, "time", "times")
    return f"{upper_first(praise)} somebody who went the extra mile was praised, and agreed that it is told."


def _built(told: Story) -> str:
    found = told.built
    if found is None:
        return "What is built on the findings is not known here yet."
    actions, plans = _number(found.actions, "action"), _number(found.plans, "plan")
    build = "builds" if found.actions == 1 else "build"
    measures = _number(found.measures, "measure")
    return f"{upper_first(actions)} in {plans} {build} on the findings; of {measures} {_spelt(found.moved)} moved."


def _returned(told: Story) -> Iterator[str]:
    found = told.returned
    if found is None:
        yield "No return of the area's own records is loaded here."
        return
    years = f" of {listed([str(each) for each in found.years])}" if found.years else ""
    yield f"{upper_first(_number(found.loads, 'return'))}{years} {_was(found.loads)} loaded; {_problems(found)}."
    if found.shifts is None:
        yield "Whether a measure shifted cannot be read here."
    for each in found.shifts or ():
        way = "up" if each.up else "down"
        yield f"“{each.measure}” shifted {way} in {date_format(each.since, 'F Y')}: that is more than noise."
    if not found.let_out:
        yield "No figures of a return are released."
        return
    rest = _number(found.evidence, "piece of evidence", "pieces of evidence")
    out, measures = _number(found.let_out, "return"), _number(found.measures, "measure")
    some = f", those of {_spelt(found.public)} to everybody" if found.public else ""
    whom = " to everybody" if found.public == found.let_out else some
    yield f"Figures of {out} were released{whom}; {rest} and {measures} of a plan rest on them."


def _problems(found: Returned) -> str:
    problems = _number(found.problems, "problem")
    were = f", where the load before had {_spelt(found.before)}" if found.before is not None else ""
    return f"the newest has {problems}{were}, and {_number(found.settled, 'problem')} {_was(found.settled)} accepted or explained"
