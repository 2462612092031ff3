"""The app, which adds its ways to the pages of a plan and its card to today's page."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The app."""

    name = "extramile.web.plans"

    def ready(self) -> None:
        """Register the ways and the card of this app, its place on the thread, what finds loose ends, and what the story asks."""
        from extramile.web.plans import loose_ends, storytelling, threads, waiting, ways  # noqa: F401
