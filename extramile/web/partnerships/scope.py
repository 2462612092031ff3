"""Where a person stands: which partnership, for which organisation, in which roles, today.

Every question and every write of a closed room takes a `Scope` first. Nothing in a closed room can be asked without one,
so that nobody can forget whose eyes are looking.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extramile.web.partnerships.permissions import FORUM_ONLY, MAY, NotAllowedError, Permission, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """A member of a partnership, as they stand today.

    `person` is their account, `organisation` whom they speak for; `leads` returns the names of the partnership's leads, for
    refusals that say whom to ask.
    """

    partnership: Any
    person: Any
    member: Any
    organisation: Any
    roles: frozenset[Role]
    leads: Callable[[], tuple[str, ...]] = tuple

    @property
    def name(self) -> str:
        """The slug of the partnership: the scope of its audit trail and its addresses."""
        return str(self.partnership.slug)

    @property
    def in_forum(self) -> bool:
        """Whether this person speaks for the parent carer forum."""
        return bool(self.organisation.kind == "forum")

    def can(self, permission: Permission) -> bool:
        """Whether this person may."""
        if permission in FORUM_ONLY and not self.in_forum:
            return False
        return bool(self.roles & MAY[permission])

    def check(self, permission: Permission) -> None:
        """Raise NotAllowedError, which says who can, if this person may not."""
        if not self.can(permission):
            raise self._refusal(permission)

    def refused(self, permission: Permission) -> str:
        """Return the sentence that says who can, for a page that offers nothing here; nothing if this person may."""
        return "" if self.can(permission) else str(self._refusal(permission))

    def _refusal(self, permission: Permission) -> NotAllowedError:
        # Who gives roles is told who has this one, where the page can ask (`doors`), and not to ask themselves.
        asks = permission not in FORUM_ONLY and not self.can(Permission.MANAGE_PEOPLE)
        leads = self.leads() if asks else ()
        return NotAllowedError(permission, f"Ask {' or '.join(leads)}." if leads else "")
