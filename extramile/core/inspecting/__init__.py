"""Running an inspection: its dates, its timetable and what clashes in it, and how well the area knew itself."""

from extramile.core.inspecting.clashing import Clash, ClashKind, clashes
from extramile.core.inspecting.dates import Due, Happening, Schedule, schedule
from extramile.core.inspecting.pairing import (
    Knowledge,
    SelfKnowledge,
    Statement,
    Suggestion,
    self_knowledge,
    suggestions,
)
from extramile.core.inspecting.timetable import Place, Session, Surroundings

__all__ = [
    "Clash",
    "ClashKind",
    "Due",
    "Happening",
    "Knowledge",
    "Place",
    "Schedule",
    "SelfKnowledge",
    "Session",
    "Statement",
    "Suggestion",
    "Surroundings",
    "clashes",
    "schedule",
    "self_knowledge",
    "suggestions",
]
