"""The app, which adds its ways to the pages of a plan and its card to today's page."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The app."""

    name = "extramile.web.plans"

    def ready(self) -> None:
        """Register the ways and the card of this app."""
        from extramile.web.plans import waiting, ways  # noqa: F401
