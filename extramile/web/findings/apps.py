"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """The app."""

    name = "extramile.web.findings"

    def ready(self) -> None:
        """Register the ways, the jobs and the place on the thread of this app."""
        from extramile.web.findings import knowing_ways, knowing_work, threads, ways  # noqa: F401
