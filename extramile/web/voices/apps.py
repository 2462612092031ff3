"""The app: when it is ready, its card stands on the page “Today”."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Room 4."""

    name = "extramile.web.voices"

    def ready(self) -> None:
        """Register the card."""
        from extramile.web.voices import cards  # noqa: F401 - importing it registers it
