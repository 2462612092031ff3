"""The app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns of a partnership."""

    name = "extramile.web.returns"
    label = "returns"

    def ready(self) -> None:
        """Register what it keeps, its place on the thread, and what plans can read of it."""
        from extramile.web.returns import keeping, offering, threads  # noqa: F401
