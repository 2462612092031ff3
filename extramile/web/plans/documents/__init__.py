"""The documents of a plan: the plan itself, and the pack of its board. One source for page, Word and PDF."""

from extramile.web.plans.documents.pack import pack
from extramile.web.plans.documents.plan import plan

__all__ = ["pack", "plan"]
