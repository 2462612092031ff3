"""The app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The app."""

    name = "extramile.web.plans"

    def ready(self) -> None:
        """Register the place of plans on the thread, and what finds its loose ends."""
        from extramile.web.plans import loose_ends, threads  # noqa: F401
