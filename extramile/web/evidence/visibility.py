"""Who may see and change which evidence, in one place.

Every list, search, page, download, bundle and use asks `Item.objects.visible_to(scope)` or `Version.objects.visible_to(scope)`,
which ask here. What is not visible does not exist for that person.
"""

from typing import Any

from django.db import models

from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope


class Sensitivity(models.TextChoices):
    """How far a piece of evidence may go; from everybody to the few who handle personal data."""

    PUBLIC = "public", "Public"
    PARTNERSHIP = "partnership", "Within the partnership"
    RESTRICTED = "restricted", "Restricted"
    PERSONAL = "personal", "Personal data"

    def is_narrower_than(self, other: "Sensitivity") -> bool:
        """Whether fewer people see what is this than what is the other. The names above stand from everybody to few."""
        levels = list(Sensitivity)
        return levels.index(self) > levels.index(other)


class Space(models.TextChoices):
    """Where a piece of evidence lies: in the partnership's library, or in the forum's own space until it is released."""

    PARTNERSHIP = "", "The partnership's library"
    FORUM = "forum", "The forum's own space"


NEEDS = {
    Sensitivity.PUBLIC: Permission.SEE_ROOMS,
    Sensitivity.PARTNERSHIP: Permission.SEE_ROOMS,
    Sensitivity.RESTRICTED: Permission.SEE_RESTRICTED,
    Sensitivity.PERSONAL: Permission.SEE_PERSONAL,
}


def levels_for(scope: Scope) -> list[Sensitivity]:
    """Return the sensitivities that this person may see, and so may give."""
    return [level for level, permission in NEEDS.items() if scope.can(permission)]


def spaces_for(scope: Scope) -> list[Space]:
    """Return the spaces that this person may look into."""
    return [Space.PARTNERSHIP, Space.FORUM] if scope.can(Permission.USE_FORUM_SPACE) else [Space.PARTNERSHIP]


def may_change(scope: Scope, item: Any) -> bool:
    """Whether a person who sees an item may change it: one of their organisation, or any for a lead."""
    ours = item.organisation_id == scope.organisation.pk or Role.LEAD in scope.roles
    return ours and scope.can(Permission.ADD_EVIDENCE)


def seen_by(scope: Scope, of: str = "") -> models.Q:
    """Return the condition on an item that this person may see it; `of` is the way to the item ("item__")."""
    return models.Q(
        **{
            f"{of}partnership": scope.partnership,
            f"{of}sensitivity__in": levels_for(scope),
            f"{of}space__in": spaces_for(scope),
        }
    )
