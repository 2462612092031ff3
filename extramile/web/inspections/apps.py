"""The room tells the page “Today” what waits, and its pages which ways there are."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """The app."""

    name = "extramile.web.inspections"

    def ready(self) -> None:
        """Register the ways of this room, and what waits in it."""
        from extramile.web.inspections import waiting, ways  # noqa: F401
