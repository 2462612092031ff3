"""Frameworks as data: what is inspected, by whom, when, what is asked for, what may come of it and what follows.

A pack is one YAML file, `definitions/frameworks/*.yaml`, that an expert may read and correct; a new framework is a new
file and no code. Every entry says what it rests on and how sure it is. What is recalled, or hangs on an open question,
is `unverified` and must be shown so. Deadlines are rules, not dates: counting them is the calendar's work, and an area
may set one differently with a reason.
"""

from extramile.core.frameworks.carrying import (
    Carried,
    Crosswalk,
    Left,
    Moved,
    carry,
    crosswalk,
    crosswalks,
    load_crosswalk,
)
from extramile.core.frameworks.criteria import Criterion, CriterionGroup
from extramile.core.frameworks.deadlines import Deadline, Event, Override, Unit
from extramile.core.frameworks.entries import Entry, PackSource, Point
from extramile.core.frameworks.framework import Fact, OpenQuestion, Pack
from extramile.core.frameworks.loading import load_pack, load_packs, pack, packs
from extramile.core.frameworks.results import (
    Consequence,
    FindingKind,
    Following,
    Outcome,
    PlanKind,
    ReportKind,
    Section,
)
from extramile.core.frameworks.running import (
    Activity,
    ActivityType,
    DataRequest,
    Kind,
    Phase,
    RequestGroup,
    Role,
    Tracking,
)
from extramile.core.frameworks.words import GRADE_WORDS, deadline_line, source_line

__all__ = [
    "GRADE_WORDS",
    "Activity",
    "ActivityType",
    "Carried",
    "Consequence",
    "Criterion",
    "CriterionGroup",
    "Crosswalk",
    "DataRequest",
    "Deadline",
    "Entry",
    "Event",
    "Fact",
    "FindingKind",
    "Following",
    "Kind",
    "Left",
    "Moved",
    "OpenQuestion",
    "Outcome",
    "Override",
    "Pack",
    "PackSource",
    "Phase",
    "PlanKind",
    "Point",
    "ReportKind",
    "RequestGroup",
    "Role",
    "Section",
    "Tracking",
    "Unit",
    "carry",
    "crosswalk",
    "crosswalks",
    "deadline_line",
    "load_crosswalk",
    "load_pack",
    "load_packs",
    "pack",
    "packs",
    "source_line",
]
