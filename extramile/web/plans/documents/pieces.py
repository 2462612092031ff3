"""What the documents of a plan are put together from: its state, its actions, measures with charts, families' words."""

from collections.abc import Iterable, Sequence
from typing import cast

from extramile.core.documents import Block, Chart, Fact, Table, Tone, Words, chart, fact, note, quote, table
from extramile.web.design.charts import Chart as Drawing
from extramile.web.inspections import embargo
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import FamilyWord, Plan
from extramile.web.plans.presenters import measuring, overview
from extramile.web.plans.presenters.plans import line
from extramile.web.plans.presenters.saying import COLOURS, day
from extramile.web.plans.queries.content import ActionNow, MeasureNow, PlanNow, ThemeNow

EMBARGOED = "Under embargo. It is for leads and for those whom a lead let in, until the inspection is published. Do not pass it on."


def status_of(scope: Scope, plan: Plan) -> str:
    """Return what stands on every page of a document: invented area, embargo, or that the plan is still being written."""
    states = []
    if scope.partnership.is_fictional:
        states.append("Fictional area")
    if plan.inspection and embargo.holds(plan.inspection):
        states.append("Under embargo")
    if plan.state in ("writing", "returned"):
        states.append("Draft")
    return ", ".join(states)


def embargoed(plan: Plan) -> list[Block]:
    """Return the caution of a plan under embargo."""
    return [note(EMBARGOED)] if plan.inspection and embargo.holds(plan.inspection) else []


def about(plan: Plan) -> list[Fact]:
    """Return what a plan is, for the front of a document."""
    return [
        fact("Plan", line(plan)),
        fact("Overseen by", plan.board or None),
        fact("Begins", day(plan.begins)),
        *([fact("Answers", plan.inspection.title)] if plan.inspection else []),
    ]


def tone_of(found: ThemeNow) -> tuple[str, Tone]:
    """Return the colour of a theme as word and tone."""
    words, tone = COLOURS[found.rating.colour]
    return words, cast(Tone, tone)


def standing(found: ThemeNow) -> str:
    """Return why a theme stands as it does, with its proof."""
    proof = f" What proves a change: {'; '.join(found.rating.proof)}." if found.rating.proof else ""
    return f"{found.rating.because}{proof}"


def action_table(caption: str, rows: Sequence[ActionNow], *, milestones: bool = False) -> Table:
    """Return actions as a table, as the page has them; with the milestone that comes next, or was reached last."""
    heads = ["Action", "How far", "Owner", "Body", "Due", *(["Milestone"] if milestones else [])]
    return table(caption, heads, [_action(each, milestones=milestones) for each in rows])


def _action(found: ActionNow, *, milestones: bool) -> list[Words]:
    said = overview.action(found)
    due = f"{said['due']}, overdue" if said["overdue"] else str(said["due"])
    if said["unsure"]:
        due = f"{due}, {str(said['unsure']).lower()}"
    cells: list[Words] = [str(said["words"]), str(said["state"]["words"]), str(said["owner"]), str(said["body"]), due]
    return [*cells, _milestone(found)] if milestones else cells


def _milestone(found: ActionNow) -> str:
    rows = list(found.action.milestones.all())
    ahead = next((each for each in rows if each.reached_on is None), None)
    if ahead is not None:
        return f"By {day(ahead.due)}: {ahead.expected}"
    if rows:
        last = max(rows, key=lambda each: each.reached_on)
        return f"Reached {day(last.reached_on)}: {last.actual}"
    return "–"


def measure_table(caption: str, rows: Sequence[MeasureNow]) -> Table:
    """Return measures as a table, as the page has them."""
    cells: list[list[Words | None]] = []
    for each in rows:
        said = overview.measure(each)
        cells.append([said["title"], said["status"], said["latest"], said["baseline"], said["target"]])
    return table(caption, ["Measure", "What it shows", "Latest", "Baseline", "Target"], cells)


def measure_blocks(found: MeasureNow) -> list[Block]:
    """Return a measure: its run chart with sentence and table, what it shows and why, and where its figures are from."""
    said = measuring.page(found)
    drawn = measuring.chart(found)
    shown = f"{said['status']}: {said['because']} {said['behind']}".strip()
    definition = found.measure.definition or "No definition is written yet."
    few = f" {said['few']}" if said["few"] else ""
    words = f"{shown} Target: {said['target']}.{few} {definition} Source: {measuring.source(found.measure)}."
    first: Block = drawn_block(drawn) if drawn else note(f"{said['sentence']}.")
    return [first, note(words)]


def drawn_block(found: Drawing) -> Chart:
    """Return a chart of a page as a block, with its table."""
    rows = table(found.table.caption, found.table.headings, found.table.rows, numeric=found.table.numeric)
    return chart(str(found), found.title, found.description, rows)


def word_blocks(found: Iterable[FamilyWord]) -> list[Block]:
    """Return what families said, each with the day on which they said it."""
    blocks: list[Block] = []
    for each in found:
        said = each.title if not each.words else f"{each.title}. {each.words}"
        where = " in the loop" if each.loop_id else " in evidence" if each.evidence_id else ""
        blocks.append(quote(said, "Families", f"said {day(each.said_on)}{where}"))
    return blocks


def places(now: PlanNow) -> dict[int, list[str]]:
    """Return in which themes each action stands, by its id."""
    found: dict[int, list[str]] = {}
    for theme in now.themes:
        for each in theme.actions:
            found.setdefault(each.action.pk, []).append(theme.theme.title)
    return found
