"""The self-evaluation tells the page “Today” what waits."""

from django.apps import AppConfig


class SelfEvaluationConfig(AppConfig):
    """The app."""

    name = "extramile.web.selfevaluation"

    def ready(self) -> None:
        """Register the card of this room and its place on the thread."""
        from extramile.web.selfevaluation import threads, waiting  # noqa: F401
