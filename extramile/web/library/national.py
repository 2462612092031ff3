"""The national facts of this installation: the bundled set, or the folder that the settings name."""

from django.conf import settings

from extramile.core.national import Reference, open_reference


def national() -> Reference:
    """Return the national facts. Opening them again costs nothing until their files change."""
    return open_reference(settings.REFERENCE_FOLDER)
