"""The app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns of a partnership."""

    name = "extramile.web.returns"
    label = "returns"

    def ready(self) -> None:
        """Register what it keeps, its place on the thread, what plans can read of it, its card, and what the story asks."""
        from extramile.web.returns import keeping, offering, storytelling, threads, waiting  # noqa: F401
