"""Examples of the addresses of returns: a load that was checked, one that was refused, one that was deleted, some that ask."""

from datetime import date
from typing import Any

from extramile.core.synthetic import make, to_xml
from extramile.web.evidence import store
from extramile.web.jobs import work
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.returns import digests, snapshots
from extramile.web.returns.actions import answering, loading, working
from extramile.web.returns.models import Heading, Load
from tests.integration.returnsroom.loading import BROKEN
from tests.integration.returnsroom.making import make_load, problem
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
            loading.delete_load(scope=scope, load=found, why="Another file")
        return found.pk

    made = {
        "unread_load": load(b"<broken"),
        "deleted_load": load(b"<gone/>"),
        "earlier_load": load("".join(to_xml(make(60, 1, faults=2, only=BROKEN).persons)).encode()),
        "load": load("".join(to_xml(make(60, 2, faults=2, only=BROKEN).persons)).encode()),
        "asking_load": _asking(scope),
        "yearless_load": _yearless(scope),
    }
    found = Load.objects.get(pk=made["load"])
    if found.asks_first:
        # Many numbers of children are planted faults, so that others are missing.
        found = answering.take_as_it_is(scope=scope, load=found)
    rule = found.rules.filter(state="failed", severity="query").exclude(family="reading").first().rule
    at = {"scope": scope, "load": found}
    working.assign(**at, places=[(rule, 0)], owner=str(scope.member.pk), due=date(2020, 1, 1))
    working.settle(**at, places=[(rule, 1)], accept=True, words="Right <as> it is")
    return {**made, "query_rule": rule}


def _asking(scope: Any) -> int:
    """Return a load of lists with a heading that nobody knows, and no day of their own."""
    heading = {
        "heading": "<b>Born</b>",
        "table": "list_2",
        "table_title": "List 2",
        "candidates": ["birth_date", "upn"],
    }
    load = make_load(scope, problem(), kind="annex_a", year=None, questions=[heading])
    digest = digests.heading_digest(digests.digest_for(scope.partnership), "Said before")
    row = {"kind": "annex_a", "table": "list_2", "column": "", "digest": digest, "said_by": scope.person}
    Heading.objects.create(partnership=scope.partnership, **row)
    return load.pk


def _yearless(scope: Any) -> int:
    """Return a load whose files do not say of which year they are."""
    load = make_load(scope)
    refusal = snapshots.refused(load.pk, "The files do not say of which year the return is.", [2025, 2026])
    load.state, load.kind, load.year, load.asks = Load.State.REFUSED, "", None, Load.Asks.YEAR
    load.snapshot, load.upload, load.held_until = store.put(refusal), store.put(b"<a/>"), load.ends_on
    load.save()
    return load.pk


ROOMS: tuple[Room, ...] = (
    Room("returns:home", "/p/{slug}/returns/", SEE, needs=loads_of, form=True),
    Room("returns:load", "/p/{slug}/returns/{load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{earlier_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{unread_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{deleted_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{asking_load}/", SEE, needs=loads_of),
    Room("returns:load", "/p/{slug}/returns/{yearless_load}/", SEE, needs=loads_of),
    Room("returns:rule", "/p/{slug}/returns/{load}/rules/SEN2-P-01/?page=x", SEE, needs=loads_of, form=True),
    Room("returns:queue", "/p/{slug}/returns/{load}/problems/?page=x&state=y&owner=z", SEE, needs=loads_of, form=True),
    Room("returns:queue", "/p/{slug}/returns/{load}/problems/?owner=me&late=on", SEE, needs=loads_of, form=True),
    Room("returns:queue", "/p/{slug}/returns/{earlier_load}/problems/", SEE, needs=loads_of, form=True),
    Room("returns:queue", "/p/{slug}/returns/{load}/problems/?state=explained", SEE, needs=loads_of, form=True),
    Room("returns:problem", "/p/{slug}/returns/{load}/problems/{query_rule}/0/", SEE, needs=loads_of, form=True),
    Room("returns:problem", "/p/{slug}/returns/{load}/problems/{query_rule}/1/", SEE, needs=loads_of, form=True),
    Room("returns:queue", "/p/{slug}/returns/{load}/problems/?new=on", SEE, needs=loads_of, form=True),
    Room("returns:gone", "/p/{slug}/returns/{load}/gone/?page=x", SEE, needs=loads_of),
    Room("returns:gone", "/p/{slug}/returns/{earlier_load}/gone/", SEE, needs=loads_of),
    Room("returns:headings", "/p/{slug}/returns/{asking_load}/headings/", LOAD, needs=loads_of, form=True),
    Room("returns:remembered", "/p/{slug}/returns/headings/", LOAD, needs=loads_of, form=True),
    *(
        Room(
            f"returns:{name}",
            f"/p/{{slug}}/returns/{{{load}}}/{name}/",
            LOAD,
            page=False,
            needs=loads_of,
            form=True,
            only_posted=True,
        )
        for name, load in (("again", "yearless_load"), ("stop", "asking_load"), ("as-it-is", "asking_load"))
    ),
    Room(
        "returns:set-back",
        "/p/{slug}/returns/{load}/problems/set-back/",
        Permission.WORK_ON_RETURNS,
        page=False,
        needs=loads_of,
        form=True,
        only_posted=True,
    ),
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
