"""The app: when it is ready, its card stands on the page “Today”, and its themes can be kept as evidence."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Room 4."""

    name = "extramile.web.voices"

    def ready(self) -> None:
        """Register the card, and where voice themes come from."""
        from extramile.web.voices import cards, offering  # noqa: F401 - importing them registers them
