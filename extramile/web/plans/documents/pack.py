"""A board pack: what a board must look at first, what moved with its charts, what it is asked, what changed, what families say."""

from collections.abc import Iterable
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
from extramile.core.planning import Exceptional, of_sort
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.documents.pieces import (
    about,
    action_table,
    embargoed,
    measure_blocks,
    measure_table,
    places,
    standing,
    status_of,
    tone_of,
    word_blocks,
)
from extramile.web.plans.models import BoardDecision, MeasureKind, Meeting
from extramile.web.plans.parts import parts_of
from extramile.web.plans.presenters import comparing, excepted, overview
from extramile.web.plans.presenters.changes import step_words
from extramile.web.plans.presenters.saying import day, days_from, moment
from extramile.web.plans.queries.content import ThemeNow
from extramile.web.plans.queries.packing import PackContent

FIRST_PACK = (
    "This is the first pack that is kept of this plan, so there is nothing to compare it with. "
    "The next one says what changed since."
)
HOW_TO_READ = (
    "How far an action is and what it changed are two things. Who does it says the first; figures alone say the second.",
    "A theme is green or blue only where a measure moved or families said so, and it names which. Nobody sets a colour.",
    "A measure moves when its two latest figures are better than the baseline by more than the tolerance.",
    "A run chart has a centre line from five figures on and limits from ten. Two figures are never a trend.",
    "A figure that is not shown because numbers are small, and one that is not available, are two different things.",
)


def pack(scope: Scope, found: PackContent) -> Document:
    """Return the pack as a document."""
    now, meeting = found.now, found.meeting
    plan = now.plan
    board = plan.board or "the board"
    return Document(
        title=f"Board pack: {plan.title}",
        subtitle=f"For {board}, {day(meeting.day)}" if meeting else f"For {board}, as it stands on {day(now.today)}",
        author_body=scope.partnership.name,
        date=now.today,
        blocks=(
            *embargoed(plan),
            *_agenda(found),
            *_exceptions(found),
            *_measures(found),
            *_decisions(found),
            *_changes(found),
            *_families(found),
            *_appendix(found),
        ),
        status=status_of(scope, plan),
        facts=(*(_meeting(meeting) if meeting else ()), *about(plan), _compared_with(found)),
        contents=True,
    )


def _meeting(found: Meeting) -> list[Fact]:
    begins = f", {time_format(found.begins, 'H:i')}" if found.begins else ""
    return [
        fact("Meeting", f"{day(found.day)}{begins}"),
        *([fact("Place", found.place)] if found.place else []),
        *([fact("Chair", found.chair)] if found.chair else []),
    ]


def _compared_with(found: PackContent) -> Fact:
    last = found.last
    return fact("The pack before it", f"{last.title}, {day(last.held_on)}" if last else "none is kept")


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
        f"Exceptions: {_number(len(found.exceptions), 'exception')}",
        f"Measures: {_number(len(now.measures), 'measure')}, with their charts",
        f"Decisions wanted: {_number(len(found.wanted), 'decision')}",
        since,
        f"What families say: {_number(said, 'theme')} of {len(now.themes)} with a word of theirs",
        *[each.strip() for each in lines if each.strip()],
    ]
    blocks: list[Block] = [
        heading("For this meeting"),
        paragraph(_capital(excepted.in_words(found.exceptions)), lead=True),
        figures(*[figure(each["value"], each["label"], each["more"]) for each in overview.figures(now)]),
        numbered(*items),
    ]
    rows: list[list[Words | None]] = []
    for each in now.themes:
        colour, _ = tone_of(each)
        rows.append([each.theme.title, colour, standing(each)])
    if rows:
        blocks.append(table("How each theme stands", ["Theme", "Colour", "Because"], rows))
    return blocks


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _exceptions(found: PackContent) -> list[Block]:
    blocks: list[Block] = [PageBreak(), heading("Exceptions")]
    if not found.exceptions:
        return [*blocks, paragraph(excepted.in_words(()))]
    where = places(found.now)
    for sort, said in excepted.SORTS.items():
        rows = of_sort(found.exceptions, sort)
        if rows:
            words = said.one if len(rows) == 1 else said.many
            blocks += [
                heading(f"{said.title}: {len(rows)} {words}", 2),
                note(said.to_do),
                _exception_table(found, said.title, rows, where),
            ]
    return blocks


def _exception_table(found: PackContent, title: str, rows: Iterable[Exceptional], where: dict[int, list[str]]) -> Block:
    actions = {each.action.pk: each for each in found.now.actions}
    measures = {each.measure.pk: theme.theme.title for theme in found.now.themes for each in theme.measures}
    cells: list[list[Words | None]] = []
    for each in rows:
        theme, who = "–", "–"
        if each.thing == "action":
            theme = "; ".join(where.get(each.id, []))
            said = overview.action(actions[each.id])
            who = f"{said['owner']}, {said['body']}"
        elif each.thing == "measure":
            theme = measures[each.id]
        cells.append([each.words, each.why, theme, who])
    if all(row[3] == "–" for row in cells):
        if all(row[2] == "–" for row in cells):
            return table(title, ["What", "Why"], [row[:2] for row in cells])
        return table(title, ["What", "Why", "Theme"], [row[:3] for row in cells])
    return table(title, ["What", "Why", "Theme", "Who answers for it"], cells)


def _measures(found: PackContent) -> list[Block]:
    blocks: list[Block] = [PageBreak(), heading("Measures")]
    if not found.now.measures:
        return [*blocks, paragraph("Nothing is measured yet: nobody can say whether the plan changes anything.")]
    blocks.append(measure_table("Every measure and what it shows", found.now.measures))
    for theme in found.now.themes:
        blocks += [heading(theme.theme.title, 2), paragraph(_colour(theme))]
        if not theme.measures:
            blocks.append(paragraph("It has no measure."))
        for each in theme.measures:
            blocks += measure_blocks(each)
    return blocks


def _colour(theme: ThemeNow) -> Words:
    colour, _ = tone_of(theme)
    return [strong(f"{colour}. "), standing(theme)]


def _decisions(found: PackContent) -> list[Block]:
    today = found.now.today
    blocks: list[Block] = [PageBreak(), heading("Decisions"), heading("Wanted", 2)]
    for each in found.wanted:
        parts = [fact("Why", each.why)] if each.why else []
        if each.wanted_by:
            parts.append(fact("Wanted by", f"{day(each.wanted_by)}, {days_from(today, each.wanted_by)}"))
        if each.action:
            parts.append(fact("About", each.action.words))
        late = bool(each.wanted_by and each.wanted_by < today)
        tone = cast(Tone, "priority" if late else "develop")
        asked = f"Asked by {each.made_by.name}, {day(each.made_at.date())}"
        blocks.append(card(f"{each.number}. {each.asked}", "Wanted", tone, parts=parts, footer=[asked]))
    if not found.wanted:
        blocks.append(paragraph("The board is asked nothing."))
    since = found.last.held_on if found.last else None
    fresh = [each for each in found.taken if since is None or (each.decided_on and each.decided_on >= since)]
    title = f"Taken since {day(since)}" if since else "Taken"
    blocks += [
        heading(title, 2),
        *([_taken(title, fresh)] if fresh else [paragraph("Nothing was decided in that time.")]),
    ]
    return blocks


def _taken(title: str, rows: Iterable[BoardDecision]) -> Block:
    cells = [
        [
            f"{each.number}. {each.asked}",
            each.decided,
            each.decided_by or "not noted",
            day(each.decided_on),
            each.decided_why or "not noted",
        ]
        for each in rows
    ]
    return table(title, ["Asked", "Decided", "By", "On", "Why"], cells)


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
    if found.reasons:
        names = {("action", each.action.pk): each.action.words for each in found.now.actions}
        names |= {("measure", each.measure.pk): each.measure.title for each in found.now.measures}
        names |= {("theme", each.theme.pk): each.theme.title for each in found.now.themes}
        cells = [
            [
                names.get((each.kind, each.thing_id), "The plan" if each.kind == "plan" else "Something in it"),
                step_words(each),
                each.why,
                f"{each.by.name}, {day(each.at.date())}",
            ]
            for each in found.reasons
        ]
        blocks += [
            heading("Reasons that people gave", 2),
            table("What was changed and why", ["What", "Change", "Why", "Who and when"], cells),
        ]
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
            blocks.append(measure_table(f"What families answer: {theme.theme.title}", measures))
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
    blocks: list[Block] = [PageBreak(), heading("Appendix: every action")]
    seen: set[int] = set()
    for theme in found.now.themes:
        fresh = [each for each in theme.actions if each.action.pk not in seen]
        again = [each.action.words for each in theme.actions if each.action.pk in seen]
        seen |= {each.action.pk for each in fresh}
        blocks.append(heading(theme.theme.title, 2))
        if fresh:
            blocks.append(action_table(f"Actions: {theme.theme.title}", fresh, milestones=True))
        if again:
            blocks.append(note(f"It is served as well by: {'; '.join(again)}. They stand above."))
        if not theme.actions:
            blocks.append(paragraph("It has no action."))
    if not found.now.themes:
        blocks.append(paragraph("The plan has no theme yet."))
    return [*blocks, heading("How to read this"), bullets(*HOW_TO_READ)]
