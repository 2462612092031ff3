"""The value types that every room speaks: errors, problems, sources."""

from extramile.core.vocabulary.errors import InputError, NotFoundError, Problem
from extramile.core.vocabulary.sources import OGL, Source

__all__ = ["OGL", "InputError", "NotFoundError", "Problem", "Source"]
