"""Running an inspection: its dates, its timetable and what clashes in it."""

from extramile.core.inspecting.clashing import Clash, ClashKind, clashes
from extramile.core.inspecting.dates import Due, Happening, Schedule, schedule
from extramile.core.inspecting.timetable import Place, Session, Surroundings

__all__ = [
    "Clash",
    "ClashKind",
    "Due",
    "Happening",
    "Place",
    "Schedule",
    "Session",
    "Surroundings",
    "clashes",
    "schedule",
]
