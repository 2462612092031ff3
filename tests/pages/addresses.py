"""What an example of an address is: `Example` for pages that are not a partnership's, `Room` for those under /p/<slug>/."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from tests.partnership import Place

# A reader has an account and no partnership.
Role = Literal["visitor", "reader", "editor"]
ROLES: tuple[Role, ...] = ("visitor", "reader", "editor")
# What can stand in an address where nothing has to be found.
_LINKS = dict.fromkeys(
    ("asked_link", "answered_link", "ended_link", "quoted_link", "approved_link", "confirm", "leave"), "1/a"
)
_NEWS = {"published_slug": "a", "withdrawn_slug": "b", "hidden_slug": "b", "waiting": 1, "shown_picture": 1}
_LOCAL = {"public_slug": "a", "shown_theme": 1, "shown_document": 1}
ANY_LINK = {
    "invitation": 1,
    "token": "a",
    "code": "a",
    "secret": "a",
    "mail": "a",
    "key": 1,
    **_LINKS,
    **_NEWS,
    **_LOCAL,
}


@dataclass(frozen=True)
class Example:
    """An address, and the answer to GET for each role."""

    name: str
    path: str
    visitor: int = 200
    reader: int = 200
    editor: int = 200
    page: bool = True
    queries: int = 1
    # Does it take a form? Everything else can only be read.
    form: bool = False
    # What must not be told to the next site, not even to another page of ours.
    referrer: str = "same-origin"

    def status(self, role: str) -> int:
        """Return the status that this role is answered with; members of a partnership are readers elsewhere."""
        return getattr(self, role, self.reader)


@dataclass(frozen=True)
class Room:
    """An address of a partnership: who may, and what must be there first.

    `path` names `{slug}` and whatever `needs` returns for a place (ids of things made there). `sent` is a form that an
    address takes which cannot be asked for with GET; what it needs to be valid, so that only the door can refuse it.
    """

    name: str
    path: str
    may: Permission = Permission.SEE_ROOMS
    page: bool = True
    needs: Callable[[Place], dict[str, Any]] = lambda place: {}
    form: bool = False
    only_posted: bool = False
    sent: dict[str, Any] = field(default_factory=dict)
    # Roles that are answered otherwise than the permission says: the role and the status.
    answers: dict[PartnershipRole, int] = field(default_factory=dict)

    def at(self, place: Place) -> str:
        """Return the address in a place."""
        return self.path.format(slug=place.slug, **self.needs(place))

    @property
    def names_a_thing(self) -> bool:
        """Does the address name something of the partnership, not the partnership alone?"""
        return self.path.replace("{slug}", "").count("{") > 0

    def status(self, role: PartnershipRole) -> int:
        """Return the status that a member with this role is answered with."""
        return self.answers.get(role, 200 if role in MAY[self.may] else 403)


def file(name: str, path: str, queries: int = 1) -> Example:
    return Example(name, path, page=False, queries=queries)


def only_posted(name: str, path: str) -> Example:
    return Example(name, path, 405, 405, 405, page=False, queries=0, form=True)


def own(name: str, path: str, status: int = 200, *, page: bool = True, form: bool = True) -> Example:
    """Return a page of one's own account: a visitor is sent to sign in."""
    return Example(name, path, 302, status, status, page=page and status == 200, queries=0, form=form)


def factor(name: str, path: str, reader: int, editor: int, *, form: bool = True) -> Example:
    """Return a page of the second factor, for the reader who has none and the editor who has every kind.

    No `page` of those that any account has: in a browser tests/functional/test_ground.py looks at them.
    """
    return Example(name, f"/account/second-factor/{path}", 302, reader, editor, page=False, queries=0, form=form)
