"""A partnership in which everything leads to something: a thing of each kind, and a tie of each sort between two."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from extramile.web.enquiries.models import Line, Note, Request
from extramile.web.evidence import actions as evidence
from extramile.web.evidence.models import Item, Kind, Version
from extramile.web.findings.models import Decision, Finding, Pair, Proposal, ReadReport
from extramile.web.inspections.models import Inspection, Task
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions import deciding, doing, measuring, planning, theming
from extramile.web.plans.models import Action, FindingIn, Measure, Result, Theme
from extramile.web.selfevaluation.models import HeardTheme
from extramile.web.thread.things import Key
from extramile.web.timetable.models import Session
from extramile.web.voices.models import LoopEntry, Question, Survey
from extramile.web.voices.models import Session as VoiceSession
from tests.integration.evidence.scene import make_partnership, note
from tests.integration.plans.making import make_inspection
from tests.integration.returnsroom.loading import TWENTY_WEEKS, make_release
from tests.integration.selfevaluation.scene import begin, write

THEME = "leadership"
INDICATOR = "SEN_TotStat"
INDICATOR_SLUG = "sen-totstat"


@dataclass
class Scene:
    """Who is there, and what was made, by the name of its kind."""

    people: dict[str, Scope]
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def lead(self) -> Scope:
        return self.people["lead"]

    @property
    def keys(self) -> dict[str, Key]:
        """What names each thing among all things."""
        figure = f"{self.made['release'].pk}-{TWENTY_WEEKS}"
        known = {"indicator": INDICATOR_SLUG, "voice-theme": THEME, "return-figure": figure}
        ids = {name: str(made.pk) for name, made in self.made.items()} | known
        return {name: (name, thing_id) for name, thing_id in ids.items()}

    @property
    def inspection(self) -> Inspection:
        return self.made["finding"].inspection

    @property
    def theme(self) -> Theme:
        return self.made["plan-theme"]


def frozen(lead: Scope, kind: str, data: dict[str, Any], title: str) -> Item:
    """Return evidence that was frozen from elsewhere."""
    item = note(lead, title)
    Item.objects.filter(pk=item.pk).update(kind=kind)
    Version.objects.filter(item=item).update(data=data)
    return item


def rests(lead: Scope, item: Item, kind: str, thing: Any) -> None:
    """Say that something rests on a piece of evidence."""
    evidence.attach(scope=lead, item=item, kind=kind, thing_id=thing.pk, words="It rests on it")


def make_scene(slug: str = "ashcombe") -> Scene:
    scene = Scene(make_partnership(slug))
    _know(scene)
    _inspect(scene)
    _plan(scene)
    made = scene.made
    for kind in ("claim", "finding", "request", "line", "checklist"):
        rests(scene.lead, made["evidence"], kind, made[kind])
    rests(scene.lead, made["returned"], "claim", made["claim"])
    return scene


def _know(scene: Scene) -> None:
    """Make what is known: voices, evidence, a claim."""
    lead, made, today = scene.lead, scene.made, timezone.localdate()
    place = {"partnership": lead.partnership, "made_by": lead.person}
    survey = Survey.objects.create(title="Survey of families", audience="parents", code=lead.name, **place)
    made["question"] = Question.objects.create(survey=survey, position=1, kind="short", words="Were you heard?")
    made["voice-session"] = VoiceSession.objects.create(
        title="Focus group in May", held_on=today, themes=[THEME], **place
    )
    made["loop"] = LoopEntry.objects.create(
        said="We tell our story again and again.", said_by="Parents", said_on=today, theme=THEME, decided="One", **place
    )
    made["evidence"] = note(lead, "Audit of sixty plans")
    made["claim"] = write(lead, begin(lead))
    HeardTheme.objects.create(claim=made["claim"], theme=THEME, title="Leadership", placed_by=lead.person)
    made["voice-item"] = frozen(lead, Kind.VOICE, {"theme": THEME}, "What was heard of leadership")
    release = make_release(lead.partnership, lead.person, year=2026, counted=50, of=100)
    made["release"] = release
    figure = {"figure": f"{release.pk}-{TWENTY_WEEKS}", "returns": {}}
    made["returned"] = frozen(lead, Kind.SNAPSHOT, figure, "Plans, of our own return")
    made["snapshot"] = frozen(lead, Kind.SNAPSHOT, {"indicator": INDICATOR}, "Plans, published")


def _inspect(scene: Scene) -> None:
    """Make a published inspection with a finding and what it comes from."""
    lead, made, now = scene.lead, scene.made, timezone.now()
    inspection = make_inspection(lead, scene.people["auditor"])
    by = {"inspection": inspection, "made_by": lead.person}
    made["session"] = Session.objects.create(
        type="visit", title="Visit to a school", starts=now, ends=now + timedelta(hours=1), **by
    )
    made["note"] = Note.objects.create(kind="feedback", held_at=now, words="They liked it.", **by)
    made["line"] = Line.objects.create(title="Who hears families", raised_on=now.date(), **by)
    made["request"] = Request.objects.create(number=1, words="Send the audit.", asked_at=now, **by)
    made["checklist"] = Task.objects.create(inspection=inspection, group="Own", words="Gather the audit", position=0)
    made["finding"] = inspection.findings.get(position=2)
    Finding.objects.filter(inspection=inspection).update(note=made["note"], session=made["session"])
    made["report"] = ReadReport.objects.create(inspection=inspection, sent_by=lead.person, read_at=now)
    Proposal.objects.create(
        reading=made["report"],
        source="a-1",
        kind="area-for-development",
        words="Again and again",
        position=1,
        finding=made["finding"],
        decided_at=now,
    )
    Pair.objects.create(
        inspection=inspection,
        finding=made["finding"],
        claim=made["claim"],
        decision=Decision.AGREED,
        decided_by=lead.person,
    )


def _plan(scene: Scene) -> None:
    """Make a plan whose measure moved and of whose theme families said that it got better."""
    lead, made, today = scene.lead, scene.made, timezone.localdate()
    plan = planning.begin(
        scope=lead,
        pack="send-2016",
        kind="written-statement-of-action",
        title="Plan of the partnership",
        begins=today - timedelta(days=90),
        inspection=scene.inspection,
    )
    place = FindingIn.objects.get(plan=plan, finding=made["finding"])
    made["plan-theme"] = place.theme
    made["action"] = add_action(scene, "One record for each family")
    made["decision"] = deciding.ask(
        scope=lead, plan=plan, asked="Pay for the record?", why="", wanted_by=None, action=made["action"]
    )
    made["measure"] = made["moved"] = add_measure(
        scene, source="indicator", source_ref={"indicator": INDICATOR, "area": "826"}
    )
    made["asked-measure"] = add_measure(
        scene, title="Families who were heard", source="voice", source_ref={"question": made["question"].pk}
    )
    read = {"measure": TWENTY_WEEKS, "release": made["release"].pk}
    made["read-measure"] = add_measure(scene, title="Plans in 20 weeks", source="returns", source_ref=read)
    measuring.read(scope=lead, measure=made["read-measure"], day=today - timedelta(days=40), value=40.0)
    for days, value in ((40, 50.0), (10, 55.0)):
        measuring.read(
            scope=lead,
            measure=made["measure"],
            day=today - timedelta(days=days),
            value=value,
            evidence_id=made["snapshot"].pk,
        )
    made["word"] = theming.hear(
        scope=lead,
        theme=place.theme,
        title="We told it once",
        said_on=today,
        loop_id=made["loop"].pk,
        evidence_id=made["evidence"].pk,
    )
    made["result"] = Result.objects.create(
        place=place, on=today, enough=True, result="sufficient progress", source="A letter", by=lead.person
    )


def add_action(scene: Scene, words: str, theme: Theme | None = None) -> Action:
    return doing.add_action(scope=scene.lead, theme=theme or scene.theme, given={"words": words})


def add_measure(scene: Scene, theme: Theme | None = None, **given: Any) -> Measure:
    start = timezone.localdate() - timedelta(days=80)
    values = {"title": "Plans that families read", "unit": "%", "good": "up", "baseline": 40.0, "baseline_on": start}
    later = {"target": 70.0, "target_by": start + timedelta(days=365), "tolerance": 2.0}
    return measuring.add_measure(scope=scene.lead, theme=theme or scene.theme, given={**values, **later, **given})


def signed_in(scope: Scope) -> Client:
    """Return a client that is signed in as somebody."""
    client = Client()
    client.force_login(scope.person)
    return client


__all__ = ["Scene", "add_action", "add_measure", "frozen", "make_scene", "rests", "signed_in"]
