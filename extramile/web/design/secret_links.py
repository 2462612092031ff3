"""Pages whose address is a secret: an invitation, a question by link, an answer that somebody goes on with."""

from django.http import HttpResponse


def untold(response: HttpResponse) -> HttpResponse:
    """Let a page's address be told to nobody and kept by nobody on the way.

    The next site learns this site's name at most, never the address. `no-referrer` would hide that too, but browsers then
    send forms as if from nowhere ("Origin: null"), and those are refused: nobody could answer.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
