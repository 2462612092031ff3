"""Public pages kept ready.

What the library shows changes only when reports are loaded, a finding is corrected or the national facts are rebuilt.
So a page that was made once for a visitor without an account is kept, under its address and the library's version; any
change moves the version on, and nothing old can be shown. People who are signed in always get a page made for them.
What rooms show to everybody is kept ready in the same way, by a version of their own (`ready_by`).
"""

import functools
import hashlib
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from extramile.web.library.queries import library_version

View = Callable[..., HttpResponse]
# What is longer or larger than any page that people share is made each time, so that it never fills the store.
LONGEST_ADDRESS = 2000
LARGEST_BODY = 300_000


def ready_by(version: Callable[..., str]) -> Callable[[View], View]:
    """Keep what a view answers to GET under what `version` returns for the same address, and let browsers ask whether it changed.

    Nothing can be sent to such a page.
    """
    return lambda view: _kept(view, version)


def ready(view: View) -> View:
    """Keep a page that the library alone changes."""
    return _kept(view, lambda *args, **kwargs: library_version())


def _kept(view: View, version_of: Callable[..., str]) -> View:
    @require_safe
    @functools.wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        address = request.get_full_path()
        signed_in = "sessionid" in request.COOKIES and request.user.is_authenticated
        if signed_in or len(address) > LONGEST_ADDRESS:
            return view(request, *args, **kwargs)
        # What is expected of an area depends on today's date.
        version = f"{version_of(*args, **kwargs)} {timezone.localdate()}"
        key = f"page-{hashlib.sha256(f'{version} {request.get_host()} {address}'.encode()).hexdigest()}"
        etag = f'"{key[-32:]}"'
        if request.headers.get("If-None-Match") == etag:
            return HttpResponseNotModified(headers={"ETag": etag})
        kept = caches["pages"].get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming or len(response.content) > LARGEST_BODY:
                return response
            kept = (response.content, response.headers["Content-Type"], response.headers.get("Content-Disposition"))
            caches["pages"].set(key, kept, timeout=None)
        content, content_type, disposition = kept
        response = HttpResponse(content, content_type=content_type)
        if disposition:
            response.headers["Content-Disposition"] = disposition
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer
