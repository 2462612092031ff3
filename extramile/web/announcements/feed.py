"""What a partnership announces, as an Atom feed: with corrections, and with what was withdrawn."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from extramile.web.announcements.models import Announcement
from extramile.web.announcements.presenters.page import corrected, described
from extramile.web.announcements.queries import public
from extramile.web.partnerships.models import Partnership

MOST = 50


class News(Feed):
    """The announcements of a partnership, the newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Partnership:
        """Return the partnership."""
        found = public.partnership(slug)
        if found is None:
            raise Http404
        return found

    def title(self, found: Partnership) -> str:
        """Return what the feed is called."""
        return f"Announcements of {found.name}"

    def subtitle(self, found: Partnership) -> str:
        """Return what it is of."""
        fictional = " This area is fictional: nothing of it is real." if found.is_fictional else ""
        return f"What {found.name} tells everybody, with corrections.{fictional}"

    def link(self, found: Partnership) -> str:
        """Return where they are read."""
        return reverse("announcements:news", args=[found.slug])

    def feed_url(self, found: Partnership) -> str:
        """Return the address of the feed itself."""
        return reverse("announcements:feed", args=[found.slug])

    def items(self, found: Partnership) -> Any:
        """Return the announcements."""
        return public.news(found.slug).prefetch_related("corrections")[:MOST]

    def item_title(self, item: Announcement) -> str:
        """Return the headline; of what was withdrawn, that it was."""
        return (
            f"Withdrawn: announcement of {item.published_at:%-d %B %Y}" if item.state == "withdrawn" else item.headline
        )

    def item_description(self, item: Announcement) -> str:
        """Return the standfirst and every correction; of what was withdrawn, its note."""
        if item.state == "withdrawn":
            return item.withdrawn_note
        told = [
            f"Corrected on {each['on']}, {each['of']}: {each['why']}" if each["of"] else f"{each['on']}: {each['why']}"
            for each in corrected(item.corrections.all())
        ]
        return " ".join([described(item), *told])

    def item_link(self, item: Announcement) -> str:
        """Return the address of the page."""
        return reverse("announcements:announcement-public", args=[item.partnership.slug, item.slug])

    def item_author_name(self, item: Announcement) -> str:
        """Return who says it."""
        return item.partnership.name

    def item_pubdate(self, item: Announcement) -> datetime | None:
        """Return when it was published."""
        return item.published_at

    def item_updateddate(self, item: Announcement) -> datetime | None:
        """Return when it was last corrected or withdrawn."""
        return item.changed_at


news_feed = News()
