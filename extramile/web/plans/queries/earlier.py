"""What actions were before: their values at a revision, from the history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from extramile.core.planning import ACTIVITY
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, Change

# Each of these made one revision.
REVISING = ("changed", *ACTIVITY.steps)
# It was said how an action goes, and nothing of it was changed.
SAID = "said"


def changes_of(scope: Scope, actions: Iterable[Action]) -> dict[int, list[Change]]:
    """Return by action what made its revisions, the newest first. The caller has found the actions for this person."""
    rows = Change.objects.filter(
        partnership=scope.partnership, kind="action", verb__in=REVISING, thing_id__in=[each.pk for each in actions]
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for each in rows.select_related("by").order_by("-at", "-pk"):
        found[each.thing_id].append(each)
    return found


def values_at(action: Action, revision: int, now: Mapping[str, Any], changes: list[Change]) -> dict[str, Any] | None:
    """Return what an action held at a revision: from what it holds now, each change since taken back.

    None if the history does not reach back so far.
    """
    since = changes[: action.revision - revision]
    if len(since) < action.revision - revision:
        return None
    values = dict(now)
    for each in since:
        values |= {name: value for name, value in each.before.items() if name in values}
    return values
