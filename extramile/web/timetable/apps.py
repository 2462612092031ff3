"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """The app."""

    name = "extramile.web.timetable"

    def ready(self) -> None:
        """Register the ways of this app and its place on the thread."""
        from extramile.web.timetable import threads, ways  # noqa: F401
