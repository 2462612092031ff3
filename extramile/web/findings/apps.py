"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """The app."""

    name = "extramile.web.findings"

    def ready(self) -> None:
        """Register the ways and the jobs of this app."""
        from extramile.web.findings import knowing_ways, knowing_work, ways  # noqa: F401
