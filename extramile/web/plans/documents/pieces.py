"""What the documents of a plan are put together from: its state, its actions, measures with charts, families' words."""

from collections.abc import Iterable, Sequence

from extramile.core.documents import (
    Block,
    Card,
    Chart,
    Fact,
    Table,
    Words,
    card,
    chart,
    fact,
    note,
    quote,
    strong,
    table,
)
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


def colour(found: ThemeNow) -> str:
    """Return the colour of a theme as a word."""
    return COLOURS[found.rating.colour][0]


def standing(found: ThemeNow) -> str:
    """Return why a theme stands as it does, with its proof."""
    proof = f" What proves a change: {'; '.join(found.rating.proof)}." if found.rating.proof else ""
    return f"{found.rating.because}{proof}"


def theme_table(found: PlanNow) -> Table:
    """Return how each theme stands, with its proof, in the order of the plan's page."""
    rows: list[list[Words | None]] = [
        [each.theme.title, [strong(f"{colour(each)}. "), standing(each)]] for each in overview.urgent_first(found)
    ]
    return table("How each theme stands", ["Theme", "How it stands, and why"], rows)


def action_table(caption: str, rows: Sequence[ActionNow]) -> Table:
    """Return actions as a table that stands upright on paper: who answers for it, by when, and its milestone in one column."""
    heads = ["Action", "How far it is", "Who answers for it, and by when"]
    return table(caption, heads, [_action(each) for each in rows])


def _action(found: ActionNow) -> list[Words]:
    said = overview.action(found)
    due, state = str(said["due"]), said["state"]
    if said["unsure"]:
        due = f"{due}, {str(said['unsure']).lower()}"
    return [
        str(said["words"]),
        f"{state['words']}; last said: {state['said']}" if state["said"] else str(state["words"]),
        f"{said['owner']}, {said['body']}; due {due}{_milestone(found)}",
    ]


def _milestone(found: ActionNow) -> str:
    rows = list(found.action.milestones.all())
    ahead = next((each for each in rows if each.reached_on is None), None)
    if ahead is not None:
        so_far = f"; so far: {ahead.actual}" if ahead.actual else ""
        return f". Milestone by {day(ahead.due)}: {ahead.expected}{so_far}"
    if rows:
        last = max(rows, key=lambda each: each.reached_on)
        return f". Milestone reached {day(last.reached_on)}: {last.actual}"
    return ""


def measure_table(caption: str, rows: Sequence[MeasureNow]) -> Table:
    """Return measures as a table that stands upright on paper: its latest figure and its target in one column."""
    cells: list[list[Words | None]] = []
    for each in rows:
        said = overview.measure(each)
        cells.append([said["title"], said["status"], f"{said['latest']}; target {said['target']}"])
    return table(caption, ["Measure", "What it shows", "Latest figure, and target"], cells)


def measure_card(found: MeasureNow) -> Card:
    """Return a measure with all that was agreed of it, and its latest figure."""
    said = overview.measure(found)
    return card(
        said["title"],
        said["status"],
        said["tone"],
        points=[f"{said['because']} {said['behind']}".strip()],
        parts=[
            fact("Definition", found.measure.definition or None),
            fact("Baseline", said["baseline"] if found.measure.baseline_on else None),
            fact("Target", said["target"] if found.measure.target_by else None),
            fact("Latest", said["latest"]),
        ],
        footer=[f"Source: {measuring.source(found)}"],
    )


def measure_blocks(found: MeasureNow) -> list[Block]:
    """Return a measure: its run chart with sentence and table, what it shows and why, and where its figures are from."""
    said = measuring.page(found)
    drawn = measuring.chart(found)
    shown = f"{said['status']}: {said['because']} {said['behind']}".strip()
    definition = found.measure.definition or "No definition is written yet."
    few = "".join(f" {said[name]}" for name in ("few", "stands_on") if said[name])
    words = f"{shown} Target: {said['target']}.{few} {definition} Source: {measuring.source(found)}."
    first: Block = drawn_block(drawn) if drawn else note(f"{said['sentence']}.")
    return [first, note(words)]


def drawn_block(found: Drawing) -> Chart:
    """Return a chart of a page as a block, with its table."""
    rows = table(found.table.caption, found.table.headings, found.table.rows, numeric=found.table.numeric)
    return chart(found.svg, found.title, found.description, rows)


def word_blocks(found: Iterable[FamilyWord]) -> list[Block]:
    """Return what families said, each with the day on which they said it."""
    blocks: list[Block] = []
    for each in found:
        said = each.title if not each.words else f"{each.title}. {each.words}"
        where = " in the loop" if each.loop_id else " in evidence" if each.evidence_id else ""
        blocks.append(quote(said, "Families", f"said {day(each.said_on)}{where}"))
    return blocks
