"""The app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The app."""

    name = "extramile.web.plans"
