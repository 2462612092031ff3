"""Plans: what was found becomes themes, actions and measures, and what became of them is kept.

What was done is a state of an action; what it changed is computed from readings (`core.planning`) and stands in no column.
Changes, readings, snapshots and replies are written once. Write with `actions` only.
"""

from extramile.web.plans.models.boards import (
    BoardDecision,
    Meeting,
    PackFile,
    Reply,
    Result,
    Snapshot,
    SnapshotKind,
    Verdict,
)
from extramile.web.plans.models.keeping import BuiltFile, NoWeeklyMail, SheetIn, WeeklyMail
from extramile.web.plans.models.plan import (
    Action,
    ActionIn,
    Change,
    Confidence,
    FamilyWord,
    FindingIn,
    Measure,
    MeasureKind,
    MeasureSource,
    Milestone,
    PartText,
    Plan,
    Reading,
    ReadingState,
    Risk,
    Theme,
)

__all__ = [
    "Action",
    "ActionIn",
    "BoardDecision",
    "BuiltFile",
    "Change",
    "Confidence",
    "FamilyWord",
    "FindingIn",
    "Measure",
    "MeasureKind",
    "MeasureSource",
    "Meeting",
    "Milestone",
    "NoWeeklyMail",
    "PackFile",
    "PartText",
    "Plan",
    "Reading",
    "ReadingState",
    "Reply",
    "Result",
    "Risk",
    "SheetIn",
    "Snapshot",
    "SnapshotKind",
    "Theme",
    "Verdict",
    "WeeklyMail",
]
