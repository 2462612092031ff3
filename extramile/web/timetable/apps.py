"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """The app."""

    name = "extramile.web.timetable"

    def ready(self) -> None:
        """Register the ways of this app."""
        from extramile.web.timetable import ways  # noqa: F401
