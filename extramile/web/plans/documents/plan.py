"""A plan as a document to send: what is committed to, each theme with its actions and measures, what is not answered and why."""

from extramile.core.documents import (
    Block,
    Document,
    Fact,
    Missing,
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
    colour,
    embargoed,
    measure_card,
    standing,
    status_of,
    word_blocks,
)
from extramile.web.plans.parts import parts_of
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
            blocks.append(paragraph(Missing(title)))
    return blocks


def _themes(found: PlanNow) -> list[Block]:
    blocks: list[Block] = [PageBreak(), heading("Themes, actions and measures")]
    for each in found.themes:
        blocks += _theme(each)
    if not found.themes:
        blocks.append(paragraph("There is no theme yet."))
    return blocks


def _theme(found: ThemeNow) -> list[Block]:
    title = found.theme.title
    parts: list[Fact] = [fact("Outcome wanted", found.theme.outcome or None)]
    parts.append(fact("How it stands", [strong(f"{colour(found)}. "), standing(found)]))
    blocks: list[Block] = [heading(title, 2), facts(*parts)]
    if found.findings:
        blocks += [paragraph("What was found:"), bullets(*[f"“{each.finding.words}”" for each in found.findings])]
    caption = "Actions, who answers for them, and by when"
    blocks.append(action_table(caption, found.actions) if found.actions else _lacking("Actions"))
    blocks.append(heading("What shows whether it works", 3))
    blocks += [measure_card(each) for each in found.measures] or [_lacking("Measures")]
    return [*blocks, *word_blocks(found.words)]


def _lacking(what: str) -> Block:
    return facts(fact(what, None))


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
