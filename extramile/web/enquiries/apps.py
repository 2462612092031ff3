"""The app, which adds its ways to the pages of an inspection."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """The app."""

    name = "extramile.web.enquiries"

    def ready(self) -> None:
        """Register the ways of this app."""
        from extramile.web.enquiries import ways  # noqa: F401
