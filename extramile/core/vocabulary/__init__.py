"""The value types that every room speaks: errors, problems, sources, and how words begin a sentence."""

from extramile.core.vocabulary.errors import DAMAGED_ZIP, InputError, NotFoundError, Problem
from extramile.core.vocabulary.sources import OGL, Source
from extramile.core.vocabulary.words import listed, upper_first

__all__ = ["DAMAGED_ZIP", "OGL", "InputError", "NotFoundError", "Problem", "Source", "listed", "upper_first"]
