"""The app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns of a partnership."""

    name = "extramile.web.returns"
    label = "returns"
