"""The pages for what went wrong: each says what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

PAGES = {
    400: ("This request cannot be read", "Go back, and try again. If it happens again, the link or the form is wrong."),
    403: (
        "This cannot be sent from here",
        "Your page may have been open too long, or cookies are switched off. Go back, load the page again and retry.",
    ),
    404: (
        "There is no such page",
        "If you typed the address, check it. If you followed a link, the page may not be there for you.",
    ),
    429: ("Too many attempts", "Somebody, perhaps you, tried this too often. Wait a few minutes, then try again."),
    500: ("Something of ours went wrong", "Nothing that you entered was saved. Try again in a few minutes."),
}


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, advice = PAGES[status]
    return render(request, "design/error.html", {"heading": title, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came without the token that our pages give it."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: for the sign-in library, which limits how often things are tried."""
    return _page(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a template that asks neither the database nor the request, since either may be what broke."""
    title, advice = PAGES[500]
    return HttpResponse(render_to_string("design/broken.html", {"heading": title, "advice": advice}), status=500)
