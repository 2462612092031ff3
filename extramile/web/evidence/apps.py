"""The app: when it is ready, its card stands on the page “Today”."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence library."""

    name = "extramile.web.evidence"

    def ready(self) -> None:
        """Register the card."""
        from extramile.web.evidence import cards  # noqa: F401 - importing it registers it
