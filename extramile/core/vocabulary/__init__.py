"""The value types that every room speaks: errors, problems, sources."""

from extramile.core.vocabulary.errors import DAMAGED_ZIP, InputError, NotFoundError, Problem
from extramile.core.vocabulary.sources import OGL, Source

__all__ = ["DAMAGED_ZIP", "OGL", "InputError", "NotFoundError", "Problem", "Source"]
