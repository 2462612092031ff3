"""Examples of the addresses of returns: a load that was checked, one that was refused, one that was deleted."""

from typing import Any

from extramile.core.synthetic import make, to_xml
from extramile.web.jobs import work
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.returns.actions import loading
from tests.pages.addresses import Room
from tests.partnership import Place

SEE, LOAD = Permission.SEE_RETURNS, Permission.LOAD_RETURNS


def loads_of(place: Place) -> dict[str, Any]:
    """Return the ids of loads, and the name of a rule that failed in one."""
    return place.once("loads", _make)


def _make(place: Place) -> dict[str, Any]:
    scope = place.scope(Role.DATA_MANAGER)

    def load(data: bytes) -> int:
        found = loading.load_files(scope=scope, files=[("a & b.xml", data)])
        work.run(str(found.job))
        found.refresh_from_db()
        if data == b"<gone/>":
            loading.delete_load(scope=scope, load=found)
        return found.pk

    return {
        "unread_load": load(b"<broken"),
        "deleted_load": load(b"<gone/>"),
        "earlier_load": load("".join(to_xml(make(60, 1, faults=2).persons)).encode()),
        "load": load("".join(to_xml(make(60, 2, faults=2).persons)).encode()),
    }


ROOMS: tuple[Room, ...] = (
    Room("returns:home", "/p/{slug}/returns/", SEE, needs=loads_of, form=True),
    Room("returns:load", "/p/{slug}/returns/{load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{earlier_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{unread_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{deleted_load}/", SEE, needs=loads_of),
    Room("returns:rule", "/p/{slug}/returns/{load}/rules/SEN2-P-01/?page=x", SEE, needs=loads_of),
    Room(
        "returns:take",
        "/p/{slug}/returns/{load}/take/csv/",
        SEE,
        page=False,
        needs=loads_of,
        form=True,
        only_posted=True,
    ),
    Room("returns:delete", "/p/{slug}/returns/{load}/delete/", LOAD, needs=loads_of, form=True),
)
