"""What the invented plans consist of, as their definition files say it. All numbers of days count back from today."""

from typing import Literal

from extramile.core.definitions import Definition, StrictModel
from extramile.web.demonstration.definitions import Who


class InventedStep(StrictModel):
    """A step that an action or a plan took."""

    ago: int
    do: str
    why: str
    by: Who = ""


class InventedMilestone(StrictModel):
    """Where an action should be after so many months; `reached` is the day on which it was, and what was so then."""

    months: int
    expected: str
    reached: int | None = None
    actual: str = ""


class InventedAction(StrictModel):
    """Something that is done. `also` names other themes that it serves, `needs` what must be done before it, each with why."""

    key: str
    words: str
    body: str
    owner: Who
    others: tuple[str, ...] = ()
    sectors: tuple[Literal["education", "health", "care"], ...]
    begins: int
    due: int
    confidence: Literal["high", "fair", "low", "unknown"] = "unknown"
    risk: Literal["none", "low", "medium", "high"] = "none"
    risk_words: str = ""
    cost: int | None = None
    cost_words: str = ""
    needs: tuple[str, ...] = ()
    needs_why: str = ""
    also: tuple[str, ...] = ()
    also_why: str = ""
    # A new day by which it is due, and why.
    moved: tuple[int, int, str] | None = None
    steps: tuple[InventedStep, ...] = ()
    milestones: tuple[InventedMilestone, ...] = ()


class InventedMeasure(StrictModel):
    """A measure with its readings: each how many days ago, and the figure (none: it was not available).

    `of` is of how many people or cases each figure is.
    """

    title: str
    kind: Literal["impact", "experience"] = "impact"
    definition: str
    unit: str = "%"
    decimals: int = 0
    good: Literal["up", "down"] = "up"
    baseline: tuple[int, float]
    target: tuple[int, float]
    waypoints: tuple[tuple[int, float], ...] = ()
    tolerance: float = 0
    source: str
    every_months: int
    of: int
    owner: Who
    readings: tuple[tuple[int, float | None], ...] = ()
    # A wrong figure that was replaced: of how many days ago, the right one, and why.
    mended: tuple[int, float, str] | None = None


class InventedWord(StrictModel):
    """That families said something got better: an entry of the loop by its number in voices.yaml."""

    title: str
    said: int
    loop: int
    words: str = ""


class InventedPlanTheme(StrictModel):
    """A theme; `finding` is the key of the finding that it answers."""

    finding: str
    title: str
    outcome: str
    actions: tuple[InventedAction, ...]
    measures: tuple[InventedMeasure, ...]
    words: tuple[InventedWord, ...] = ()


class InventedDecision(StrictModel):
    """Something that the board is asked, and what it decided."""

    asked: str
    why: str = ""
    ago: int
    wanted: int
    decided: tuple[int, str] | None = None
    # Who decided, if not the board, and why.
    decided_by: str = ""
    because: str = ""
    # The key of the action that it is about.
    action: str = ""
    # Of how many days ago other words of it are, and the words.
    reworded: tuple[int, str] | None = None


class InventedAnswer(StrictModel):
    """What was answered to a submission."""

    ago: int
    whom: str
    verdict: Literal["fit", "not-fit", "comments"]
    words: str = ""


class InventedSubmission(StrictModel):
    """A submission of a plan, and what was answered."""

    ago: int
    whom: str
    way: str
    words: str = ""
    answers: tuple[InventedAnswer, ...] = ()


class InventedPack(StrictModel):
    """A board pack that was built for a meeting."""

    ago: int
    meeting: int
    begins: str
    place: str
    chair: str
    agenda: str = ""


class InventedResult(StrictModel):
    """What a visit said of one area of weakness; `finding` is the key of the finding."""

    finding: str
    enough: bool
    result: str
    words: str


class InventedKeeping(StrictModel):
    """A plan as it stood on a day. Of a visit: who came, what they said of each area of weakness, and where it is written."""

    ago: int
    kind: Literal["submission", "stocktake", "monitoring", "pack"]
    title: str
    whom: str = ""
    words: str = ""
    source: str = ""
    results: tuple[InventedResult, ...] = ()


class InventedPlan(Definition):
    """A plan that answers the findings of an inspection of the demonstration."""

    partnership: str = "wexmoor"
    inspection: str
    pack: str
    kind: str
    title: str
    board: str
    by: Who
    worker: Who
    ago: int
    steps: tuple[InventedStep, ...] = ()
    parts: dict[str, str]
    themes: tuple[InventedPlanTheme, ...]
    left_out: dict[str, str] = {}
    decisions: tuple[InventedDecision, ...] = ()
    kept: tuple[InventedKeeping, ...] = ()
    submissions: tuple[InventedSubmission, ...] = ()
    packs: tuple[InventedPack, ...] = ()
