"""The app, which has a card on today's page and names the words of leaders for the story of an inspection."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """The app."""

    name = "extramile.web.announcements"

    def ready(self) -> None:
        """Register the card and what the story asks for."""
        from extramile.web.announcements import storytelling, waiting  # noqa: F401
