"""The thread from every kind of thing and back; what is near comes first; how many questions it takes."""

import json
from copy import deepcopy

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extramile.web.plans import threads
from extramile.web.plans.actions import doing, planning, theming
from extramile.web.thread.presenters import threads as words
from extramile.web.thread.things import STAGES, Key, Stage, kinds, links
from extramile.web.thread.walking import thread
from tests.integration.evidence.scene import note
from tests.integration.thread.scene import Scene, add_action, add_measure, make_scene, rests, signed_in

# What the links tell is held against the rows on both databases in test_oracle.py; here it is what people meet.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(scope="module")
def made(shared_db: None) -> Scene:
    return make_scene()


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    return deepcopy(made)


def keys_of(scene: Scene, key: Key, **more: int) -> set[Key]:
    found = thread(scene.lead, *key, **more)
    assert found is not None
    return set(found.things)


def test_every_kind_and_every_link_of_a_room_is_in_this_scene(scene: Scene) -> None:
    assert set(kinds()) <= set(scene.keys)
    for link in links():
        starts = [thing_id for kind, thing_id in _all_keys(scene) if kind == link.start]
        assert list(link.pairs(scene.lead, starts, ())), link


def _all_keys(scene: Scene) -> set[Key]:
    keys = {key for key in scene.keys.values() if key[0] in kinds()}
    keys |= {("evidence", str(scene.made[name].pk)) for name in ("voice-item", "snapshot", "returned")}
    return keys | {("measure", str(scene.made[name].pk)) for name in ("asked-measure", "read-measure")}


def test_what_is_seen_from_one_end_is_seen_from_the_other(scene: Scene) -> None:
    ties = {key: set(thread(scene.lead, *key).ties) for key in _all_keys(scene)}
    seen = {tie for found in ties.values() for tie in found}
    assert {(tie.start[0], tie.end[0]) for tie in seen} == {(each.start, each.end) for each in links()}
    for tie in seen:
        assert tie in ties.get(tie.start, {tie})
        assert tie in ties.get(tie.end, {tie})


def test_from_a_voice_to_what_became_different_and_back(scene: Scene) -> None:
    keys = scene.keys
    on = [
        keys[name] for name in ("voice-theme", "claim", "finding", "plan-theme", "action", "measure", "moved", "result")
    ]
    assert set(on) <= keys_of(scene, keys["voice-session"])
    assert {keys["voice-session"], keys["evidence"], keys["claim"], keys["report"]} <= keys_of(scene, keys["moved"])


def test_what_is_beside_it_is_not_before_or_after_it(scene: Scene) -> None:
    assert scene.keys["request"] not in keys_of(scene, scene.keys["claim"])
    assert scene.keys["request"] in keys_of(scene, scene.keys["evidence"])


def test_what_was_withdrawn_or_taken_out_holds_nothing(scene: Scene) -> None:
    item = scene.made["evidence"]
    item.withdrawn_at, item.withdrawn_by, item.withdrawn_why = item.made_at, scene.lead.person, "Wrong"
    item.save()
    assert scene.keys["evidence"] not in keys_of(scene, scene.keys["claim"])
    type(scene.theme).objects.filter(pk=scene.theme.pk).update(out_at=item.made_at, out_why="Merged")
    assert thread(scene.lead, *scene.keys["plan-theme"]) is None
    assert thread(scene.lead, *scene.keys["measure"]) is None
    assert scene.keys["word"] not in keys_of(scene, scene.keys["loop"])


def test_a_measure_that_does_not_move_leads_to_no_outcome(scene: Scene) -> None:
    still = scene.made["asked-measure"]
    assert ("moved", str(still.pk)) not in keys_of(scene, ("measure", str(still.pk)))
    assert thread(scene.lead, "moved", str(still.pk)) is None


def test_of_a_large_neighbourhood_the_nearest_are_shown(scene: Scene) -> None:
    for number in range(12):
        rests(scene.lead, note(scene.lead, f"Paper {number}"), "claim", scene.made["claim"])
    found = thread(scene.lead, *scene.keys["claim"], most=8)
    assert len(found.things) == 9
    assert scene.keys["finding"] in found.things
    assert not found.whole
    # Fourteen papers and one theme lead to it, one finding follows: eight more at the first step.
    assert found.left_out == 8
    assert "8 more things at the next step" in words.left_out(found)
    assert thread(scene.lead, *scene.keys["claim"]).whole


@pytest.mark.parametrize("name", ["evidence", "finding", "action", "voice-theme"])
def test_many_things_take_as_many_questions_as_one(scene: Scene, name: str) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            keys_of(scene, scene.keys[name], most=1000)
        return len(asked)

    before = questions()
    for number in range(10):
        item = note(scene.lead, f"Paper {number}")
        for kind in ("claim", "finding"):
            rests(scene.lead, item, kind, scene.made[kind])
        add_action(scene, f"Step {number}")
        add_measure(scene, title=f"Figure {number}")
    assert questions() == before
    assert before < 150


def test_the_page_groups_by_stage_and_marks_the_thing(scene: Scene) -> None:
    finding = scene.made["finding"]
    page = signed_in(scene.lead).get(f"/p/ashcombe/thread/finding/{finding.pk}/").content.decode()
    places = [page.index(f'<h2 class="x-h2">{STAGES[stage]}</h2>') for stage in Stage]
    assert places == sorted(places)
    assert page.count("You are here") == 1
    assert f'href="/p/ashcombe/evidence/{scene.made["evidence"].pk}/"' in page
    assert 'class="x-flow"' in page


def test_the_same_as_data(scene: Scene) -> None:
    response = signed_in(scene.lead).get(f"/p/ashcombe/thread/claim/{scene.made['claim'].pk}/thread.json")
    found = json.loads(response.content)
    assert set(found) == {"here", "stages", "ties", "left_out", "whole"}
    assert found["here"] == {"kind": "claim", "id": str(scene.made["claim"].pk)}
    things = {(each["kind"], each["id"]) for stage in found["stages"] for each in stage["things"]}
    assert things == keys_of(scene, scene.keys["claim"])
    assert all((tie[end]["kind"], tie[end]["id"]) in things for tie in found["ties"] for end in ("from", "to"))
    assert [each["stage"] for each in found["stages"]] == [each.name.lower() for each in Stage]
    one = found["stages"][0]["things"][0]
    assert set(one) == {"kind", "kind_words", "id", "title", "about", "href", "thread"}
    assert found["whole"] is True


@pytest.mark.parametrize(
    "path", ["nothing/1/", "claim/999999/", "claim/x/", "claim/99999999999999999999/", "indicator/none/", "moved/0/"]
)
def test_what_is_not_there_has_no_thread(scene: Scene, path: str) -> None:
    client = signed_in(scene.lead)
    assert client.get(f"/p/ashcombe/thread/{path}").status_code == 404
    assert client.get(f"/p/ashcombe/thread/{path}thread.json").status_code == 404


# An indicator is everybody's; the others stand on the page of what they came of, which leads to its own thread.
WITHOUT_A_PAGE = {"indicator", "moved", "word", "result"}


@pytest.mark.parametrize("name", sorted(set(kinds()) - WITHOUT_A_PAGE))
def test_from_the_page_of_a_thing_one_comes_to_its_thread(scene: Scene, name: str) -> None:
    here = thread(scene.lead, *scene.keys[name]).here
    assert 'href="/p/ashcombe/thread/{}/{}/"'.format(*here.key) in signed_in(scene.lead).get(here.href).content.decode()


PLANNED = ("plan-theme", "decision", "action", "measure", "moved", "word", "result")


@pytest.mark.parametrize("name", PLANNED)
def test_a_thing_of_a_plan_has_a_page(scene: Scene, name: str) -> None:
    here = thread(scene.lead, *scene.keys[name]).here
    assert here.href, name
    assert signed_in(scene.lead).get(here.href).status_code == 200


def test_the_kinds_of_plans_are_all_looked_at() -> None:
    told = {value for name, value in vars(threads).items() if name.isupper() and isinstance(value, str)}
    own = {each for each in told & set(kinds()) if kinds()[each].find.__module__ == threads.__name__}
    assert own == set(PLANNED)


def test_an_action_of_several_plans_is_read_in_the_first_that_a_person_may_see(scene: Scene) -> None:
    action = scene.made["action"]
    first = scene.theme.plan
    other = planning.begin(
        scope=scene.lead,
        pack="send-2023",
        kind="strategic-plan",
        title="A second plan",
        begins=first.begins,
        inspection=None,
    )
    theme = theming.add_theme(scope=scene.lead, plan=other, title="Told once, there too", outcome="")
    doing.serve(scope=scene.lead, action=action, theme=theme, why="It helps there too")
    key = scene.keys["action"]
    assert thread(scene.lead, *key).here.href == f"/p/ashcombe/plan/{first.pk}/actions/{action.pk}/"
    type(scene.theme).objects.filter(pk=scene.theme.pk).update(out_at=scene.theme.plan.made_at, out_why="Merged")
    href = thread(scene.lead, *key).here.href
    assert href == f"/p/ashcombe/plan/{other.pk}/actions/{action.pk}/"
    assert signed_in(scene.lead).get(href).status_code == 200


@pytest.mark.parametrize(
    "name", ["indicator", "question", "voice-session", "voice-theme", "loop", "report", "evidence", "claim", "finding"]
)
def test_from_what_is_known_to_a_measure_and_back(scene: Scene, name: str) -> None:
    """By the links of the pages alone, as a person goes."""
    client, start = signed_in(scene.lead), scene.keys[name]
    measure = scene.keys["measure"] if name != "question" else ("measure", str(scene.made["asked-measure"].pk))
    if name == "loop":
        measure = scene.keys["word"]
    there = client.get("/p/ashcombe/thread/{}/{}/".format(*start)).content.decode()
    assert f'href="/p/ashcombe/thread/{measure[0]}/{measure[1]}/"' in there
    back = client.get("/p/ashcombe/thread/{}/{}/".format(*measure)).content.decode()
    assert f'href="/p/ashcombe/thread/{start[0]}/{start[1]}/"' in back


def test_no_two_links_of_a_thread_sound_the_same(scene: Scene) -> None:
    for kind, thing_id in _all_keys(scene):
        page = signed_in(scene.lead).get(f"/p/ashcombe/thread/{kind}/{thing_id}/").content.decode()
        leads: dict[str, set[str]] = {}
        [main] = html5lib.parse(page, namespaceHTMLElements=False).iter("main")
        for link in main.iter("a"):
            leads.setdefault(" ".join("".join(link.itertext()).split()), set()).add(link.get("href"))
        assert not {words: places for words, places in leads.items() if len(places) > 1}


def test_a_drawing_of_all_stages_fits_on_a_page(scene: Scene) -> None:
    found = words.drawing(thread(scene.lead, *scene.keys["claim"]))
    width = float(found.svg.split('viewBox="0 0 ')[1].split()[0])
    assert len({kinds()[each.kind].stage for each in thread(scene.lead, *scene.keys["claim"]).things.values()}) == 7
    assert width <= 1120
