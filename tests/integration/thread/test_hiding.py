"""What a person may not see does not exist on the thread, and that it exists does not show: by no word, link or count.

One thing is told on purpose: evidence that something hidden uses is not listed as used nowhere, unless that is under embargo
(`things.Kind.counted`, test_loose_ends).

Something is hidden beside every thing that everybody sees, each with a mark that stands nowhere else. Who may see which mark
is said here once more, apart from the rooms' own rules.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.audit.models import Event
from extramile.web.enquiries.models import Note
from extramile.web.evidence.models import Item
from extramile.web.findings.models import Decision, Finding, Pair
from extramile.web.inspections.embargo import OPENED
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.plans.models import Action, ActionIn, FamilyWord, FindingIn, Plan, Result, Theme
from extramile.web.thread.queries import loose_ends
from extramile.web.thread.things import Key, kinds
from extramile.web.thread.walking import thread
from extramile.web.voices.models import LoopEntry
from extramile.web.voices.models import Session as VoiceSession
from tests.integration.evidence.scene import PEOPLE, note
from tests.integration.selfevaluation.scene import begin, write
from tests.integration.thread.scene import THEME, Scene, make_scene, rests, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.one_database]
MARK = re.compile(r"Canary-[a-z]+")
LEADS = {"lead"}
AREA = set(PEOPLE) - {"inspector"}
SEES = {
    "Canary-restricted": {"lead", "contributor", "data", "auditor"},
    "Canary-personal": {"data", "auditor"},
    "Canary-forum": {"forum"},
    "Canary-embargo": LEADS,
    "Canary-draft": LEADS,
    "Canary-plan": LEADS,
    "Canary-revisit": LEADS,
    "Canary-writing": AREA,
}


@dataclass
class Hidden:
    """A partnership with the visible things of a scene, and what stood on each thread before anything was hidden beside it."""

    scene: Scene
    before: dict[tuple[str, Key], Any] = field(default_factory=dict)
    # The loose ends that each person was told of, by sort, and among how many things they were looked for.
    ends: dict[str, dict[str, Any]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def made(shared_db: None) -> Hidden:
    hidden = Hidden(make_scene())
    # The word will be tied to an entry of the forum's own space, and until then to none.
    FamilyWord.objects.update(loop=None)
    for name in PEOPLE:
        hidden.ends[name] = _ends(hidden.scene, name)
        for key in _keys(hidden.scene):
            hidden.before[name, key] = _seen(hidden.scene, name, key)
    _hide(hidden.scene)
    return hidden


@pytest.fixture
def hidden(made: Hidden, db: None) -> Hidden:
    return deepcopy(made)


def _keys(scene: Scene) -> list[Key]:
    return [key for key in scene.keys.values() if key[0] in kinds()]


def _seen(scene: Scene, name: str, key: Key) -> Any:
    found = thread(scene.people[name], *key)
    return found and (list(found.things.values()), found.ties, found.left_out)


def _ends(scene: Scene, name: str) -> dict[str, Any]:
    told = loose_ends(scene.people[name])
    return {sort.name: ([each.thing for each in ends.found], ends.among) for sort, ends in told}


def _hide(scene: Scene) -> None:
    """Tie something hidden to everything."""
    made, lead, today = scene.made, scene.lead, timezone.localdate()
    for level in ("restricted", "personal"):
        item = note(scene.people["data"], f"Canary-{level}", sensitivity=level)
        _rest_all(scene, item)
    place = {"partnership": lead.partnership, "made_by": lead.person, "space": "forum"}
    own = note(scene.people["forum"], "Canary-forum paper", space="forum")
    Item.objects.filter(pk=own.pk).update(space="forum")
    _rest_all(scene, own)
    VoiceSession.objects.create(title="Canary-forum group", held_on=today, themes=[THEME], **place)
    entry = LoopEntry.objects.create(
        said="Canary-forum words", said_by="Parents", said_on=today, theme=THEME, decided="x", **place
    )
    FamilyWord.objects.filter(pk=made["word"].pk).update(loop=entry)
    writing = write(lead, begin(lead), judgement="Canary-writing claim")
    rests(lead, made["evidence"], "claim", writing)
    _embargoed(scene)


def _rest_all(scene: Scene, item: Item) -> None:
    by = scene.people["data"] if item.space == "" else scene.people["forum"]
    for kind in ("claim", "finding", "request", "line", "checklist"):
        rests(by, item, kind, scene.made[kind])


def _embargoed(scene: Scene) -> None:
    """Make an inspection under embargo whose findings, notes, plan and results are tied to what everybody sees."""
    made, lead, now = scene.made, scene.lead, timezone.now()
    inspection = Inspection.objects.create(
        partnership=lead.partnership,
        pack="send-2016",
        kind="inspection",
        title="Inspection of autumn",
        called_at=now - timedelta(days=20),
        made_by=lead.person,
    )
    said = Note.objects.create(
        inspection=inspection,
        kind="feedback",
        held_at=now - timedelta(days=400),
        words="Canary-embargo",
        made_by=lead.person,
    )
    kind = {"inspection": inspection, "kind": "area-for-development", "author": lead.person, "position": 1}
    passed = {"state": "moderated", "moderated_by": scene.people["auditor"].person, "moderated_at": now}
    finding = Finding.objects.create(
        words="Canary-embargo finding", note=said, session=made["session"], **kind, **passed
    )
    draft = Finding.objects.create(words="Canary-draft finding", **{**kind, "inspection": scene.inspection})
    for each in (finding, draft):
        rests(lead, made["evidence"], "finding", each)
        Pair.objects.create(
            inspection=each.inspection,
            finding=each,
            claim=made["claim"],
            decision=Decision.AGREED,
            decided_by=lead.person,
        )
    plan = Plan.objects.create(
        partnership=lead.partnership,
        pack="send-2016",
        kind="written-statement-of-action",
        title="Canary-plan",
        inspection=inspection,
        begins=now.date(),
        made_by=lead.person,
    )
    theme = Theme.objects.create(plan=plan, title="Canary-plan theme", position=1)
    FindingIn.objects.create(plan=plan, finding=made["finding"], theme=theme, by=lead.person)
    ActionIn.objects.create(theme=theme, action=made["action"])
    theme.measures.create(title="Canary-plan measure", good="up")
    plan.decisions.create(number=1, asked="Canary-plan question", action=made["action"], made_by=lead.person)
    FamilyWord.objects.create(
        theme=theme, title="Canary-plan word", said_on=now.date(), loop=made["loop"], by=lead.person
    )
    Result.objects.create(
        place=FindingIn.objects.get(plan=made["plan-theme"].plan, finding=made["finding"]),
        inspection=inspection,
        on=now.date(),
        enough=False,
        result="Canary-revisit result",
        source="A letter",
        by=lead.person,
    )


def _may(name: str) -> set[str]:
    return {mark for mark, people in SEES.items() if name in people}


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_nobody_meets_what_is_hidden_from_them(hidden: Hidden, name: str) -> None:
    scene = hidden.scene
    client, met = signed_in(scene.people[name]), set()
    for kind, thing_id in _keys(scene):
        there = hidden.before[name, (kind, thing_id)] is not None
        for end in ("", "thread.json"):
            response = client.get(f"/p/ashcombe/thread/{kind}/{thing_id}/{end}")
            assert response.status_code == (200 if there else 404)
            met |= set(MARK.findall(response.content.decode()))
    for path in ("", "loose-ends.csv", f"learning/finding/{scene.made['finding'].pk}/"):
        met |= set(MARK.findall(client.get(f"/p/ashcombe/thread/{path}").content.decode()))
    assert met <= _may(name)
    # What may be seen is there: so the marks are where they can be met.
    assert met >= _may(name) - {"Canary-personal"}


@pytest.mark.parametrize("name", ["reader", "inspector"])
def test_that_something_is_hidden_does_not_show(hidden: Hidden, name: str) -> None:
    """The thread of one who sees nothing of what was hidden is what it was: things, ties and what was left out."""
    scene = hidden.scene
    for key in _keys(scene):
        now, then = _seen(scene, name, key), hidden.before[name, key]
        if now is None or then is None:
            assert now is then
            continue
        # A claim that is being written is hidden from inspectors alone.
        written = {thing.key for thing in now[0] if "Canary-writing" in thing.title}
        assert [thing for thing in now[0] if thing.key not in written] == then[0]
        assert {tie for tie in now[1] if not {tie.start, tie.end} & written} == set(then[1])
        assert now[2] == then[2] == 0


@pytest.mark.parametrize("name", ["reader", "inspector"])
def test_no_loose_end_and_no_count_of_them_tells_of_what_is_hidden(hidden: Hidden, name: str) -> None:
    now, then = _ends(hidden.scene, name), hidden.ends[name]
    if name == "reader":
        # A claim that is being written is theirs to know of: one more was looked at, and it has its proof.
        found, among = then["claim-unproven"]
        then = {**then, "claim-unproven": (found, among + 1)}
    assert now == then


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_what_is_hidden_has_no_thread_of_its_own(hidden: Hidden, name: str) -> None:
    scene = hidden.scene
    finding = Finding.objects.get(words="Canary-embargo finding")
    theme = Theme.objects.get(title="Canary-plan theme")
    for key in (("finding", finding), ("note", finding.note), ("plan-theme", theme)):
        there = thread(scene.people[name], key[0], str(key[1].pk)) is not None
        assert there is (name in LEADS)
    for word in ("learning/", ""):
        path = f"/p/ashcombe/thread/{word}finding/{finding.pk}/"
        assert signed_in(scene.people[name]).get(path).status_code == (200 if name in LEADS else 404)


def test_who_is_let_into_the_circle_sees_it(hidden: Hidden) -> None:
    scene, finding = hidden.scene, Finding.objects.get(words="Canary-embargo finding")
    auditor = scene.people["auditor"]
    assert thread(auditor, "finding", str(finding.pk)) is None
    InCircle.objects.create(
        inspection=finding.inspection, member=auditor.member, why="Reads", let_in_by=scene.lead.person
    )
    assert thread(auditor, "finding", str(finding.pk)) is not None
    assert ("finding", str(finding.pk)) in thread(auditor, *scene.keys["claim"]).things


def test_who_reads_what_is_under_embargo_stands_in_the_trail(hidden: Hidden) -> None:
    scene = hidden.scene
    opened = Event.objects.filter(verb=OPENED, kind="findings")
    assert not opened.exists()
    signed_in(scene.people["reader"]).get(f"/p/ashcombe/thread/claim/{scene.made['claim'].pk}/")
    assert not opened.exists()
    signed_in(scene.lead).get(f"/p/ashcombe/thread/claim/{scene.made['claim'].pk}/")
    [event] = opened
    assert event.by_id == scene.lead.person.pk
    assert "Canary" not in str(event.after) + event.thing


@pytest.mark.parametrize("kind", ["plan-theme", "decision", "action", "measure", "word"])
def test_who_reads_a_plan_under_embargo_stands_in_the_trail_whatever_of_it_they_read(hidden: Hidden, kind: str) -> None:
    scene, theme = hidden.scene, Theme.objects.get(title="Canary-plan theme")
    thing = {
        "plan-theme": theme,
        "decision": theme.plan.decisions.get(),
        "action": scene.made["action"],
        "measure": theme.measures.get(),
        "word": theme.words.get(),
    }[kind]
    told = Event.objects.filter(verb=OPENED, kind="plan", thing_id=str(theme.plan_id))
    address = f"/p/ashcombe/thread/{kind}/{thing.pk}/"
    seen = signed_in(scene.people["reader"]).get(address)
    assert (seen.status_code, "under embargo" in seen.content.decode()) == (200 if kind == "action" else 404, False)
    assert not told.exists(), "who may not see a plan has not read of it"
    assert "under embargo" in signed_in(scene.lead).get(address).content.decode()
    assert told.get().by_id == scene.lead.person.pk


def test_a_finding_that_leads_to_a_plan_under_embargo_notes_who_read_of_it(hidden: Hidden) -> None:
    scene, theme = hidden.scene, Theme.objects.get(title="Canary-plan theme")
    told = Event.objects.filter(verb=OPENED, kind="plan", thing_id=str(theme.plan_id))
    finding = scene.made["finding"]
    address = f"/p/ashcombe/inspect/{finding.inspection_id}/findings/{finding.pk}/"
    assert "Canary" not in signed_in(scene.people["reader"]).get(address).content.decode()
    assert not told.exists()
    assert "Canary-plan theme" in signed_in(scene.lead).get(address).content.decode()
    assert told.get().by_id == scene.lead.person.pk


def test_a_list_of_loose_ends_notes_whose_plan_it_tells_of(hidden: Hidden) -> None:
    scene, theme = hidden.scene, Theme.objects.get(title="Canary-plan theme")
    Action.objects.update(state="stopped", settled_at=timezone.now())
    alone = Action.objects.create(
        partnership=scene.lead.partnership, words="Canary-plan action", made_by=scene.lead.person
    )
    theme.measures.all().update(out_at=timezone.now(), out_why="Wrong")
    ActionIn.objects.create(theme=theme, action=alone)
    told = Event.objects.filter(verb=OPENED, kind="plan", thing_id=str(theme.plan_id))
    address = "/p/ashcombe/thread/?sort=action-without-measure"
    assert "Canary" not in signed_in(scene.people["reader"]).get(address).content.decode()
    assert not told.exists()
    assert "Canary-plan action" in signed_in(scene.lead).get(address).content.decode()
    assert told.exists()


def test_another_partnership_finds_nothing_of_it(hidden: Hidden) -> None:
    scene = hidden.scene
    other = make_scene("brackwater")
    for key in _keys(scene):
        found = thread(other.lead, *key)
        if key[0] in ("indicator", "voice-theme"):
            theirs = {each for each in _keys(scene) if each not in _keys(other)}
            assert not found.things.keys() & theirs
        else:
            assert found is None, key
            assert signed_in(other.lead).get(f"/p/brackwater/thread/{key[0]}/{key[1]}/").status_code == 404
    assert signed_in(other.lead).get(f"/p/ashcombe/thread/claim/{scene.made['claim'].pk}/").status_code == 404
