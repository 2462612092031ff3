"""Public pages kept ready under what they are made from: nothing old can be shown, and a visitor costs one question."""

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from extramile.web.publicpage.models import Page
from extramile.web.publicpage.queries import released
from extramile.web.publicpage.queries.versions import version

View = Callable[..., HttpResponse]
# One more whenever what the code makes of the same records becomes another, above all where it withholds more: so that no browser
# and no cache that was there before goes on with what was made then.
FORMAT = 5


def public(view: View) -> View:
    """Let a view be called with the open page of its address, and keep what it answers for as long as nothing changes."""

    @require_safe
    @functools.wraps(view)
    def answer(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        # Asked before the page itself: what is made from newer things than its version says is made anew, never the reverse.
        found = version(slug)
        if found is None:
            raise Http404
        if "sessionid" in request.COOKIES and request.user.is_authenticated:
            return view(request, _page(slug), **kwargs)
        made_from = f"{FORMAT} {slug} {found} {timezone.localdate()} {request.get_host()} {request.path}"
        key = f"local-{hashlib.sha256(made_from.encode()).hexdigest()}"
        etag = f'"{key[-32:]}"'
        if request.headers.get("If-None-Match") == etag:
            return HttpResponseNotModified(headers={"ETag": etag})
        kept = caches["pages"].get(key)
        if kept is None:
            response = view(request, _page(slug), **kwargs)
            if response.status_code != 200:
                return response
            kept = (response.content, response.headers["Content-Type"])
            caches["pages"].set(key, kept, timeout=None)
        response = HttpResponse(kept[0], content_type=kept[1])
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def _page(slug: str) -> Page:
    page = released.page(slug)
    if page is None:
        raise Http404
    return page
