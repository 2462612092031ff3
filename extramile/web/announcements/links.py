"""Whether an address within this installation opens for somebody who has no account here. Nothing leaves the machine."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.urls.exceptions import NoReverseMatch


def opens(path: str) -> bool:
    """Say whether a path opens: its page is made as for a visitor, and thrown away."""
    address = path.partition("#")[0] or "/"
    try:
        found = resolve(address.partition("?")[0])
    except (Resolver404, NoReverseMatch):
        return False
    request = RequestFactory().get(address, SERVER_NAME="localhost")
    request.user, request.session = AnonymousUser(), {}
    request.resolver_match = found
    try:
        return found.func(request, *found.args, **found.kwargs).status_code == 200
    except (Http404, PermissionDenied):
        return False
