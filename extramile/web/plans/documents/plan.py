"""A plan as a document to send: what is committed to, each theme with its actions and measures, what is not answered and why."""

from extramile.core.documents import (
    Block,
    Document,
    Fact,
    PageBreak,
    Words,
    bullets,
    fact,
    facts,
    heading,
    note,
    paragraph,
    strong,
    table,
)
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.documents.pieces import (
    about,
    action_table,
    embargoed,
    measure_table,
    standing,
    status_of,
    tone_of,
    word_blocks,
)
from extramile.web.plans.parts import parts_of
from extramile.web.plans.presenters import measuring
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries.content import PlanNow, ThemeNow


def plan(scope: Scope, found: PlanNow) -> Document:
    """Return the plan as a document, as it stands on a day."""
    asked = found.plan
    return Document(
        title=asked.title,
        subtitle=f"As it stands on {day(found.today)}",
        author_body=scope.partnership.name,
        date=found.today,
        blocks=(*embargoed(asked), *_parts(found), *_themes(found), *_left_out(found)),
        status=status_of(scope, asked),
        facts=tuple(about(asked)),
        contents=True,
    )


def _parts(found: PlanNow) -> list[Block]:
    blocks: list[Block] = []
    for name, title in parts_of(found.plan).items():
        text = found.parts.get(name)
        blocks.append(heading(title))
        paragraphs = [each.strip() for each in text.words.split("\n\n") if each.strip()] if text else []
        if paragraphs:
            blocks += [paragraph(each) for each in paragraphs]
        else:
            blocks.append(facts(fact("Text", None)))
    return blocks


def _themes(found: PlanNow) -> list[Block]:
    blocks: list[Block] = [PageBreak(), heading("Themes, actions and measures")]
    for each in found.themes:
        blocks += _theme(each)
    if not found.themes:
        blocks.append(paragraph("There is no theme yet."))
    return blocks


def _theme(found: ThemeNow) -> list[Block]:
    colour, _ = tone_of(found)
    title = found.theme.title
    parts: list[Fact] = [fact("Outcome wanted", found.theme.outcome or None)]
    parts.append(fact("How it stands", [strong(f"{colour}. "), standing(found)]))
    blocks: list[Block] = [heading(title, 2), facts(*parts)]
    if found.findings:
        blocks += [paragraph("What was found:"), bullets(*[f"“{each.finding.words}”" for each in found.findings])]
    if found.actions:
        blocks.append(action_table(f"Actions: {title}", found.actions, milestones=True))
    else:
        blocks.append(facts(fact("Actions", None)))
    if found.measures:
        blocks += [measure_table(f"Measures: {title}", found.measures), _definitions(found)]
    else:
        blocks.append(facts(fact("Measures", None)))
    return [*blocks, *word_blocks(found.words)]


def _definitions(found: ThemeNow) -> Block:
    cells: list[list[Words | None]] = [
        [each.measure.title, each.measure.definition or None, measuring.source(each.measure)] for each in found.measures
    ]
    return table(f"How it is measured: {found.theme.title}", ["Measure", "Definition", "Source"], cells)


def _left_out(found: PlanNow) -> list[Block]:
    blocks: list[Block] = []
    if found.left_out:
        rows: list[list[Words | None]] = [[each.finding.words, each.why_not] for each in found.left_out]
        blocks += [
            heading("Findings that the plan does not answer, and why"),
            table("Findings without a theme", ["Finding", "Why"], rows),
        ]
    if found.unanswered:
        blocks += [
            heading("Findings not answered yet"),
            note("Each needs a theme, or a reason why not."),
            bullets(*[each.words for each in found.unanswered]),
        ]
    return blocks
