"""The app, which leads to its pages from the library and from announcements."""

from django.apps import AppConfig


class PublicPageConfig(AppConfig):
    """The app."""

    name = "extramile.web.publicpage"

    def ready(self) -> None:
        """Register what it hears and where it leads."""
        from extramile.web.publicpage import beside  # noqa: F401
