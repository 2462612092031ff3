"""The app: when it is ready, its card stands on the page “Today”, and evidence on the golden thread."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence library."""

    name = "extramile.web.evidence"

    def ready(self) -> None:
        """Register the card and the place on the thread."""
        from extramile.web.evidence import cards, threads  # noqa: F401 - importing them registers them
