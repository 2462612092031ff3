"""The app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns of a partnership."""

    name = "extramile.web.returns"
    label = "returns"

    def ready(self) -> None:
        """Register what it keeps, and its card on today's page."""
        from extramile.web.returns import keeping, waiting  # noqa: F401
