"""The app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The app."""

    name = "extramile.web.thread"
