"""What no library of ours does for every request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NoNulMiddleware:
    """Refuse an address with a NUL in it: nobody types one, and PostgreSQL takes none, not even to look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let everything else through."""
        if "\0" in request.path_info or "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("There is a NUL in the address.")
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Switch off the browser's sensors: no page of ours needs them."""

    POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to every answer."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.POLICY
        return response


class NotKeptMiddleware:
    """Let nobody keep that a page is not there, or not any more: it may be there tomorrow, and a browser would go on saying so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to such an answer."""
        response = self.get_response(request)
        if response.status_code in (404, 410):
            response.headers["Cache-Control"] = "no-store"
        return response
