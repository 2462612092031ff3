"""Pages whose address is a secret: an invitation, a question by link, an answer that somebody goes on with.

Such an address opens for whoever has it, so that it is told to one person and never stands in what everybody reads.
"""

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.http.request import validate_host
from django.urls import Resolver404, resolve

from extramile.core.announcing import OF_ONE_PERSON, OPEN_INSTEAD
from extramile.core.vocabulary import InputError

SECRET_PARTS = frozenset({"token", "secret", "uidb36"})
"""How the secret part of an address is called in the list of addresses; `uidb36` goes with the key of a forgotten password."""

# What stands around an address in a text; a full stop or a bracket behind one ends the sentence.
_BETWEEN = re.compile(r"[\s<>()\[\]{}\"“”]+")
_ENDS = ".,;:!?'’"


def untold(response: HttpResponse) -> HttpResponse:
    """Let a page's address be told to nobody and kept by nobody on the way.

    The next site learns this site's name at most, never the address. `no-referrer` would hide that too, but browsers then
    send forms as if from nowhere ("Origin: null"), and those are refused: nobody could answer.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def secret_addresses(words: str) -> list[str]:
    """Return the addresses of this installation in a text that are one person's secret, as they stand there."""
    return list(dict.fromkeys(each for each in _addresses(words) if _is_secret(_path(each))))


def check_told_to_all(*texts: str) -> None:
    """Let only such texts pass as everybody may read. Raises InputError with the first address that is one person's secret."""
    for words in texts:
        for address in secret_addresses(words):
            raise InputError(f"“{address}” {OF_ONE_PERSON}", next_step=OPEN_INSTEAD)


def _addresses(words: str) -> Iterator[str]:
    for run in _BETWEEN.split(words):
        if "/" in run or "\\" in run:
            yield run.strip(_ENDS)


def _path(address: str) -> str:
    """Return the path of an address of this installation as a browser asks for it; "" for one of another site."""
    # A browser reads a backslash as a slash, and an address may stand there without its "https://".
    plain = address.replace("\\", "/")
    if not plain.startswith("/") and "://" not in plain:
        plain = f"//{plain}"
    try:
        parts = urlsplit(urljoin(settings.SITE_ADDRESS, plain))
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    ours = host == urlsplit(settings.SITE_ADDRESS).hostname or validate_host(host, settings.ALLOWED_HOSTS)
    return normpath(unquote(parts.path)) if ours else ""


def _is_secret(path: str) -> bool:
    # One that lacks its last slash is led to the one that has it.
    return any(_secret_parts(each) for each in (path, f"{path}/"))


def _secret_parts(path: str) -> set[str]:
    try:
        return SECRET_PARTS & resolve(path).kwargs.keys()
    except Resolver404:
        return set()
