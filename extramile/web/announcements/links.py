"""Whether an address within this installation opens for somebody who has no account here. Nothing leaves the machine."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.urls.exceptions import NoReverseMatch

from extramile.web.design.secret_links import secret_addresses


def opens(path: str) -> bool:
    """Say whether a path opens: its page is made as for a visitor, and thrown away."""
    # A secret link opens for whoever has it, and is nobody's to open here: its page may count how often it was asked for.
    if secret_addresses(path):
        return False
    address = path.partition("#")[0] or "/"
    try:
        found = resolve(address.partition("?")[0])
    except (Resolver404, NoReverseMatch):
        return False
    # As a visitor would ask: an installation answers under its own name alone.
    site = urlsplit(settings.SITE_ADDRESS)
    request = RequestFactory().get(address, secure=site.scheme == "https", headers={"host": site.netloc})
    request.user, request.session = AnonymousUser(), {}
    request.resolver_match = found
    try:
        return found.func(request, *found.args, **found.kwargs).status_code == 200
    except (Http404, PermissionDenied):
        return False
