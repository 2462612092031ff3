"""Who may read the names of those who go to sessions, which other pages than theirs never show."""

from extramile.web.inspections.queries.people import may_see_names

__all__ = ["may_see_names"]
