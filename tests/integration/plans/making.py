"""A plan for tests: its partnership, who leads, who works on it, a published inspection with findings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions import doing, freezing, measuring, planning
from extramile.web.plans.models import Action, Measure, Plan, Snapshot, Theme
from tests.partnership import make_member, make_partnership, scope_for


@dataclass(frozen=True)
class Ground:
    """What a plan stands on."""

    partnership: Partnership
    lead: Scope
    worker: Scope
    inspection: Inspection
    plan: Plan

    @property
    def theme(self) -> Theme:
        return self.plan.themes.order_by("position")[0]


def make_inspection(lead: Scope, worker: Scope, *, published: bool = True) -> Inspection:
    """Return an inspection with a strength and two findings that ask for something."""
    made = Inspection.objects.create(
        partnership=lead.partnership,
        pack="send-2016",
        kind="inspection",
        title="Inspection of spring",
        called_at=timezone.now() - timedelta(days=200),
        outcome="not-required",
        published_on=timezone.localdate() - timedelta(days=100) if published else None,
        made_by=lead.person,
    )
    for number, (kind, words) in enumerate(
        [
            ("strength", "Therapists work where the children are."),
            ("area-for-development", "Families tell their story too often."),
            ("area-for-development", "Requests for assessment take too long."),
        ],
        1,
    ):
        Finding.objects.create(
            inspection=made,
            kind=kind,
            words=words,
            position=number,
            state="moderated",
            author=lead.person,
            written_by=lead.person,
            moderated_by=worker.person,
            moderated_at=timezone.now(),
        )
    return made


def make_ground(slug: str = "ashcombe", *, published: bool = True) -> Ground:
    partnership = make_partnership(slug)
    lead = scope_for(make_member(partnership, Role.LEAD))
    worker = scope_for(make_member(partnership, Role.CONTRIBUTOR))
    inspection = make_inspection(lead, worker, published=published)
    plan = planning.begin(
        scope=lead,
        pack="send-2016",
        kind="written-statement-of-action",
        title="Plan of the partnership",
        begins=timezone.localdate() - timedelta(days=90),
        inspection=inspection,
    )
    return Ground(partnership, lead, worker, inspection, plan)


def make_action(ground: Ground, words: str = "One record for each family", **given: Any) -> Action:
    return doing.add_action(scope=ground.worker, theme=ground.theme, given={"words": words, **given})


def make_measure(ground: Ground, **given: Any) -> Measure:
    start: date = timezone.localdate() - timedelta(days=80)
    values = {
        "title": "Families who told their story once",
        "unit": "%",
        "good": "up",
        "baseline": 40.0,
        "baseline_on": start,
        "target": 70.0,
        "target_by": start + timedelta(days=365),
        "tolerance": 2.0,
    }
    return measuring.add_measure(scope=ground.worker, theme=ground.theme, given={**values, **given})


def submit(ground: Ground, **given: Any) -> Snapshot:
    """Submit the plan, though it is not fit: what is tested is what becomes of it."""
    said = {"whom": "The inspectorates", "way": "Mail", "on": timezone.localdate(), "words": "In time, and not whole"}
    return freezing.submit(scope=ground.lead, plan=ground.plan, **{**said, **given})


def answer(ground: Ground, sent: Snapshot, verdict: str, words: str = "It says nothing of health") -> None:
    today = timezone.localdate()
    freezing.reply(scope=ground.lead, snapshot=sent, from_whom="Two letters", on=today, verdict=verdict, words=words)


def client_of(scope: Scope) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(scope.person)
    return client


def at(ground: Ground, name: str, **more: Any) -> str:
    """Return the address of a page of the plan."""
    return reverse(f"plans:{name}", kwargs={"slug": "ashcombe", "plan_id": ground.plan.pk, **more})


def words(response: Any) -> str:
    """Return what a page says, each run of space as one."""
    return " ".join(response.content.decode().split())
