"""The app: when it is ready, its card stands on the page “Today”, and its themes can be kept as evidence."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Room 4."""

    name = "extramile.web.voices"

    def ready(self) -> None:
        """Register the card, where voice themes come from, and the place on the thread."""
        from extramile.web.voices import cards, offering, threads  # noqa: F401 - importing them registers them
