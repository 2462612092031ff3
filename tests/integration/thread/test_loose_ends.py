"""Where the thread is broken: each sort is found, mended and found no more; a whole thread says that it is one."""

import csv
import io
from copy import deepcopy

import pytest
from django.utils import timezone

from extramile.core.planning import Colour, Rating
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions import doing, measuring, theming
from extramile.web.plans.models import Theme
from extramile.web.plans.queries import content
from extramile.web.thread.queries import loose_ends
from extramile.web.voices.models import LoopEntry
from tests.integration.evidence.scene import make_partnership, note
from tests.integration.selfevaluation.scene import begin, write
from tests.integration.thread.scene import Scene, add_action, add_measure, make_scene, rests, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_db: None) -> Scene:
    return make_scene()


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    return deepcopy(made)


def titles(scope: Scope, name: str) -> list[str]:
    [(_, ends)] = loose_ends(scope, name)
    return [each.thing.title for each in ends.found]


def second_theme(scene: Scene) -> Theme:
    return scene.theme.plan.themes.exclude(pk=scene.theme.pk).get()


def test_a_finding_without_an_action(scene: Scene) -> None:
    name, theme = "finding-without-action", second_theme(scene)
    assert titles(scene.lead, name) == ["Requests for assessment take too long."]
    place = theme.findings.get()
    theming.answer_finding(scope=scene.lead, plan=theme.plan, finding=place.finding, why_not="It was met in June.")
    assert titles(scene.lead, name) == []
    theming.answer_finding(scope=scene.lead, plan=theme.plan, finding=place.finding, theme=theme)
    action = add_action(scene, "More people in the team", theme)
    assert titles(scene.lead, name) == []
    doing.step(scope=scene.lead, action=action, do="stop", why="No money")
    assert titles(scene.lead, name) == ["Requests for assessment take too long."], "what was stopped is not done"


def test_a_strength_a_draft_and_a_rehearsal_ask_for_nothing(scene: Scene) -> None:
    strength = Finding.objects.get(inspection=scene.inspection, kind="strength")
    draft = Finding.objects.create(
        inspection=scene.inspection, kind="area-for-development", words="Draft", position=9, author=scene.lead.person
    )
    found = titles(scene.lead, "finding-without-action")
    assert strength.words not in found
    assert draft.words not in found
    Inspection.objects.filter(pk=scene.inspection.pk).update(purpose="rehearsal")
    assert titles(scene.lead, "finding-without-action") == []


def test_an_action_without_a_measure(scene: Scene) -> None:
    theme = second_theme(scene)
    action = add_action(scene, "More people in the team", theme)
    assert titles(scene.lead, "action-without-measure") == ["More people in the team"]
    measure = add_measure(scene, theme, title="Days until a decision")
    assert titles(scene.lead, "action-without-measure") == []
    measuring.take_out_measure(scope=scene.lead, measure=measure, why="It cannot be counted")
    assert titles(scene.lead, "action-without-measure") == ["More people in the team"]
    doing.step(scope=scene.lead, action=action, do="stop", why="No money")
    assert titles(scene.lead, "action-without-measure") == []


def test_a_claim_without_proof(scene: Scene) -> None:
    claim = write(scene.lead, begin(scene.lead), judgement="Families trust us.")
    assert titles(scene.lead, "claim-unproven") == ["Families trust us."]
    item = note(scene.people["data"], "Answers", sensitivity="personal")
    rests(scene.people["data"], item, "claim", claim)
    # Proof that a person may not see is none that can be shown to them.
    assert titles(scene.lead, "claim-unproven") == ["Families trust us."]
    assert titles(scene.people["data"], "claim-unproven") == []


def test_a_measure_without_a_reading(scene: Scene) -> None:
    assert titles(scene.lead, "measure-without-reading") == ["Families who were heard"]
    measure = scene.made["asked-measure"]
    day = timezone.localdate()
    measuring.read(scope=scene.lead, measure=measure, day=day, value=None, state="missing")
    assert titles(scene.lead, "measure-without-reading") == ["Families who were heard"]
    measuring.read(scope=scene.lead, measure=measure, day=day, value=50.0, said="It came in")
    assert titles(scene.lead, "measure-without-reading") == []
    measuring.read(scope=scene.lead, measure=measure, day=day, value=None, state="suppressed", said="Too few children")
    assert titles(scene.lead, "measure-without-reading") == ["Families who were heard"], "the figure was replaced"


def test_evidence_used_nowhere(scene: Scene) -> None:
    assert titles(scene.lead, "evidence-unused") == ["What was heard of leadership"]
    # A figure of a measure and families' word are uses as well as a claim is.
    fresh = note(scene.lead, "Minutes")
    assert "Minutes" in titles(scene.lead, "evidence-unused")
    theming.hear(
        scope=scene.lead,
        theme=scene.theme,
        title="Better now",
        said_on=timezone.localdate(),
        evidence_id=fresh.pk,
    )
    assert "Minutes" not in titles(scene.lead, "evidence-unused")


@pytest.mark.parametrize("kind", ["request", "line", "checklist"])
def test_what_is_used_where_a_person_may_not_look_is_not_called_unused(scene: Scene, kind: str) -> None:
    item = note(scene.lead, "Minutes")
    assert "Minutes" in titles(scene.people["inspector"], "evidence-unused")
    rests(scene.lead, item, kind, scene.made[kind])
    for name in ("lead", "reader", "inspector"):
        assert "Minutes" not in titles(scene.people[name], "evidence-unused")
    page = signed_in(scene.people["inspector"]).get(f"/p/ashcombe/thread/evidence/{item.pk}/").content.decode()
    assert "Nothing leads to it that you may see" in page


def test_a_voice_theme_without_a_decision(scene: Scene) -> None:
    assert titles(scene.lead, "theme-undecided") == []
    LoopEntry.objects.update(decided="", theme="leadership")
    [title] = titles(scene.lead, "theme-undecided")
    LoopEntry.objects.update(not_done="There is no money this year.")
    assert title
    assert titles(scene.lead, "theme-undecided") == []


def test_green_without_proof_is_looked_for_and_would_be_found(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    [(_, ends)] = loose_ends(scene.lead, "green-without-proof")
    assert (list(ends.found), ends.among) == ([], 2)
    page = signed_in(scene.lead).get("/p/ashcombe/thread/").content.decode()
    assert "There is none: 2 themes were looked at." in page
    monkeypatch.setattr(content, "rating", lambda *_: Rating(Colour.GREEN, "So it was said."))
    assert len(titles(scene.lead, "green-without-proof")) == 2


def test_the_page_has_each_sort_with_its_sentence_count_and_list(scene: Scene) -> None:
    page = signed_in(scene.lead).get("/p/ashcombe/thread/").content.decode()
    for sort, ends in loose_ends(scene.lead):
        assert sort.words in page
        assert f'id="{sort.name}"' in page
        assert ends.among > 0
    assert "1 of 2 findings that ask for something." in page


def test_a_long_list_has_pages(scene: Scene) -> None:
    for number in range(33):
        note(scene.lead, f"Paper {number}")
    client = signed_in(scene.lead)
    first = client.get("/p/ashcombe/thread/").content.decode()
    assert first.count("Paper ") < 33
    assert 'href="/p/ashcombe/thread/?sort=evidence-unused"' in first
    last = client.get("/p/ashcombe/thread/?sort=evidence-unused&page=2").content.decode()
    assert "34 of 37 pieces of evidence." in last
    assert last.count('<th scope="row">') == 4
    assert client.get("/p/ashcombe/thread/?sort=nothing").status_code == 404


def test_it_can_be_taken_away(scene: Scene) -> None:
    client = signed_in(scene.lead)
    text = client.get("/p/ashcombe/thread/loose-ends.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {each["sort"] for each in rows} == {
        "A finding without an action",
        "A measure without a reading",
        "Evidence used nowhere",
    }
    text = client.get("/p/ashcombe/thread/loose-ends.csv?sort=evidence-unused").content.decode("utf-8-sig")
    assert [each["title"] for each in csv.DictReader(io.StringIO(text))] == ["What was heard of leadership"]


def test_a_whole_thread_says_that_it_is_one(scene: Scene) -> None:
    theme = second_theme(scene)
    theming.answer_finding(scope=scene.lead, plan=theme.plan, finding=theme.findings.get().finding, why_not="Met.")
    measuring.read(scope=scene.lead, measure=scene.made["asked-measure"], day=timezone.localdate(), value=5.0)
    rests(scene.lead, scene.made["voice-item"], "claim", scene.made["claim"])
    page = signed_in(scene.lead).get("/p/ashcombe/thread/").content.decode()
    assert "The golden thread is whole" in page
    assert "Download as CSV" not in page


def test_an_empty_partnership_is_told_that_nothing_was_written(db: None) -> None:
    people = make_partnership("birchover")
    page = signed_in(people["lead"]).get("/p/birchover/thread/").content.decode()
    assert "Nothing that you may see has been written yet" in page


def test_who_may_not_mend_is_told_how_it_stands_and_nothing_to_do(scene: Scene) -> None:
    page = signed_in(scene.people["inspector"]).get("/p/ashcombe/thread/").content.decode()
    assert "What the partnership has still to join" in page
    assert "Loose ends" not in page
    for words in ("Link it", "withdraw it", "where to mend"):
        assert words not in page
        assert words in signed_in(scene.lead).get("/p/ashcombe/thread/").content.decode()


def test_what_is_used_where_a_person_may_not_look_is_not_unused(scene: Scene) -> None:
    inspector, name = scene.people["inspector"], "evidence-unused"
    # Snapshots and families' word are used in a plan, which those who inspect do not see; nothing of it is named.
    assert titles(inspector, name) == titles(scene.lead, name) == ["What was heard of leadership"]
    fresh = note(scene.lead, "Minutes")
    assert "Minutes" in titles(inspector, name)
    word = {"title": "Better now", "said_on": timezone.localdate(), "evidence_id": fresh.pk}
    theming.hear(scope=scene.lead, theme=scene.theme, **word)
    assert "Minutes" not in titles(inspector, name)
    assert "Better now" not in signed_in(inspector).get("/p/ashcombe/thread/").content.decode()
    # A plan under embargo is told of by no count.
    Inspection.objects.filter(pk=scene.inspection.pk).update(published_on=None)
    assert "Minutes" not in titles(scene.lead, name)
    assert "Minutes" in titles(inspector, name)


def test_who_sees_no_plans_is_not_told_of_their_ends(scene: Scene) -> None:
    names = {sort.name for sort, _ in loose_ends(scene.people["inspector"])}
    assert names == {"claim-unproven", "evidence-taken-back", "evidence-unused", "theme-undecided"}
    client = signed_in(scene.people["inspector"])
    assert client.get("/p/ashcombe/thread/?sort=measure-without-reading").status_code == 404
