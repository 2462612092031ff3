"""Announcements: their texts, what may become of them and of quotations, and what they must pass before everybody reads them.

`check_all` asks a `Draft` everything at once; each `Check` has its faults, each `Fault` says where and what to do. The reading age
is the automated readability index (`FORMULA`). `easy_read` makes a draft with which a person begins.
"""

from extramile.core.announcing.checking import (
    OF_ONE_PERSON,
    OPEN_INSTEAD,
    REASON,
    Check,
    Draft,
    Fault,
    Pictured,
    Quoted,
    check_all,
    not_for_everybody,
    path_within,
)
from extramile.core.announcing.easy_reading import easy_read, too_long
from extramile.core.announcing.readability import FORMULA, OLDEST, ReadingAge, reading_age
from extramile.core.announcing.states import ANNOUNCEMENT, FROZEN_STATES, PROPOSABLE, PUBLIC_STATES, QUOTATION
from extramile.core.announcing.texts import BY_NAME, FIELDS, Field, Piece, paragraphs, pieces, points

__all__ = [
    "ANNOUNCEMENT",
    "BY_NAME",
    "FIELDS",
    "FORMULA",
    "FROZEN_STATES",
    "OF_ONE_PERSON",
    "OLDEST",
    "OPEN_INSTEAD",
    "PROPOSABLE",
    "PUBLIC_STATES",
    "QUOTATION",
    "REASON",
    "Check",
    "Draft",
    "Fault",
    "Field",
    "Pictured",
    "Piece",
    "Quoted",
    "ReadingAge",
    "check_all",
    "easy_read",
    "not_for_everybody",
    "paragraphs",
    "path_within",
    "pieces",
    "points",
    "reading_age",
    "too_long",
]
