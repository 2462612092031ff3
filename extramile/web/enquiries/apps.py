"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """The app."""

    name = "extramile.web.enquiries"

    def ready(self) -> None:
        """Register the ways of this app and its place on the thread."""
        from extramile.web.enquiries import threads, ways  # noqa: F401
