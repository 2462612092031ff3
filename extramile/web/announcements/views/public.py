"""What everybody reads: the list, an announcement, its pictures, the feed. Kept ready until something of it changes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from extramile.web.announcements import feed as feeds
from extramile.web.announcements.beside import page_address
from extramile.web.announcements.presenters import page
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.queries import public
from extramile.web.library.ready import ready_by


def _version(slug: str, **kwargs: Any) -> str:
    return f"news {slug} {public.version(slug)} {page_address(slug)}"


@ready_by(_version)
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """Every announcement of a partnership."""
    found = public.partnership(slug)
    if found is None:
        raise Http404
    context = {
        "partnership": found,
        "local": page_address(slug),
        "rows": [page.news_row(each) for each in public.news(slug)],
    }
    return render(request, "announcements/public/news.html", context)


@ready_by(_version)
def announcement(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One announcement. The page of one that was withdrawn stays, with its note; machines are told that it is gone."""
    found = public.one(slug, name)
    if found is None:
        raise Http404
    withdrawn = found.state == "withdrawn"
    address = reverse("announcements:announcement-public", args=[slug, name])
    shown = page.shown(
        found,
        found.facts,
        quotations=[each for each in queries.standing(found) if each.state == "approved"],
        pictures=list(queries.pictures(found)),
        corrections=queries.corrections(found),
        picture_address=lambda each: reverse("announcements:picture-public", args=[slug, name, each.pk]),
    )
    context = {
        "partnership": found.partnership,
        "local": page_address(slug),
        "page": shown,
        "address": request.build_absolute_uri(address),
        "image": request.build_absolute_uri(shown.pictures[0]["src"]) if shown.pictures else "",
        "published": found.published_at.isoformat(),
    }
    template = "announcements/public/withdrawn.html" if withdrawn else "announcements/public/announcement.html"
    return render(request, template, context, status=410 if withdrawn else 200)


@ready_by(_version)
def picture(request: HttpRequest, slug: str, name: str, picture_id: int) -> HttpResponse:
    """A picture of a published announcement."""
    kept: Any = public.picture(slug, name, picture_id)
    if kept is None:
        raise Http404
    return HttpResponse(bytes(kept.content), content_type=kept.media_type)


@ready_by(_version)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed."""
    return feeds.news_feed(request, slug=slug)
