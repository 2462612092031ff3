"""The app."""

from django.apps import AppConfig


class PublicPageConfig(AppConfig):
    """The app."""

    name = "extramile.web.publicpage"
