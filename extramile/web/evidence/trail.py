"""What the audit trail is told of evidence.

It follows the item's own rules: leads read the trail, but neither personal evidence nor the forum's own space, so of such
items the trail holds a number and no words.
"""

from typing import Any

from extramile.web.audit.actions import record
from extramile.web.evidence.models import Bundle, Item
from extramile.web.evidence.visibility import Sensitivity, Space
from extramile.web.partnerships.scope import Scope


def is_hidden(item: Item) -> bool:
    """Whether some who read the audit trail may not see this item."""
    return item.sensitivity == Sensitivity.PERSONAL or item.space == Space.FORUM


def said(item: Item) -> dict[str, Any]:
    """Return an item as the audit trail holds it."""
    found = where(item)
    if not is_hidden(item):
        found |= {name: getattr(item, name) for name in ("title", "dated", "period_from", "period_to", "expires")}
        found["criteria"] = sorted(item.criteria.values_list("criterion", flat=True))
        found["owner"] = item.owner.name
        found["organisation"] = item.organisation.name
    return found


def where(item: Item) -> dict[str, Any]:
    """Return what may always be told: how sensitive it is and where it lies."""
    return {"sensitivity": str(item.sensitivity), "space": str(item.space)}


def tell(
    scope: Scope, item: Item, verb: str, *, before: Any = None, after: Any = None, why: str = "", hidden: bool = False
) -> None:
    """Say in the trail what was done to an item; `hidden` where its use may not be told though the item may."""
    hidden = hidden or is_hidden(item)
    record(
        by=scope.person,
        verb=verb,
        kind="evidence",
        thing_id=item.pk,
        thing=f"evidence {item.pk}" if hidden else item.title,
        before=before,
        after=after,
        # A reason is free text and may name what the trail must not.
        why="" if hidden else why,
        scope=scope.name,
    )


def tell_of_bundle(scope: Scope, bundle: Bundle, verb: str, after: dict[str, Any] | None = None) -> None:
    """Say in the trail what was done to a bundle."""
    record(by=scope.person, verb=verb, kind="bundle", thing_id=bundle.pk, after=after, scope=scope.name)
