"""Nobody comes into a closed room with a password alone, where the installation asks for a second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from extramile.web.accounts.queries import has_second_factor


class SecondFactorMiddleware:
    """Send people without a second factor to the page where they set one up, when they come to a closed room."""

    CLOSED = "/p/"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let everybody through but those."""
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.path.startswith(self.CLOSED)
            and request.user.is_authenticated
            and not has_second_factor(request.user)
        ):
            return redirect("accounts:account")
        return self.get_response(request)
