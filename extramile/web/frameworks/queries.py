"""Reading frameworks: the packs as files have them, and their deadlines as an area holds them."""

from django.db.models import QuerySet
from django.utils import timezone

from extramile.core.frameworks import Crosswalk, Deadline, Pack, crosswalk, packs
from extramile.core.vocabulary import NotFoundError
from extramile.web.frameworks.models import DeadlineOverride
from extramile.web.partnerships.scope import Scope


def known_packs() -> tuple[Pack, ...]:
    """Return every framework, the newest first."""
    return tuple(reversed(packs()))


def pack_of(pack_id: str) -> Pack | None:
    """Return a framework by its id, or None."""
    return next((each for each in packs() if each.id == pack_id), None)


def crosswalk_between(origin: str, target: str) -> Crosswalk | None:
    """Return where the criteria of one framework went in another, if anybody has written that down."""
    try:
        return crosswalk(origin, target)
    except NotFoundError:
        return None


def overrides(scope: Scope, pack: Pack) -> QuerySet[DeadlineOverride]:
    """Return what this partnership sets differently now."""
    return DeadlineOverride.objects.filter(partnership=scope.partnership, pack=pack.id, ended_at=None).select_related(
        "by"
    )


def past_overrides(scope: Scope, pack: Pack) -> QuerySet[DeadlineOverride]:
    """Return what it set once and no longer does, newest first."""
    ended = DeadlineOverride.objects.filter(partnership=scope.partnership, pack=pack.id, ended_at__isnull=False)
    return ended.select_related("by").order_by("-ended_at")


def deadlines(scope: Scope, pack: Pack) -> list[Deadline]:
    """Return the calendar rules as they hold for this partnership, each with the framework's own beside it."""
    own = {each.deadline: each for each in overrides(scope, pack)}
    return [_as_held(rule, own.get(rule.id)) for rule in pack.deadlines]


def _as_held(rule: Deadline, own: DeadlineOverride | None) -> Deadline:
    if own is None:
        return rule
    return rule.with_override(own.value, own.unit, own.reason, by=own.by.name, when=timezone.localtime(own.at).date())
