"""A board pack: what a board must look at first, what moved with its charts, what it is asked, what changed, what families say."""

from datetime import date
from typing import cast

from django.utils.dateformat import time_format

from extramile.core.documents import (
    Block,
    Document,
    Fact,
    PageBreak,
    Tone,
    Words,
    bullets,
    card,
    fact,
    figure,
    figures,
    heading,
    note,
    numbered,
    paragraph,
    strong,
    table,
)
from extramile.core.planning import SETTLED
from extramile.core.vocabulary import upper_first
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.documents.pieces import (
    about,
    action_table,
    colour,
    embargoed,
    measure_blocks,
    measure_table,
    standing,
    status_of,
    theme_table,
    word_blocks,
)
from extramile.web.plans.documents.reasons import reasons
from extramile.web.plans.models import BoardDecision, MeasureKind, Meeting
from extramile.web.plans.parts import parts_of
from extramile.web.plans.presenters import comparing, excepted, overview
from extramile.web.plans.presenters.results import noted
from extramile.web.plans.presenters.saying import day, days_from, moment
from extramile.web.plans.queries.content import ThemeNow
from extramile.web.plans.queries.excepted import themes_of
from extramile.web.plans.queries.packing import PackContent

FIRST_PACK = (
    "This is the first pack that is kept of this plan, so there is nothing to compare it with. "
    "The next one says what changed since."
)
HOW_TO_READ = (
    "How far an action is and what it changed are two things. Who does it says the first; figures alone say the second.",
    "A theme is green or blue only where a measure moved or families said so, and it names which. Nobody sets a colour.",
    "A measure moves when its two latest figures are both clearly better than the baseline: by more than was agreed to be chance.",
    "A run chart has a centre line from five figures on and limits from ten. Two figures are never a trend.",
    "Centre and limits stand on the figures up to the baseline; with fewer than ten of these, on the first twelve. We chose so.",
    "A figure that is not shown because numbers are small, and one that is not available, are two different things.",
)


def pack(scope: Scope, found: PackContent) -> Document:
    """Return the pack as a document."""
    now, meeting = found.now, found.meeting
    plan = now.plan
    board = plan.board or "The board"
    return Document(
        title=f"Board pack: {plan.title}",
        subtitle=f"{board}, {day(meeting.day)}" if meeting else f"{board}, as it stands on {day(now.today)}",
        author_body=scope.partnership.name,
        date=now.today,
        blocks=(
            *embargoed(plan),
            *_agenda(found),
            *_exceptions(found),
            *_measures(found),
            *_results(found),
            *_decisions(found),
            *_changes(found),
            *_families(found),
            *_appendix(found),
        ),
        status=status_of(scope, plan),
        facts=(*(_meeting(meeting) if meeting else ()), *about(plan), *_compared_with(found)),
        contents=True,
    )


def _meeting(found: Meeting) -> list[Fact]:
    begins = f", {time_format(found.begins, 'H:i')}" if found.begins else ""
    return [
        fact("Meeting", f"{day(found.day)}{begins}"),
        *([fact("Place", found.place)] if found.place else []),
        *([fact("Chair", found.chair)] if found.chair else []),
    ]


def _compared_with(found: PackContent) -> list[Fact]:
    last, replaces = found.last, found.replaces
    facts = [fact("The pack before it", last.title if last else "none is kept")]
    return [*facts, fact("It replaces", f"the pack built {moment(replaces.at)}")] if replaces else facts


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _agenda(found: PackContent) -> list[Block]:
    now = found.now
    lines = found.meeting.agenda.splitlines() if found.meeting else []
    changed = comparing.compared(found.last.content, found.frozen, parts_of(now.plan)) if found.last else []
    many = sum(len(each.lines) for each in changed)
    since = (
        f"What changed since {day(found.last.held_on)}: {_number(many, 'change')}"
        if found.last
        else "What changed: this is the first pack"
    )
    said = sum(bool(each.words) for each in now.themes)
    items = [
        f"Exceptions: {excepted.how_many(_things(found))}",
        f"Measures: {_number(len(now.measures), 'measure')}, with their charts",
        f"Decisions wanted: {_number(len(found.wanted), 'decision')}",
        since,
        f"What families say: {_number(said, 'theme')} of {len(now.themes)} with a word of theirs",
        *[each.strip() for each in lines if each.strip()],
    ]
    blocks: list[Block] = [
        heading("For this meeting"),
        paragraph(upper_first(excepted.in_words(found.exceptions)), lead=True),
        figures(*[figure(each["value"], each["label"], each["more"]) for each in overview.figures(now)]),
        numbered(*items),
    ]
    if now.themes:
        blocks.append(theme_table(now))
    return blocks


def _exceptions(found: PackContent) -> list[Block]:
    if not found.exceptions:
        return [heading("Exceptions"), paragraph(excepted.in_words(())), *_until_the_meeting(found)]
    blocks: list[Block] = [heading("Exceptions"), *_until_the_meeting(found)]
    for each in excepted.groups(_things(found)):
        if each["things"]:
            above = (
                f" {each['above']} of the {each['many']} {_number(each['above'], 'stands', 'stand').split()[1]} above."
            )
            blocks.append(heading(f"{each['title']}: {each['many']} {each['counted']}", 2))
            blocks.append(note(f"{each['to_do']}{above if each['above'] else ''}"))
            blocks += [_exception(one) for one in each["things"]]
    return blocks


def _things(found: PackContent) -> list[excepted.Thing]:
    return excepted.things(found.now, found.exceptions, found.said, themes_of(found.now))


def _exception(found: excepted.Thing) -> Block:
    first, *more = found.reasons
    points = [first.why, *(f"{each.title}: {each.why} {each.to_do}" for each in more)]
    parts = [fact(label, words) for label, words in found.facts]
    return card(found.words, first.title, cast(Tone, first.tone), points=points, parts=parts)


def _measures(found: PackContent) -> list[Block]:
    if not found.now.measures:
        words = "Nothing is measured yet: nobody can say whether the plan changes anything."
        return [heading("Measures"), paragraph(words)]
    blocks: list[Block] = [heading("Measures")]
    blocks.append(measure_table("Every measure and what it shows", found.now.measures))
    for theme in found.now.themes:
        blocks += [heading(theme.theme.title, 2), paragraph(_colour(theme))]
        if not theme.measures:
            blocks.append(paragraph("It has no measure."))
        for each in theme.measures:
            blocks += measure_blocks(each)
    return blocks


def _colour(theme: ThemeNow) -> Words:
    return [strong(f"{colour(theme)}. "), standing(theme)]


def _results(found: PackContent) -> list[Block]:
    told = noted(found.results)
    if not told:
        return []
    enough = sum(each["tone"] == "strength" for each in told)
    rows: list[list[Words | None]] = [
        [each["theme"], [strong(f"{each['result']}. "), f"{each['on']}{': ' if each['words'] else ''}{each['words']}"]]
        for each in told
    ]
    return [
        heading("What a later visit said"),
        paragraph(
            f"Enough was done about {enough} of {_number(len(told), 'area')} of weakness of which a result is noted."
        ),
        table("Areas of weakness", ["Theme", "What was said of it, and when"], rows),
    ]


def _decisions(found: PackContent) -> list[Block]:
    blocks: list[Block] = [heading("Decisions"), heading("Wanted", 2)]
    for each in found.wanted:
        parts = [fact("Why", each.why)] if each.why else []
        if each.wanted_by:
            parts.append(fact("Wanted by", f"{day(each.wanted_by)}, {_before(found, each.wanted_by)}"))
        if each.action:
            parts.append(fact("About", each.action.words))
        late = bool(each.wanted_by and each.wanted_by < (found.meeting.day if found.meeting else found.now.today))
        tone = cast(Tone, "priority" if late else "develop")
        asked = f"Asked by {each.made_by.name}, {day(each.made_at.date())}"
        blocks.append(card(f"{each.number}. {each.asked}", "Wanted", tone, parts=parts, footer=[asked]))
    if not found.wanted:
        blocks.append(paragraph("The board is asked nothing."))
    since = found.last.held_on if found.last else None
    fresh = [each for each in found.taken if since is None or (each.decided_on and each.decided_on >= since)]
    title = f"Taken since {day(since)}" if since else "Taken"
    taken: list[Block] = [_taken(each) for each in fresh]
    return [*blocks, heading(title, 2), *(taken or [paragraph("Nothing was decided in that time.")])]


def _before(found: PackContent, when: date) -> str:
    """Return how far a day is from the meeting at which the pack is read; from today without one."""
    today, meeting = found.now.today, found.meeting
    if meeting is None or when < today:
        return days_from(today, when)
    many = (meeting.day - when).days
    if many == 0:
        return "the day of the meeting"
    apart = _number(abs(many), "day")
    return f"{apart} before the meeting: it cannot wait for it" if many > 0 else f"{apart} after the meeting"


def _until_the_meeting(found: PackContent) -> list[Block]:
    """Return what falls due between the day on which the pack was built and the meeting: by then it may be late too."""
    today, meeting = found.now.today, found.meeting
    if meeting is None or meeting.day <= today:
        return []
    open_actions = [each.action for each in found.now.actions if each.action.state not in SETTLED]
    coming = [(each.due, f"“{each.words}”") for each in open_actions if each.due]
    coming += [
        (one.due, f"the milestone “{one.expected}”")
        for each in open_actions
        for one in each.milestones.all()
        if one.reached_on is None
    ]
    due = sorted((when, words) for when, words in coming if today <= when < meeting.day)
    if not due:
        return []
    return [
        paragraph(f"This stands as on {day(today)}. Before the meeting there fall due:"),
        bullets(*(f"{words}, {day(when)}" for when, words in due)),
    ]


def _taken(each: BoardDecision) -> Block:
    parts = [fact("Decided", each.decided), fact("By", each.decided_by or None), fact("On", day(each.decided_on))]
    if each.decided_why:
        parts.append(fact("Why", each.decided_why))
    return card(f"{each.number}. {each.asked}", "Decided", "strength", parts=parts)


def _changes(found: PackContent) -> list[Block]:
    last = found.last
    blocks: list[Block] = [heading("What changed since the last pack")]
    if last is None:
        return [*blocks, paragraph(FIRST_PACK)]
    blocks.append(paragraph(f"Compared with the plan as it stood for “{last.title}”, {moment(last.at)}."))
    different = comparing.compared(last.content, found.frozen, parts_of(found.now.plan))
    if not different:
        return [*blocks, paragraph("Nothing is different.")]
    for each in different:
        blocks += [heading(each.title, 2), bullets(*each.lines)]
    told = reasons(found)
    if told:
        blocks += [heading("Reasons that people gave", 2), bullets(*told)]
    return blocks


def _families(found: PackContent) -> list[Block]:
    blocks: list[Block] = [
        PageBreak(),
        heading("What families say"),
        paragraph(
            "This page is theirs: what they said got better, and what they answer when they are asked.", lead=True
        ),
    ]
    silent = []
    for theme in found.now.themes:
        measures = [each for each in theme.measures if each.measure.kind == MeasureKind.EXPERIENCE]
        if not theme.words and not measures:
            silent.append(theme.theme.title)
            continue
        blocks += [heading(theme.theme.title, 2), *word_blocks(theme.words)]
        if measures:
            blocks.append(measure_table("What families answer", measures))
    if silent:
        blocks += [
            heading("Where families were not heard", 2),
            paragraph("No measure asks them, and no word of theirs is noted:"),
            bullets(*silent),
        ]
    if not found.now.themes:
        blocks.append(paragraph("The plan has no theme yet."))
    return blocks


def _appendix(found: PackContent) -> list[Block]:
    blocks: list[Block] = [*([PageBreak()] if found.now.actions else []), heading("Appendix: every action")]
    seen: set[int] = set()
    for theme in found.now.themes:
        fresh = [each for each in theme.actions if each.action.pk not in seen]
        again = [each.action.words for each in theme.actions if each.action.pk in seen]
        seen |= {each.action.pk for each in fresh}
        blocks.append(heading(theme.theme.title, 2))
        if fresh:
            blocks.append(action_table("Actions", fresh))
        if again:
            blocks.append(note(f"It is served as well by: {'; '.join(again)}. They stand above."))
        if not theme.actions:
            blocks.append(paragraph("It has no action."))
    if not found.now.themes:
        blocks.append(paragraph("The plan has no theme yet."))
    return [*blocks, heading("How to read this"), bullets(*HOW_TO_READ)]
