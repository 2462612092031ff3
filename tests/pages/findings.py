"""Examples of the addresses of `findings`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.findings.actions.findings import make_finding
from extramile.web.findings.actions.steps import take_step
from extramile.web.inspections.actions.beginning import begin
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from tests.pages.addresses import Example, Room
from tests.partnership import Place

# What is under embargo is refused to all but leads and the circle, into which nobody is let here.
CLOSED = {role: 403 for role in PartnershipRole if role is not PartnershipRole.LEAD}


def _inspection(place: Place) -> dict[str, Any]:
    """Make an inspection with findings under embargo."""
    lead = place.scope()
    found = begin(
        scope=lead,
        pack_id="send-2023",
        kind="full",
        title="Area <SEND> inspection",
        called_at=timezone.now() - timedelta(days=21),
    )
    draft = make_finding(
        scope=lead, inspection=found, kind="effective", words="Families <are> told early.", criteria=["I1"]
    )
    body = lead.organisation.pk
    offered = make_finding(
        scope=lead,
        inspection=found,
        kind="priority_action",
        words="Too many children wait for a place.",
        criteria=["I2", "L1"],
        responsible=[body],
    )
    take_step(scope=lead, finding=offered, step="offer")
    return {"inspection": found.pk, "finding": draft.pk, "offered": offered.pk}


def _once(place: Place) -> dict[str, Any]:
    return place.once("findings", _inspection)


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return {}


def _closed(name: str, path: str, **more: Any) -> Room:
    """Return an address under embargo."""
    where = f"/p/{{slug}}/inspect/{{inspection}}/{path}"
    return Room(f"findings:{name}", where, needs=_once, **{"answers": CLOSED, **more})


EXAMPLES: tuple[Example, ...] = ()
WRITES = Permission.WRITE_FINDINGS
ROOMS: tuple[Room, ...] = (
    _closed("findings", "findings/"),
    _closed("findings", "findings/?by=criterion&words=early&state=draft"),
    _closed("findings-csv", "findings.csv", page=False),
    _closed("add", "findings/new/", may=WRITES, form=True),
    _closed("finding", "findings/{finding}/"),
    _closed("finding", "findings/{offered}/"),
    _closed("change", "findings/{finding}/change/", may=WRITES, form=True),
    _closed("evidence", "findings/{finding}/evidence/", may=WRITES, form=True),
    _closed("step", "findings/{finding}/step/", may=WRITES, only_posted=True, sent={"step": "take-back"}),
    _closed("move", "findings/{finding}/move/", may=WRITES, only_posted=True, sent={"where": "up"}),
)
