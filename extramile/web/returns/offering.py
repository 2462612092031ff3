"""What plans can read of returns: the newest released figures, as the partnership may be told them."""

from typing import Any

from django.urls import reverse

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import returned
from extramile.web.returns.models import Release
from extramile.web.returns.queries import released
from extramile.web.returns.released import PARTNERSHIP


def _newest(scope: Scope) -> Release | None:
    return released.newest(scope) if scope.can(Permission.SEE_FIGURES) else None


def measures(scope: Scope) -> list[tuple[str, str]]:
    """Return the measures of the newest released return, by name and title."""
    found = _newest(scope)
    return [(name, each["title"]) for name, each in found.content["measures"].items()] if found else []


def frozen(scope: Scope, name: str) -> dict[str, Any] | None:
    """Return the newest released figures of a measure, frozen."""
    found = _newest(scope)
    if found is None or name not in found.content["measures"]:
        return None
    href = reverse("returns:released-figure", args=[scope.name, found.pk, name])
    return released.frozen(scope, found, name, PARTNERSHIP, href)


returned.register(returned.Source(measures, frozen))
