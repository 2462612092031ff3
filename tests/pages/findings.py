"""Examples of the addresses of `findings`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.findings.actions import outcome, publication, thanks
from extramile.web.findings.actions.findings import make_finding
from extramile.web.findings.actions.steps import take_step
from extramile.web.inspections.actions.beginning import begin
from extramile.web.inspections.models import InCircle, Participant
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
    outcome.propose(scope=lead, inspection=found, outcome="inconsistent", why="What works <outweighs> what does not.")
    return {"inspection": found.pk, "finding": draft.pk, "offered": offered.pk}


def _published(place: Place) -> dict[str, Any]:
    """Make a published inspection with a finding."""
    lead, second = place.scope(), place.scope(PartnershipRole.QUALITY_AUDITOR)
    found = begin(
        scope=lead,
        pack_id="send-2016",
        kind="inspection",
        title="The visit of 2018",
        called_at=timezone.now() - timedelta(days=60),
    )
    InCircle.objects.create(inspection=found, member=second.member, why="Moderates", let_in_by=lead.person)
    told = make_finding(
        scope=lead, inspection=found, kind="strength", words="Needs are <seen> early.", criteria=["2016-A"]
    )
    take_step(scope=lead, finding=told, step="offer")
    take_step(scope=second, finding=told, step="moderate", seen=1)
    outcome.propose(scope=lead, inspection=found, outcome="not-required", why="No weakness is grave.")
    outcome.take_step(scope=second, inspection=found, step="agree", seen=1)
    publication.publish(scope=lead, inspection=found, on=timezone.localdate())
    Participant.objects.create(inspection=found, name="Sam <Example>", organisation=lead.organisation)
    thanks.compose_thanks(scope=lead, inspection=found)
    return {"published": found.pk, "told": told.pk, "thanks": found.thanks.get().pk}


def _open(name: str, path: str, **more: Any) -> Room:
    """Return an address of a published inspection: everybody's."""
    where = f"/p/{{slug}}/inspect/{{published}}/{path}"
    return Room(f"findings:{name}", where, needs=once_published, **more)


def once(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection under embargo and its findings."""
    return place.once("findings", _inspection)


def once_published(place: Place) -> dict[str, Any]:
    """Return the ids of a published inspection and its finding."""
    return place.once("published", _published)


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return {}


def _closed(name: str, path: str, **more: Any) -> Room:
    """Return an address under embargo."""
    where = f"/p/{{slug}}/inspect/{{inspection}}/{path}"
    return Room(f"findings:{name}", where, needs=once, **{"answers": CLOSED, **more})


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
    _closed("outcome", "outcome/"),
    _closed(
        "propose", "outcome/propose/", may=WRITES, only_posted=True, sent={"outcome": "inconsistent", "why": "So."}
    ),
    _closed("outcome-step", "outcome/step/", may=WRITES, only_posted=True, sent={"step": "agree"}),
    _closed("publish", "publish/", may=Permission.LEAD_INSPECTION, form=True),
    _open("findings", "findings/"),
    _open("finding", "findings/{told}/"),
    _open("correct", "findings/{told}/correct/", may=Permission.LEAD_INSPECTION, form=True),
    _open("outcome", "outcome/"),
    _open("publish", "publish/", may=Permission.LEAD_INSPECTION, form=True),
    _open("correct-publication", "publish/correct/", may=Permission.LEAD_INSPECTION, form=True),
    _open("thanks", "thanks/", may=Permission.LEAD_INSPECTION, form=True),
    _open(
        "letter",
        "thanks/{thanks}/",
        may=Permission.LEAD_INSPECTION,
        only_posted=True,
        sent={"do": "sent", "way": "post"},
    ),
    _open("take-thanks", "thanks/{thanks}.docx", may=Permission.LEAD_INSPECTION, page=False),
    Room("findings:history", "/p/{slug}/inspect/history/"),
    Room(
        "findings:history",
        "/p/{slug}/inspect/history/?words=early",
        needs=once_published,
    ),
)
