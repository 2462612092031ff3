"""The app."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """The app."""

    name = "extramile.web.announcements"
