"""Plans after an inspection: what may become of a plan and its actions, whether a measure moves, whether a plan is fit to be sent.

What was done (activity) and what it changed (impact) are two things, and never one colour: `impact` says it of a measure from
its readings alone, `rating` says it of a theme, and a green names what moved or who said so. `fitness` asks what those who
judge a plan are known to ask; each answer has its reason and its grade. `exceptions` is what a board must look at first.
"""

from extramile.core.planning.activity import ACTIVITY, PLAN, SETTLED, Activity
from extramile.core.planning.asking import (
    SECTORS,
    Answered,
    Asked,
    Content,
    ContentAction,
    ContentMeasure,
    ContentTheme,
    Fitness,
    Wrong,
    fitness,
)
from extramile.core.planning.colours import Colour, Rating, Word, rating
from extramile.core.planning.excepting import (
    Exceptional,
    LookedAtAction,
    LookedAtMeasure,
    LookedAtTheme,
    Sort,
    exceptions,
    of_sort,
)
from extramile.core.planning.moving import (
    Good,
    Impact,
    ImpactStatus,
    Measure,
    Reading,
    Waypoint,
    asks_for_more,
    expected,
    impact,
)

__all__ = [
    "ACTIVITY",
    "PLAN",
    "SECTORS",
    "SETTLED",
    "Activity",
    "Answered",
    "Asked",
    "Colour",
    "Content",
    "ContentAction",
    "ContentMeasure",
    "ContentTheme",
    "Exceptional",
    "Fitness",
    "Good",
    "Impact",
    "ImpactStatus",
    "LookedAtAction",
    "LookedAtMeasure",
    "LookedAtTheme",
    "Measure",
    "Rating",
    "Reading",
    "Sort",
    "Waypoint",
    "Word",
    "Wrong",
    "asks_for_more",
    "exceptions",
    "expected",
    "fitness",
    "impact",
    "of_sort",
    "rating",
]
