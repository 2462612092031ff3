"""Jobs of this app."""

from extramile.web.plans import weekly_work  # noqa: F401
