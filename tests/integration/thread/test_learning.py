"""Who was told the same, the nearest first, and what followed there: with the real register, and invented words of findings."""

from copy import deepcopy
from typing import Any

import pytest

from extramile.web.findings.models import Finding
from extramile.web.library.actions import keep_reading
from extramile.web.library.models import Report
from extramile.web.library.national import national
from extramile.web.plans.models import Theme
from extramile.web.thread import learning
from extramile.web.thread.learning import Near
from extramile.web.thread.presenters import learning as words
from extramile.web.thread.queries import lesson
from extramile.web.thread.things import Lesson
from tests.integration.thread.scene import Scene, make_scene, signed_in
from tests.library import item, make_reading

pytestmark = pytest.mark.django_db
SAID = "Annual reviews are late and families wait for the amended plan."
# Of the register: Bedford is a statistical neighbour of Milton Keynes (826), Kent too, Oxfordshire lies in its region.
BEDFORD, KENT, OXFORDSHIRE, HARTLEPOOL = "2016-822", "2016-886", "2016-931", "2016-805"


def told(inspection: str, **findings: Any) -> Report:
    """Keep a report of an inspection of the register, with invented findings."""
    of = national().register.get(inspection)
    findings = findings or {"improve": [item(SAID, themes=("annual-reviews",))]}
    reading = make_reading(
        area=of.area, la_code=of.code, start=str(of.started), end=str(of.ended or of.started), **findings
    )
    return keep_reading(reading={**reading, "framework": of.framework}, file_hash=f"{inspection:0>64}")[0]


@pytest.fixture(scope="module")
def made(shared_db: None) -> Scene:
    scene = make_scene()
    Finding.objects.filter(pk=scene.made["finding"].pk).update(words=SAID)
    Theme.objects.filter(pk=scene.theme.pk).update(title="Reviews on time")
    return scene


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    return deepcopy(made)


def found(scene: Scene, kind: str = "finding", typed: str = "") -> learning.Learnt:
    asked = lesson(scene.lead, *scene.keys[kind])
    assert asked is not None
    return learning.learnt(scene.lead, asked[1], typed)


def test_neighbours_come_first_then_the_region_then_others(scene: Scene) -> None:
    for each in (HARTLEPOOL, OXFORDSHIRE, KENT, BEDFORD):
        assert told(each).slug == each
    rows = found(scene).told
    assert [each.near for each in rows] == [Near.NEIGHBOUR, Near.NEIGHBOUR, Near.REGION, Near.ELSEWHERE]
    assert {each.code for each in rows[:2]} == {"822", "886"}
    assert [each.code for each in rows[2:]] == ["931", "805"]


def test_words_that_are_more_alike_come_first(scene: Scene) -> None:
    told(KENT, improve=[item("Annual reviews do not happen.", themes=("annual-reviews",))])
    told(BEDFORD, improve=[item("Other.", themes=("leadership",)), item(SAID, themes=("annual-reviews",))])
    first, second = found(scene).told
    assert (first.code, [each.text for each in first.findings]) == ("822", [SAID])
    assert second.code == "886"


def test_a_strength_is_compared_with_strengths_and_our_own_report_with_none(scene: Scene) -> None:
    told(BEDFORD, effective=[item(SAID, themes=("annual-reviews",))])
    told("2016-826")
    assert found(scene).told == ()
    praised = learning.learnt(scene.lead, Lesson(SAID, good=True))
    assert [each.code for each in praised.told] == ["822"]


def test_what_followed_is_what_the_register_knows(scene: Scene) -> None:
    """Bedford: re-visited with enough progress on all, and inspected again in 2024. Kent: not enough on any, not again yet."""
    told(BEDFORD)
    told(KENT)
    rows = {each.code: each for each in found(scene).told}
    assert rows["822"].followed.of.revisit.result == "all"
    assert (rows["822"].followed.next.framework, rows["822"].followed.next.outcome) == ("2023", "typically-positive")
    assert rows["886"].followed.of.revisit.result == "none"
    assert rows["886"].followed.next is None
    lines = dict(words.area(rows["886"], None).lines)
    assert lines["Re-visit"].startswith("not enough progress on any weakness")
    assert lines["Next inspection"] == "not known: none in the register"


def test_what_is_not_known_is_counted_beside_what_is(scene: Scene) -> None:
    told(BEDFORD)
    told(KENT)
    unknown = keep_reading(
        reading=make_reading(area="Nowhere", la_code=None, improve=[item(SAID, themes=("annual-reviews",))]),
        file_hash="f" * 64,
    )[0]
    assert not unknown.in_register
    said = words.summary(found(scene))
    assert said == [
        "3 areas were told the same, in 3 inspections.",
        "The result of a re-visit is known of 2: enough progress on every weakness in 1, not enough progress on any weakness in 1.",
        "A later inspection is known of 1.",
        "Of 1 nothing that followed is known.",
    ]


@pytest.mark.parametrize("year", ["2016", "2023"])
def test_followed_agrees_with_a_slow_reading_of_the_register(year: str) -> None:
    register = list(national().register)
    for each in [one for one in register if one.framework == year]:
        later = [one for one in register if one.code == each.code and one.month > each.month]
        follows = learning.followed(each).next
        if later:
            assert follows is not None
            assert follows.month <= min(one.month for one in later)
        if follows is not None:
            assert follows.month > each.month


def test_the_path_of_an_indicator_begins_before_the_report(scene: Scene) -> None:
    told(BEDFORD)
    [bedford] = found(scene).told
    info = learning.indicators(Lesson(""))[0]
    path = learning.path(info, bedford)
    series = national().indicators.series(info.code)
    assert path.points
    assert path.points[-1][0] == info.latest
    assert path.points[0][0] in series.periods
    assert dict(path.points)[info.latest] == series.figure("822", info.latest).value
    shown = words.area(bedford, path)
    assert f"in {path.points[-1][0]}" in shown.figures
    assert "England" in shown.figures


def test_a_theme_teaches_by_its_findings_and_its_indicators(scene: Scene) -> None:
    told(BEDFORD)
    assert [each.code for each in found(scene, "plan-theme").told] == ["822"]
    _, asked = lesson(scene.lead, *scene.keys["plan-theme"])
    assert learning.indicators(asked)[0].code == "SEN_TotStat"
    assert lesson(scene.lead, *scene.keys["claim"]) is None


def test_words_narrow_and_stand_in_for_themes(scene: Scene) -> None:
    told(BEDFORD)
    told(KENT, improve=[item("Annual reviews lack advice.", themes=("annual-reviews",))])
    assert [each.code for each in found(scene, typed="advice").told] == ["886"]
    bare = Lesson("Zebras.")
    assert learning.learnt(scene.lead, bare).told == ()
    assert [each.code for each in learning.learnt(scene.lead, bare, "advice").told] == ["886"]


def test_the_page_says_its_caution_and_is_under_the_finding(scene: Scene) -> None:
    told(BEDFORD)
    client = signed_in(scene.lead)
    path = f"/p/ashcombe/thread/learning/finding/{scene.made['finding'].pk}/"
    page = client.get(path).content.decode()
    assert "What followed is not what it caused" in page
    assert "statistical neighbour" in page
    assert "1 area was told the same, in 1 inspection." in page
    own = f"/p/ashcombe/inspect/{scene.inspection.pk}/findings/{scene.made['finding'].pk}/"
    assert f'href="{path}"' in client.get(own).content.decode()
    assert "Nobody was" in client.get(f"{path}?words=zebra").content.decode()
    assert client.get(f"/p/ashcombe/thread/learning/claim/{scene.made['claim'].pk}/").status_code == 404


def test_an_invented_area_has_no_neighbours_and_is_told_so(scene: Scene) -> None:
    told(BEDFORD)
    scene.lead.partnership.area_code, scene.lead.partnership.is_fictional = "", True
    assert [each.near for each in found(scene).told] == [Near.ELSEWHERE]
    scene.lead.partnership.save()
    page = signed_in(scene.lead).get(f"/p/ashcombe/thread/learning/finding/{scene.made['finding'].pk}/")
    assert "This area is invented" in page.content.decode()
