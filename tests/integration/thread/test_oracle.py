"""The thread against a slow twin that knows no link of any room: it goes from row to row by their foreign keys alone.

Also that the page says what the data says.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

import html5lib
import pytest
from django.utils import timezone

from extramile.web.evidence.models import Item, Use
from extramile.web.findings.models import Finding, Pair, Proposal
from extramile.web.plans.actions import measuring, theming
from extramile.web.plans.models import Action, BoardDecision, FamilyWord, FindingIn, Measure, Result
from extramile.web.selfevaluation.models import HeardTheme
from extramile.web.thread.things import Key, kinds
from extramile.web.thread.walking import thread
from extramile.web.voices.models import LoopEntry
from extramile.web.voices.models import Session as VoiceSession
from tests.integration.evidence.scene import note
from tests.integration.selfevaluation.scene import write
from tests.integration.thread.scene import (
    INDICATOR,
    INDICATOR_SLUG,
    Scene,
    add_action,
    add_measure,
    make_scene,
    rests,
    signed_in,
)

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
Edges = set[tuple[Key, Key]]


@pytest.fixture(scope="module")
def made(shared_db: None) -> Scene:
    scene = make_scene()
    _tangle(scene)
    return scene


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    return deepcopy(made)


def _tangle(scene: Scene) -> None:
    """Add more of everything and tie it by chance, some of it replaced, taken out, stopped or withdrawn since."""
    chance, lead, today = random.Random(12), scene.lead, timezone.localdate()
    evaluation = scene.made["claim"].evaluation
    claims = [write(lead, evaluation, judgement=f"Claim {number}") for number in range(3)]
    findings = list(Finding.objects.all())
    themes = list(scene.theme.plan.themes.all())
    for number in range(8):
        item = note(lead, f"Paper {number}")
        rests(lead, item, "claim", chance.choice(claims))
        rests(lead, item, "finding", chance.choice(findings))
        add_action(scene, f"Step {number}", chance.choice(themes))
        if number % 3 == 0:
            Item.objects.filter(pk=item.pk).update(
                withdrawn_at=timezone.now(), withdrawn_by=lead.person, withdrawn_why="Wrong"
            )
    for theme in themes:
        measure = add_measure(scene, theme, title=f"Figure of {theme.pk}")
        paper = note(lead, f"Figures of {theme.pk}")
        for value in (50.0, 51.0):
            measuring.read(scope=lead, measure=measure, day=today, value=value, evidence_id=paper.pk, said="Mended")
            paper = note(lead, f"Figures of {theme.pk}, mended")
        theming.hear(scope=lead, theme=theme, title="Better", said_on=today, evidence_id=paper.pk)
    measuring.take_out_measure(scope=lead, measure=measure, why="It cannot be counted")
    FamilyWord.objects.filter(title="Better").last().delete()


def _edges() -> Edges:
    """Return what leads to what, each kind of row by its own foreign keys, as somebody who sees everything."""
    found = {(("session", str(each.session_id)), ("finding", str(each.pk))) for each in _rows(Finding, "session")}
    found |= {(("note", str(each.note_id)), ("finding", str(each.pk))) for each in _rows(Finding, "note")}
    found |= {
        (("report", str(each.reading_id)), ("finding", str(each.finding_id))) for each in _rows(Proposal, "finding")
    }
    found |= {
        (("claim", str(each.claim_id)), ("finding", str(each.finding_id)))
        for each in _rows(Pair, "finding")
        if each.claim_id
    }
    found |= set(_of_voices()) | set(_of_evidence()) | set(_of_plans()) | set(_of_measures())
    return found


def _rows(model, name: str) -> Iterable:
    return [each for each in model.objects.all() if getattr(each, f"{name}_id") is not None]


def _of_voices() -> Iterator[tuple[Key, Key]]:
    for session in VoiceSession.objects.all():
        for theme in session.themes:
            yield ("voice-session", str(session.pk)), ("voice-theme", theme)
    for heard in HeardTheme.objects.all():
        yield ("voice-theme", heard.theme), ("claim", str(heard.claim_id))
    for entry in LoopEntry.objects.all():
        yield ("voice-theme", entry.theme), ("loop", str(entry.pk))


def _of_evidence() -> Iterator[tuple[Key, Key]]:
    for use in Use.objects.all():
        if use.item.withdrawn_at is None:
            yield ("evidence", str(use.item_id)), (use.kind, use.thing_id)
    for item in Item.objects.filter(withdrawn_at=None):
        frozen = item.versions.first().data or {}
        if item.kind == "voice":
            yield ("voice-theme", frozen["theme"]), ("evidence", str(item.pk))
        if item.kind == "snapshot":
            assert frozen.get("indicator", INDICATOR) == INDICATOR
            source = ("return-figure", frozen["figure"]) if "figure" in frozen else ("indicator", INDICATOR_SLUG)
            yield source, ("evidence", str(item.pk))


def _of_plans() -> Iterator[tuple[Key, Key]]:
    for place in _rows(FindingIn, "theme"):
        yield ("finding", str(place.finding_id)), ("plan-theme", str(place.theme_id))
    for result in Result.objects.all():
        yield ("finding", str(result.place.finding_id)), ("result", str(result.pk))
        yield ("plan-theme", str(result.place.theme_id)), ("result", str(result.pk))
    for word in FamilyWord.objects.all():
        for kind, owner in (("plan-theme", word.theme_id), ("loop", word.loop_id), ("evidence", word.evidence_id)):
            if owner is not None:
                yield (kind, str(owner)), ("word", str(word.pk))
    for asked in _rows(BoardDecision, "action"):
        yield ("decision", str(asked.pk)), ("action", str(asked.action_id))
    for action in Action.objects.all():
        for place in action.places.all():
            yield ("plan-theme", str(place.theme_id)), ("action", str(action.pk))
            for result in Result.objects.filter(place__theme=place.theme_id):
                yield ("action", str(action.pk)), ("result", str(result.pk))


def _of_measures() -> Iterator[tuple[Key, Key]]:
    for measure in Measure.objects.filter(out_at=None):
        here = ("measure", str(measure.pk))
        yield ("plan-theme", str(measure.theme_id)), here
        for action in Action.objects.filter(places__theme=measure.theme_id):
            yield ("action", str(action.pk)), here
        if measure.source == "indicator":
            yield ("indicator", INDICATOR_SLUG), here
        if measure.source == "returns":
            yield ("return-figure", f"{measure.source_ref['release']}-{measure.source_ref['measure']}"), here
        if measure.source == "voice":
            yield ("question", str(measure.source_ref["question"])), here
        for day in {each.day for each in measure.readings.all()}:
            stands = max((each for each in measure.readings.all() if each.day == day), key=lambda each: each.pk)
            if stands.evidence_id:
                yield ("evidence", str(stands.evidence_id)), here


def _reached(ways: Mapping[Key, set[Key]], here: Key, known: set[Key] | None = None) -> set[Key]:
    """Return everything that can be come to from here."""
    known = set() if known is None else known
    for each in ways[here] - known:
        known.add(each)
        _reached(ways, each, known)
    return known


def _moved(scene: Scene) -> Edges:
    """Return the measures that changed: two figures above the baseline, as the scene made them, and none of the others."""
    pk = str(scene.made["measure"].pk)
    return {(("measure", pk), ("moved", pk))}


def test_every_thread_is_what_the_rows_say(scene: Scene) -> None:
    edges = _edges() | _moved(scene)
    on, back = defaultdict[Key, set[Key]](set), defaultdict[Key, set[Key]](set)
    for start, end in edges:
        on[start].add(end)
        back[end].add(start)
    keys = set(on) | set(back)
    assert {kind for kind, _ in keys} == set(kinds())
    for key in sorted(keys):
        after, before = _reached(on, key), _reached(back, key)
        found = thread(scene.lead, *key, most=1000)
        assert found is not None, key
        assert found.whole
        assert set(found.things) == {key} | after | before, key
        ways = {(a, b) for a, b in edges if a in {key} | after or b in {key} | before}
        assert {(each.start, each.end) for each in found.ties} == ways, key


def test_from_a_record_to_an_outcome_and_from_there_back_to_it(scene: Scene) -> None:
    record, outcome = scene.keys["session"], scene.keys["moved"]
    on = thread(scene.lead, *record, most=1000)
    back = thread(scene.lead, *outcome, most=1000)
    assert on is not None
    assert back is not None
    assert outcome in on.things
    assert record in back.things
    # Whatever leads from the one to the other stands on both, tied by the same words.
    between = on.things.keys() & back.things.keys()
    assert {"finding", "plan-theme", "action", "measure"} <= {kind for kind, _ in between}
    ties = [{tie for tie in each.ties if {tie.start, tie.end} <= between} for each in (on, back)]
    assert ties[0] == ties[1]


@pytest.mark.parametrize("name", ["session", "evidence", "claim", "finding", "plan-theme", "measure", "result"])
def test_the_page_says_what_the_data_says(scene: Scene, name: str) -> None:
    client, (kind, thing_id) = signed_in(scene.lead), scene.keys[name]
    address = f"/p/ashcombe/thread/{kind}/{thing_id}/"
    data = json.loads(client.get(f"{address}thread.json").content)
    page = html5lib.parse(client.get(address).content.decode(), namespaceHTMLElements=False)
    rows = {each.get("id"): each for each in page.iter("li") if "x-thread__thing" in (each.get("class") or "")}
    told = {f"{each['kind']}-{each['id']}": each for stage in data["stages"] for each in stage["things"]}
    assert list(rows) == list(told)
    for anchor, each in told.items():
        [tag, *_] = [one.text for one in rows[anchor].iter("span") if "x-tag" in one.get("class", "")]
        links = [one.get("href") for one in rows[anchor].iter("a")]
        assert tag == each["kind_words"]
        assert each["title"] in "".join(rows[anchor].itertext())
        assert not each["href"] or each["href"] in links
        assert (each["thread"] in links) is (anchor != f"{kind}-{thing_id}")
    pairs = [tuple(f"{tie[end]['kind']}-{tie[end]['id']}" for end in ("from", "to")) for tie in data["ties"]]
    said = [
        (anchor, link.get("href").removeprefix("#"))
        for anchor, row in rows.items()
        for link in row.iter("a")
        if link.get("href").startswith("#")
    ]
    assert sorted(said) == sorted([*pairs, *((end, start) for start, end in pairs)]), "each tie stands at both its ends"
    drawn = [each for each in page.iter(f"{SVG}path") if each.get("class", "").startswith("x-flow-tie")]
    assert len(drawn) == len(pairs)
