"""The room tells the page “Today” what waits, and its pages which ways there are."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """The app."""

    name = "extramile.web.inspections"

    def ready(self) -> None:
        """Register the ways of this room, what waits in it, and its place on the thread."""
        from extramile.web.inspections import threads, waiting, ways  # noqa: F401
