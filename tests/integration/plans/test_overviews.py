"""Views of a plan: by owner, by body, by date, exceptions; the list of plans at little cost; what is mine."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.models import Organisation, Partner
from extramile.web.partnerships.permissions import Role
from extramile.web.plans.actions import deciding, doing, measuring, planning, theming
from extramile.web.plans.models import Plan
from extramile.web.plans.presenters.excepted import Thing, looked_for, things
from extramile.web.plans.queries import content, overviews
from extramile.web.plans.queries.excepted import looked_at, said_last, themes_of
from extramile.web.plans.queries.overviews import rated
from extramile.web.plans.queries.owning import SILENT, mine
from tests.integration.plans.making import Ground, make_action, make_ground, make_inspection, make_measure
from tests.integration.plans.test_pages import at, client_of, words
from tests.partnership import make_member

TODAY = timezone.localdate()


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def days(number: int) -> Any:
    return TODAY + timedelta(days=number)


def test_a_plan_by_owner_begins_with_what_nobody_owns(ground: Ground) -> None:
    make_action(ground, "Nobody does it")
    make_action(ground, "Theirs", owner=ground.worker.member, due=days(-3))
    make_action(ground, "Another", owner=ground.worker.member, due=days(9))
    make_measure(ground, owner=ground.lead.member)
    page = words(client_of(ground.worker).get(at(ground, "by-owner")))
    assert page.index('id="owner-0">Nobody yet') < page.index(">Contributor Ashcombe</h2>")
    assert "2 actions: 1 past its day, 1 not started." in page
    assert "Looks after" in page
    narrowed = words(client_of(ground.worker).get(f"{at(ground, 'by-owner')}?words=another"))
    assert "1 action like that." in narrowed
    assert "Nobody does it" not in narrowed


def test_whoever_left_is_named_as_one_who_left(ground: Ground) -> None:
    gone = make_member(ground.partnership, Role.CONTRIBUTOR, email="gone@ashcombe.example.org", name="Gone Person")
    make_action(ground, owner=gone)
    gone.left_at = timezone.now()
    gone.save()
    assert "Has left: somebody else must own this." in words(client_of(ground.lead).get(at(ground, "by-owner")))


def test_a_plan_by_body_shows_education_health_and_care_and_who_does_nothing(ground: Ground) -> None:
    board = Organisation.objects.create(name="Board of health", kind="icb")
    idle = Organisation.objects.create(name="A quiet school", kind="setting")
    for each in (board, idle):
        Partner.objects.create(partnership=ground.partnership, organisation=each)
    council = ground.partnership.organisations.get(kind="council")
    make_action(ground, "Both do it", body=council, others=[board], sectors=["education", "care"])
    page = words(client_of(ground.lead).get(at(ground, "by-body")))
    assert 'Health <span class="x-tag x-tag--develop">no action</span>' in page
    assert "Takes part in" in page
    assert page.index("Bodies without an action") < page.index("A quiet school")
    # Narrowed to health, nothing is there: then no body is called idle.
    narrowed = words(client_of(ground.lead).get(f"{at(ground, 'by-body')}?sector=health"))
    assert "No action is like that." in narrowed
    assert "Bodies without an action" not in narrowed


def test_a_plan_by_date_tells_what_falls_due_and_draws_it(ground: Ground) -> None:
    action = make_action(ground, "Train staff", begins=days(-40), due=days(-2))
    make_action(ground, "Without a day")
    doing.add_milestone(scope=ground.worker, action=action, due=days(30), expected="Half of them")
    make_measure(ground)
    deciding.ask(scope=ground.worker, plan=ground.plan, asked="More money?", wanted_by=days(10))
    page = words(client_of(ground.lead).get(at(ground, "by-date")))
    assert "1 action has no day and is not drawn." in page
    for each in ("Action due", "Milestone", "Target", "Board", "this month", "2 days ago"):
        assert each in page
    assert "<script" not in page.split('id="main-content"')[1].split("</main>")[0]
    # What has no width could not be seen: a day alone is a hundredth of the scale.
    assert 'width="0' not in page


def test_exceptions_say_what_to_do_and_what_there_is_nothing_of(ground: Ground) -> None:
    first = make_action(ground, "Late one", due=days(-1))
    second = make_action(ground, "Waits", due=days(5), needs=[first], owner=ground.worker.member)
    doing.add_milestone(scope=ground.worker, action=second, due=days(-4), expected="Half of them")
    make_action(ground, "No day", risk="high", risk_words="Nobody comes")
    page = words(client_of(ground.lead).get(at(ground, "exceptions")))
    for each in (
        "It was due 1 day ago.",
        "It needs “Late one”, which is past its day.",
        "“Half of them” was expected by",
        "It is not said by when.",
        "Nobody comes",
        "No theme that it serves has a measure",
        "Name somebody.",
        "Nothing of these",
        "not clearly better yet",
    ):
        assert each in page


def exceptional(ground: Ground) -> list[Thing]:
    """Return what is looked at in the plan, as its page shows it."""
    now = content.now(ground.lead, ground.plan, TODAY)
    return things(now, looked_at(now), said_last(ground.lead, now), themes_of(now))


def test_exceptions_are_looked_for_by_words_state_and_whose_work_it_is(ground: Ground) -> None:
    body = ground.partnership.organisations.get(kind="council")
    late = make_action(ground, "Late one", due=days(-1), owner=ground.worker.member, body=body, sectors=["health"])
    doing.step(scope=ground.worker, action=late, do="begin", why="The post is filled")
    make_action(ground, "No day", risk="high", risk_words="Nobody comes")
    make_measure(ground)
    rows = exceptional(ground)

    def found(**wanted: str) -> set[str]:
        return {each.words for each in looked_for(rows, **wanted)}

    assert found() == {each.words for each in rows} >= {"Late one", "No day", "Families who told their story once"}
    assert found(words="LATE one") == {"Late one"}
    assert found(words=ground.worker.person.name) == {"Late one"}, "its owner's name finds an action"
    assert found(words="nobody comes") == {"No day"}, "so does why it stands there"
    assert found(words="the post is filled") == {"Late one"}, "so does what was said of it last"
    assert found(words=ground.theme.title) == {each.words for each in rows if ground.theme.title in each.printed}
    assert {"Late one", "No day"} <= found(words=ground.theme.title)
    assert found(words="high risk") == {"No day"}, "so does how its sort is called"
    assert found(state="on-track") == {"Late one"}, "nothing else has a state"
    assert found(sector="health") == {"Late one"}
    assert found(sector="care") == found(words="zebra") == set()


def test_the_page_of_exceptions_narrows_and_says_how_to_go_on(ground: Ground) -> None:
    for name in ("Cedar", "Maple", "Walnut"):
        make_action(ground, f"Late {name}", due=days(-1))
    client = client_of(ground.lead)
    whole = words(client.get(at(ground, "exceptions")))
    many, reasons = map(int, re.search(r"(\d+) things to look at, for (\d+) reasons\.", whole).groups())
    rows = exceptional(ground)
    assert (many, reasons) == (len(rows), sum(len(each.reasons) for each in rows))
    # A thing stands once, with each of its reasons, under the first of them.
    assert whole.count(">Late Walnut</a>") == 1
    assert whole.split(">Late Walnut</a>")[1].split("</li>")[0].count("No measure") == 1
    assert f"No measure ({many})" not in whole
    assert "No measure (3)" in whole
    assert "Nothing of these" in whole
    narrowed = words(client.get(f"{at(ground, 'exceptions')}?words=late+walnut"))
    assert f"1 thing to look at, for 3 reasons, like that, of {many} in all." in narrowed, (
        "late, without owner and measure"
    )
    assert "Late Maple" not in narrowed
    assert "Nothing of these" not in narrowed, "what was not looked for is not said to be well"
    nothing = words(client.get(f"{at(ground, 'exceptions')}?words=zebra"))
    assert f"Nothing of the {many} things to look at is like that. Try fewer words." in nothing
    assert "found by words alone" in words(client.get(f"{at(ground, 'exceptions')}?state=done"))


def test_what_somebody_wrote_of_a_milestone_is_said_and_not_that_nobody_did(ground: Ground) -> None:
    action = make_action(ground)
    made = doing.add_milestone(scope=ground.worker, action=action, due=days(-4), expected="Both trusts have signed")
    client, given = client_of(ground.lead), {"actual": "One has signed; the other waits for its lawyers"}
    assert "Nobody has said what is so now." in words(client.get(at(ground, "exceptions")))
    doing.change_milestone(scope=ground.worker, milestone=made, given=given, seen=made.revision)
    page = words(client.get(at(ground, "exceptions")))
    assert f"It is said: {given['actual']}" in page
    assert "Nobody has said what is so now." not in page


def test_what_is_on_its_trajectory_and_not_clearly_better_yet_is_no_failure(ground: Ground) -> None:
    rising = {"baseline": 52.0, "target": 80.0, "tolerance": 5.0}
    measure = make_measure(ground, **rising)
    for ago, value in ((40, 55.0), (10, 66.0)):
        measuring.read(scope=ground.worker, measure=measure, day=days(-ago), value=value)
    (found,) = [each for each in exceptional(ground) if each.thing == "measure"]
    (reason,) = found.reasons
    assert (reason.title, reason.tone) == ("Not clearly better yet", "quiet")
    assert reason.why.startswith(
        "The two latest figures are not both clearly better than the baseline yet. On its trajectory"
    )


def test_a_doubt_and_a_single_figure_are_called_the_same_on_both_pages(ground: Ground) -> None:
    late = make_action(ground, "Late and in doubt", due=days(-1), confidence="low")
    make_action(ground, "Due and in doubt", due=days(9), confidence="low")
    measure = make_measure(ground)
    measuring.read(scope=ground.worker, measure=measure, day=days(-1), value=68.1)
    client = client_of(ground.lead)
    plan, looked = (words(client.get(at(ground, name))) for name in ("plan", "exceptions"))
    # Of a day that has passed nobody is unsure any more; one figure is data, though it shows nothing yet.
    assert plan.count('">not sure</span>') == 1
    assert "The day has passed" in words(client.get(at(ground, "action", action_id=late.pk)))
    assert "Not sure of the day (1)" in looked
    assert "Too few figures yet" in plan
    assert "No data yet" not in plan
    assert "no data yet" in looked.split("Nothing of these")[1]


def test_an_empty_plan_says_what_its_views_will_hold(ground: Ground) -> None:
    client = client_of(ground.lead)
    for name in ("by-owner", "by-body", "by-date", "many"):
        page = words(client.get(at(ground, name)))
        assert "go to the themes" in page.lower()
    bare = planning.begin(
        scope=ground.lead, pack="send-2023", kind="strategic-plan", title="Bare", begins=TODAY, inspection=None
    )
    assert "The plan has no theme yet" in words(client.get(f"/p/ashcombe/plan/{bare.pk}/exceptions/"))


def make_more(ground: Ground, number: int) -> list[Plan]:
    """Make plans with themes of each kind."""
    made = []
    for place in range(number):
        plan = planning.begin(
            scope=ground.lead,
            pack="send-2016",
            kind="written-statement-of-action",
            title=f"Plan {place}",
            begins=days(-90),
            inspection=make_inspection(ground.lead, ground.worker),
        )
        other = Ground(ground.partnership, ground.lead, ground.worker, ground.inspection, plan)
        action = make_action(other, due=days(place * 20 - 30))
        if place % 2:
            doing.step(scope=ground.worker, action=action, do="begin", why="The post is filled")
            measure = make_measure(other)
            for ago, value in ((60, 46.0), (30, 49.0)):
                measuring.read(scope=ground.worker, measure=measure, day=days(-ago), value=value)
            item = evidence.add_note(scope=ground.worker, about=evidence.About("Notes"), text="It is better")
            theming.hear(scope=ground.worker, theme=other.theme, title="Better", said_on=TODAY, evidence_id=item.pk)
        made.append(plan)
    return made


def test_the_list_of_plans_says_the_same_as_their_pages_in_a_fixed_number_of_questions(
    ground: Ground, django_assert_num_queries: Any
) -> None:
    few = make_more(ground, 2)
    with django_assert_num_queries(6):
        rated(few, TODAY)
    many = few + make_more(ground, 4)
    with django_assert_num_queries(6):
        found = rated(many, TODAY)
    for plan in many:
        assert found[plan.pk] == [each.rating for each in content.now(ground.lead, plan, TODAY).themes]
        states = [each.action.state for each in content.now(ground.lead, plan, TODAY).actions]
        assert overviews.counted(many)[plan.pk] == {each: states.count(each) for each in set(states)}
    assert {each.colour for ratings in found.values() for each in ratings} >= {"not-begun", "red", "green"}


def test_mine_is_what_i_own_in_all_plans_each_thing_once(ground: Ground) -> None:
    me = ground.worker.member
    late = make_action(ground, "Late one", owner=me, due=days(-1), begins=days(-30))
    due = make_action(ground, "Due one", owner=me, due=days(6))
    begun = make_action(ground, "Should have begun", owner=me, due=days(60), begins=days(-2))
    silent = make_action(ground, "Silent one", owner=me, due=days(90))
    doing.step(scope=ground.worker, action=silent, do="begin", why="The post is filled")
    done = make_action(ground, "Done one", owner=me, due=days(-9))
    doing.step(scope=ground.worker, action=done, do="finish", why="All of it")
    make_action(ground, "Not mine", owner=ground.lead.member, due=days(-1))
    later = make_action(ground, "Later one", owner=me, due=days(20))
    doing.add_milestone(scope=ground.worker, action=later, due=days(3), expected="Half of it")
    make_measure(ground, owner=me, every_months=1)
    (plan,) = make_more(ground, 1)
    doing.serve(scope=ground.worker, action=late, theme=plan.themes.order_by("position")[0], why="It helps there too")

    found = mine(ground.worker, TODAY)
    assert [each.words for each in found.late] == ["Late one"]
    assert [each.words for each in found.due] == ["Half of it", "Due one"]
    assert [each.words for each in found.asked] == ["Families who told their story once", "Should have begun"]
    assert [each.words for each in found.later] == ["Later one"]
    assert (found.actions, len(found.measures)) == (5, 1)
    # Weeks later nobody has said anything of the one under way.
    after = mine(ground.worker, TODAY + SILENT)
    assert "Silent one" in [each.words for each in after.asked]
    page = words(client_of(ground.worker).get("/p/ashcombe/plan/mine/"))
    assert "You own 5 open actions and 1 measure." in page
    assert "It should have begun on " in page
    assert due.words in page
    assert begun.words in page
    assert "Not mine" not in page
    narrowed = words(client_of(ground.worker).get("/p/ashcombe/plan/mine/?words=LATER+plan"))
    assert "1 of 6 things is like that." in narrowed
    assert "Later one" in narrowed
    assert "Due one" not in narrowed
    assert "Nothing of yours is due" not in narrowed
    assert "Nothing of 6 things is like that." in words(
        client_of(ground.worker).get("/p/ashcombe/plan/mine/?state=done")
    )


def test_mine_is_empty_with_a_word_on_what_will_stand_there(ground: Ground) -> None:
    page = words(client_of(ground.lead).get("/p/ashcombe/plan/mine/"))
    assert "Nothing is yours yet." in page


def test_what_is_under_embargo_is_mine_only_for_who_may_read_it(db: None) -> None:
    ground = make_ground(published=False)
    doing.add_action(
        scope=ground.lead,
        theme=ground.theme,
        given={"words": "A secret", "due": days(-1), "owner": ground.worker.member},
    )
    assert mine(ground.worker, TODAY).late == ()
    address = at(ground, "by-owner")
    assert client_of(ground.worker).get(address).status_code == 404
    assert client_of(ground.lead).get(address).status_code == 200


def test_the_plan_page_begins_with_what_is_late(ground: Ground) -> None:
    first, second = ground.plan.themes.order_by("position")
    given = {"words": "Late one", "due": days(-1)}
    doing.add_action(scope=ground.worker, theme=second, given=given)
    page = words(client_of(ground.lead).get(at(ground, "plan")))
    assert page.index(f'id="theme-{second.pk}"') < page.index(f'id="theme-{first.pk}"')
    # The plan's own order is moved as before: its first theme cannot come earlier, its last not later.
    assert f'Earlier<span class="x-hidden">: {first.title}' not in page
    assert f'Later<span class="x-hidden">: {second.title}' not in page


def test_from_an_inspection_and_from_a_finding_one_comes_to_what_came_of_it(ground: Ground) -> None:
    client, inspection = client_of(ground.lead), ground.plan.inspection
    front = words(client.get(f"/p/{ground.lead.name}/inspect/{inspection.pk}/"))
    assert "What came of it" in front
    assert f'href="{at(ground, "plan")}">Plan: {ground.plan.title}</a>' in front
    theme = ground.plan.themes.filter(findings__isnull=False).first()
    found = theme.findings.first().finding
    page = words(client.get(f"/p/{ground.lead.name}/inspect/{inspection.pk}/findings/{found.pk}/"))
    assert f'It is answered in <a href="{at(ground, "theme", theme_id=theme.pk)}">{theme.title}</a>' in page


def test_mine_leads_to_the_measures_that_i_look_after(ground: Ground) -> None:
    measure = make_measure(ground, owner=ground.worker.member)
    page = words(client_of(ground.worker).get(f"/p/{ground.lead.name}/plan/mine/"))
    assert "You own no open actions and 1 measure. " in page.replace("</p>", " ")
    assert f'href="{at(ground, "measure", measure_id=measure.pk)}">{measure.title}</a>' in page
