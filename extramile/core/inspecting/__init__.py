"""Running an inspection: its dates, its timetable and what clashes in it, requests, and how well the area knew itself."""

from extramile.core.inspecting.checklist import DONE_WITH, TASK
from extramile.core.inspecting.clashing import Clash, ClashKind, clashes
from extramile.core.inspecting.consequences import Aftermath, Follows, aftermath
from extramile.core.inspecting.dates import Due, Happening, Schedule, hanging_on_outcomes, schedule
from extramile.core.inspecting.findings import CHANGEABLE, FINDING, OUTCOME, POINT, SETTLED
from extramile.core.inspecting.lines import LINE
from extramile.core.inspecting.mails import Mail, is_in, read_mail
from extramile.core.inspecting.ordering import out_of_order
from extramile.core.inspecting.pairing import (
    Knowledge,
    SelfKnowledge,
    Statement,
    Suggestion,
    self_knowledge,
    suggestions,
)
from extramile.core.inspecting.requests import (
    REQUEST,
    REQUEST_OVER,
    RequestMeasures,
    RequestTimes,
    measure_requests,
)
from extramile.core.inspecting.timetable import Place, Session, Surroundings

__all__ = [
    "CHANGEABLE",
    "DONE_WITH",
    "FINDING",
    "LINE",
    "OUTCOME",
    "POINT",
    "REQUEST",
    "REQUEST_OVER",
    "SETTLED",
    "TASK",
    "Aftermath",
    "Clash",
    "ClashKind",
    "Due",
    "Follows",
    "Happening",
    "Knowledge",
    "Mail",
    "Place",
    "RequestMeasures",
    "RequestTimes",
    "Schedule",
    "SelfKnowledge",
    "Session",
    "Statement",
    "Suggestion",
    "Surroundings",
    "aftermath",
    "clashes",
    "hanging_on_outcomes",
    "is_in",
    "measure_requests",
    "out_of_order",
    "read_mail",
    "schedule",
    "self_knowledge",
    "suggestions",
]
