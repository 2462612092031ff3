"""What everybody may read: announcements that were published, also one that was withdrawn, with its note."""

from django.db.models import QuerySet

from extramile.core.announcing import PUBLIC_STATES
from extramile.web.announcements.models import Announcement, Picture
from extramile.web.partnerships.models import Partnership


def partnership(slug: str) -> Partnership | None:
    """Return the partnership of this name, or None."""
    return Partnership.objects.filter(slug=slug).first()


def news(slug: str) -> QuerySet[Announcement]:
    """Return the announcements of a partnership that everybody may read, the newest first."""
    rows = Announcement.objects.filter(partnership__slug=slug, state__in=PUBLIC_STATES)
    return rows.select_related("partnership", "inspection").order_by("-published_at", "-pk")


def one(slug: str, name: str) -> Announcement | None:
    """Return one of them by its name in addresses, or None."""
    return news(slug).filter(slug=name).first()


def version(slug: str) -> str:
    """Return what changes whenever something changes of what everybody reads of a partnership."""
    rows = Announcement.objects.filter(partnership__slug=slug, state__in=PUBLIC_STATES).order_by("pk")
    named = rows.values_list("pk", "slug", "changed_at")
    return " ".join(f"{pk}:{name}:{changed.timestamp()}" for pk, name, changed in named)


def picture(slug: str, name: str, picture_id: int) -> Picture | None:
    """Return a picture of a published announcement; one of a withdrawn one is withdrawn with it."""
    rows = Picture.objects.filter(announcement__partnership__slug=slug, announcement__slug=name, removed_at=None)
    return rows.filter(pk=picture_id, announcement__state="published").first()
