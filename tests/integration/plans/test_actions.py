"""What people do with plans: each change is kept with its reason, nothing is overwritten, nobody sees what is not theirs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from extramile.core.planning import ACTIVITY, Colour
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.plans.actions import deciding, doing, freezing, measuring, planning, theming
from extramile.web.plans.changing import ChangedMeanwhileError
from extramile.web.plans.models import Action, BoardDecision, Change, FindingIn, Plan
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.owning import SILENT, mine
from extramile.web.plans.waiting import plans as plans_today
from tests.integration.plans.making import (
    Ground,
    answer,
    at,
    client_of,
    make_action,
    make_ground,
    make_measure,
    submit,
    words,
)
from tests.integration.plans.packed import on
from tests.partnership import make_member, scope_for

TODAY = timezone.localdate


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def theme_now(ground: Ground) -> content.ThemeNow:
    return content.now(ground.lead, ground.plan, TODAY()).themes[0]


def test_every_finding_is_in_a_theme_or_says_why_not(ground: Ground) -> None:
    rows = list(queries.answered(ground.plan))
    assert [bool(each.theme) for each in rows] == [False, True, True]
    assert rows[0].why_not
    assert queries.unanswered(ground.plan) == []


def test_two_findings_are_put_into_one_theme(ground: Ground) -> None:
    first, second = queries.themes(ground.plan)
    finding = second.findings.get().finding
    with pytest.raises(InputError, match="answered in this theme"):
        theming.take_out_theme(scope=ground.worker, theme=second, why="One theme is enough")
    theming.answer_finding(scope=ground.worker, plan=ground.plan, finding=finding, theme=first)
    theming.take_out_theme(scope=ground.worker, theme=second, why="One theme is enough")
    assert list(queries.themes(ground.plan)) == [first]
    theming.put_back_theme(scope=ground.worker, theme=second, why="Two are clearer")
    assert list(queries.themes(ground.plan)) == [first, second]


def test_a_finding_that_is_left_out_needs_a_reason(ground: Ground) -> None:
    place = ground.theme.findings.get()
    with pytest.raises(InputError, match="say why"):
        theming.answer_finding(scope=ground.worker, plan=ground.plan, finding=place.finding)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingIn.objects.filter(pk=place.pk).update(theme=None)


def test_a_plan_of_an_inspection_under_embargo_is_under_it_too(db: None) -> None:
    ground = make_ground(published=False)
    assert queries.plan(ground.lead, ground.plan.pk) == ground.plan
    assert queries.plan(ground.worker, ground.plan.pk) is None
    with pytest.raises(InputError, match="not for you"):
        theming.add_theme(scope=ground.worker, plan=ground.plan, title="Waits")


def test_another_partnerships_plan_does_not_exist(ground: Ground) -> None:
    other = make_ground("birchover")
    assert queries.plan(other.lead, ground.plan.pk) is None
    action = make_action(ground)
    assert queries.action(other.lead, action.pk) is None
    with pytest.raises(InputError):
        doing.step(scope=other.lead, action=action, do="begin", why="The post is filled")
    with pytest.raises(InputError):
        doing.serve(scope=other.lead, action=action, theme=other.theme, why="Ours too")


def test_a_reader_sees_and_does_not_change(ground: Ground) -> None:
    reader = scope_for(make_member(ground.partnership, Role.READER))
    assert queries.plan(reader, ground.plan.pk) == ground.plan
    with pytest.raises(NotAllowedError):
        theming.add_theme(scope=reader, plan=ground.plan, title="Waits")
    inspector = scope_for(make_member(ground.partnership, Role.INSPECTOR))
    assert queries.plan(inspector, ground.plan.pk) is None


def test_one_action_serves_several_themes(ground: Ground) -> None:
    action = make_action(ground)
    _, second = queries.themes(ground.plan)
    doing.serve(scope=ground.worker, action=action, theme=second, why="It helps there too")
    found = content.now(ground.lead, ground.plan, TODAY())
    assert [len(each.actions) for each in found.themes] == [1, 1]
    assert len(found.actions) == 1
    doing.serve_no_more(scope=ground.worker, action=action, theme=ground.theme, why="It belongs to the other")
    with pytest.raises(InputError, match="this theme alone"):
        doing.serve_no_more(scope=ground.worker, action=action, theme=second, why="And not there either")


def test_a_step_has_its_reason_and_stays_in_the_history(ground: Ground) -> None:
    action = make_action(ground)
    doing.step(scope=ground.worker, action=action, do="begin", why="The post is filled")
    with pytest.raises(InputError, match="Say why"):
        doing.step(scope=ground.worker, action=action, do="delay")
    doing.step(scope=ground.worker, action=action, do="delay", why="The post is vacant")
    rows = list(queries.history(ground.worker, "action", action.pk))
    assert [(each.verb, each.why) for each in rows] == [
        ("delay", "The post is vacant"),
        ("begin", "The post is filled"),
        ("made", ""),
    ]
    assert rows[0].before == {"state": "on-track"}
    assert Event.objects.filter(kind="action", thing_id=str(action.pk)).count() == 3


def test_another_day_has_a_reason(ground: Ground) -> None:
    action = make_action(ground, due=TODAY() + timedelta(days=10))
    later = TODAY() + timedelta(days=40)
    with pytest.raises(InputError, match="another one"):
        doing.change_action(scope=ground.worker, action=action, given={"due": later}, seen=1)
    doing.change_action(scope=ground.worker, action=action, given={"due": later}, seen=1, why="Recruiting takes longer")
    assert Action.objects.get(pk=action.pk).due == later


def test_actions_do_not_wait_for_each_other(ground: Ground) -> None:
    first, second = make_action(ground, "First"), make_action(ground, "Second")
    doing.change_action(scope=ground.worker, action=second, given={"needs": [first]}, seen=1, why="In turn")
    with pytest.raises(InputError, match="wait for each other"):
        doing.change_action(scope=ground.worker, action=first, given={"needs": [second]}, seen=1)


def test_two_who_change_one_action_both_keep_what_they_wrote(ground: Ground) -> None:
    action = make_action(ground)
    doing.change_action(
        scope=ground.worker, action=action, given={"words": "One record", "risk": "none"}, seen=1, why="Shorter"
    )
    with pytest.raises(ChangedMeanwhileError) as met:
        doing.change_action(
            scope=ground.lead, action=action, given={"words": "A single record", "cost_words": "A post"}, seen=1
        )
    [only] = met.value.met
    assert (only.before, only.theirs, only.mine) == ("One record for each family", "One record", "A single record")
    assert met.value.proposal["words"] == "A single record"
    # What only one of two changed meets nobody.
    doing.change_action(scope=ground.lead, action=action, given={"cost_words": "A post"}, seen=1, why="Costed")
    kept = Action.objects.get(pk=action.pk)
    assert (kept.words, kept.cost_words) == ("One record", "A post")


def test_a_theme_is_green_by_what_moved_or_by_families_word_and_says_which(ground: Ground) -> None:
    action = make_action(ground)
    doing.step(scope=ground.worker, action=action, do="begin", why="The post is filled")
    assert theme_now(ground).rating.colour is Colour.AMBER
    measure = make_measure(ground)
    for days, value in ((60, 50.0), (30, 55.0)):
        measuring.read(scope=ground.worker, measure=measure, day=TODAY() - timedelta(days=days), value=value)
    found = theme_now(ground).rating
    assert (found.colour, found.proof) == (Colour.GREEN, ("Families who told their story once",))


def test_a_wrong_reading_is_replaced_and_both_can_be_seen(ground: Ground) -> None:
    measure, day = make_measure(ground), TODAY() - timedelta(days=30)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=95.0)
    with pytest.raises(InputError, match="another one"):
        measuring.read(scope=ground.worker, measure=measure, day=day, value=59.0)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=59.0, said="Digits were turned round")
    assert [each.value for each in measure.readings.all()] == [95.0, 59.0]
    [now] = theme_now(ground).measures
    assert [each.value for each in now.readings] == [59.0]


def test_the_counts_behind_a_share_are_corrected_with_a_reason_too(ground: Ground) -> None:
    measure, day = make_measure(ground), TODAY() - timedelta(days=30)
    given = {"scope": ground.worker, "measure": measure, "day": day, "value": 50.0}
    first = measuring.read(**given, numerator=10, denominator=20)
    assert measuring.read(**given, numerator=10, denominator=20) == first
    with pytest.raises(InputError, match="another one"):
        measuring.read(**given, numerator=20, denominator=40)
    measuring.read(**given, numerator=20, denominator=40, said="The second school had not sent its list")
    assert [each.denominator for each in measure.readings.all()] == [20, 40]


def test_what_counts_again_says_why(ground: Ground) -> None:
    measure, theme = make_measure(ground), theming.add_theme(scope=ground.worker, plan=ground.plan, title="Waits")
    measuring.take_out_measure(scope=ground.worker, measure=measure, why="Nobody counts it")
    theming.take_out_theme(scope=ground.worker, theme=theme, why="Not ours")
    with pytest.raises(InputError, match="Say why it is put back"):
        measuring.put_back_measure(scope=ground.worker, measure=measure, why=" ")
    with pytest.raises(InputError, match="Say why it is put back"):
        theming.put_back_theme(scope=ground.worker, theme=theme, why="")
    measuring.put_back_measure(scope=ground.worker, measure=measure, why="The trust counts it now")
    theming.put_back_theme(scope=ground.worker, theme=theme, why="The board wants it")
    whys = Change.objects.filter(verb="put back").order_by("pk").values_list("kind", "why")
    assert list(whys) == [("measure", "The trust counts it now"), ("theme", "The board wants it")]


def test_a_milestone_is_moved_with_a_reason_and_reached_with_what_is(ground: Ground) -> None:
    action = make_action(ground)
    made = doing.add_milestone(scope=ground.worker, action=action, expected="Half use it", months=6)
    later = made.due + timedelta(days=30)
    with pytest.raises(InputError, match="Say why the milestone is another one"):
        doing.change_milestone(scope=ground.worker, milestone=made, given={"due": later}, seen=1)
    doing.change_milestone(scope=ground.worker, milestone=made, given={"due": later}, seen=1, why="A strike")
    given = {"actual": "Forty use it", "reached_on": TODAY()}
    doing.change_milestone(scope=ground.worker, milestone=made, given=given, seen=2)
    whys = Change.objects.filter(kind="milestone", verb="changed").order_by("pk").values_list("why", flat=True)
    assert list(whys) == ["A strike", "Forty use it"]


def test_a_risk_stays_in_words_however_little_of_it_is_changed(ground: Ground) -> None:
    action = make_action(ground, risk="high", risk_words="Nobody applies")
    for values in ({"risk_words": ""}, {"risk_words": " ", "cost_words": "A post"}):
        with pytest.raises(InputError, match="what could go wrong"):
            doing.change_action(scope=ground.worker, action=action, given=values, seen=1, why="Shorter")
    doing.change_action(scope=ground.worker, action=action, given={"risk": "low"}, seen=1, why="Two applied")
    action.refresh_from_db()
    assert (action.risk, action.risk_words) == ("low", "Nobody applies")


def test_a_baseline_that_is_moved_has_a_reason(ground: Ground) -> None:
    measure = make_measure(ground)
    with pytest.raises(InputError, match="Say why the baseline"):
        measuring.change_measure(scope=ground.worker, measure=measure, given={"baseline": 30.0}, seen=1)
    measuring.change_measure(scope=ground.worker, measure=measure, given={"baseline": 30.0}, seen=1, why="Counted anew")


def test_a_snapshot_holds_what_the_page_showed_and_does_not_change(ground: Ground) -> None:
    make_action(ground)
    kept = freezing.freeze(
        scope=ground.worker, plan=ground.plan, kind="stocktake", title="Half a year", held_on=TODAY()
    )
    make_action(ground, "Another")
    assert [len(each["actions"]) for each in kept.content["themes"]] == [1, 0]
    again = freezing.freeze(scope=ground.worker, plan=ground.plan, kind="stocktake", title="Later", held_on=TODAY())
    assert (again.number, len(again.content["themes"][0]["actions"])) == (2, 2)
    assert kept.sha256 != again.sha256


def test_what_a_board_decided_stays(ground: Ground) -> None:
    asked = deciding.ask(scope=ground.worker, plan=ground.plan, asked="Fund a second therapist")
    deciding.decide(scope=ground.worker, decision=asked, decided="Yes, for two years", on=TODAY())
    with pytest.raises(InputError, match="decided already"):
        deciding.decide(scope=ground.worker, decision=asked, decided="No", on=TODAY())


def test_a_closed_plan_is_not_changed(ground: Ground) -> None:
    answer(ground, submit(ground), "fit")
    planning.step(scope=ground.lead, plan=ground.plan, do="close", why="All is done")
    with pytest.raises(InputError, match="closed"):
        theming.add_theme(scope=ground.worker, plan=Plan.objects.get(pk=ground.plan.pk), title="Waits")


def test_the_trail_does_not_tell_the_words_of_a_plan(ground: Ground) -> None:
    make_action(ground, "Heron canary", risk="high", risk_words="Heron canary too")
    assert not Event.objects.filter(after__icontains="heron").exists()
    assert not Event.objects.filter(thing__icontains="heron").exists()


class AnySequence(TestCase):
    """Whatever people do in whatever order, the rules of status hold."""

    @given(
        st.lists(
            st.one_of(
                st.tuples(st.sampled_from(sorted(ACTIVITY.steps)), st.sampled_from(["", "A reason"])),
                st.tuples(st.just("read"), st.integers(0, 100)),
            ),
            max_size=12,
        )
    )
    @settings(max_examples=25)
    def test_no_green_without_proof_and_no_step_without_its_reason(self, course) -> None:
        ground = make_ground()
        action, measure = make_action(ground), make_measure(ground)
        for number, (what, how) in enumerate(course):
            before = Action.objects.get(pk=action.pk).state
            try:
                if what == "read":
                    day = TODAY() - timedelta(days=70 - number)
                    measuring.read(scope=ground.worker, measure=measure, day=day, value=float(how))
                else:
                    doing.step(scope=ground.lead, action=action, do=what, why=how)
                    assert how or not ACTIVITY.steps[what].needs
                    assert before in ACTIVITY.steps[what].leaves
            except InputError:
                assert Action.objects.get(pk=action.pk).state == before
            found = theme_now(ground).rating
            assert found.proof or found.colour not in (Colour.GREEN, Colour.BLUE)
        steps = Change.objects.filter(kind="action", thing_id=action.pk, verb__in=ACTIVITY.steps).order_by("pk")
        assert all(each.why for each in steps if ACTIVITY.steps[each.verb].needs)
        states = [each.after["state"] for each in steps]
        assert Action.objects.get(pk=action.pk).state == (states[-1] if states else "not-started")


@pytest.mark.parametrize(("good", "target"), [("up", 40.0), ("up", 35.0), ("down", 40.0), ("down", 70.0)])
def test_a_target_no_better_than_its_baseline_is_refused(ground: Ground, good: str, target: float) -> None:
    with pytest.raises(InputError, match=r"is no better than the baseline, 40: (higher|lower) is"):
        make_measure(ground, good=good, target=target)
    measure = make_measure(ground)
    with pytest.raises(InputError, match="is no better than the baseline"):
        measuring.change_measure(
            scope=ground.worker,
            measure=measure,
            given={"good": good, "target": target},
            seen=measure.revision,
            why="Asked for",
        )
    measure.refresh_from_db()
    assert (measure.good, measure.target) == ("up", 70.0)


def test_what_is_past_its_day_is_not_on_track_again_before_its_day_is_moved(ground: Ground) -> None:
    today = timezone.localdate()
    action = make_action(ground, due=today - timedelta(days=30))
    doing.step(scope=ground.worker, action=action, do="delay", why="The tender brought no offer")
    client, where = client_of(ground.worker), at(ground, "step-action", action_id=action.pk)
    refused = client.post(where, {"step": "recover", "why": "An offer came"})
    assert refused.status_code == 422
    assert "so it cannot be on track. Change its day first" in words(refused)
    moved = {"due": today + timedelta(days=60)}
    action.refresh_from_db()
    doing.change_action(scope=ground.worker, action=action, given=moved, seen=action.revision, why="An offer came")
    assert client.post(where, {"step": "recover", "why": "An offer came"}).status_code == 302


def test_what_the_board_was_asked_about_an_action_stands_on_its_page(ground: Ground) -> None:
    action, other = make_action(ground, "A bus"), make_action(ground, "Train staff")
    deciding.ask(scope=ground.worker, plan=ground.plan, asked="Buy a bus?", action=action)
    client = client_of(ground.lead)
    assert '#decision-1">Buy a bus?</a>' in words(client.get(at(ground, "action", action_id=action.pk)))
    assert "Buy a bus?" not in words(client.get(at(ground, "action", action_id=other.pk)))


def test_what_the_board_decided_about_an_action_reaches_its_history_its_exception_and_its_owner(ground: Ground) -> None:
    action = make_action(ground, "A bus", owner=ground.worker.member, due=TODAY() - timedelta(days=9))
    doing.step(scope=ground.worker, action=action, do="delay", why="The tender brought no offer")
    asked = deciding.ask(scope=ground.lead, plan=ground.plan, asked="Buy a bus?", action=action)
    deciding.decide(scope=ground.lead, decision=asked, decided="Buy one with a lift", on=TODAY(), by="The chair")
    client = client_of(ground.worker)
    history = words(client.get(at(ground, "action", action_id=action.pk))).split("Every change of it")[1]
    assert "The board decided" in history
    assert "Buy one with a lift" in history
    said = f"Said last: The board decided: Buy one with a lift (The chair, {day(TODAY())})"
    assert said in words(client.get(at(ground, "exceptions")))
    told = "The board decided on “A bus”: Buy one with a lift"
    assert told in [each.words for each in plans_today(ground.worker).items]
    assert told not in [each.words for each in plans_today(ground.lead).items]
    BoardDecision.objects.update(decided_on=TODAY() - timedelta(days=15))
    assert told not in [each.words for each in plans_today(ground.worker).items]
    # What is said of it later is said last.
    doing.say(scope=ground.worker, action=action, how="Two offers came")
    assert "Said last: How it goes: Two offers came" in words(client.get(at(ground, "exceptions")))


def test_how_an_action_goes_is_said_without_changing_it_and_ends_the_asking(ground: Ground) -> None:
    action = make_action(ground, owner=ground.worker.member, due=TODAY() + timedelta(days=90))
    doing.step(scope=ground.worker, action=action, do="delay", why="The tender brought no offer")
    later = TODAY() + SILENT
    assert [each.why for each in mine(ground.worker, later).asked] == ["silent"]
    client, where = client_of(ground.worker), at(ground, "step-action", action_id=action.pk)
    assert client.post(where, {"step": "say", "why": " "}).status_code == 422
    before = Action.objects.values().get(pk=action.pk)
    with on(timezone.now() + timedelta(days=3)):
        assert client.post(where, {"step": "say", "why": "Two offers came"}).status_code == 302
    assert Action.objects.values().get(pk=action.pk) == before
    page = words(client.get(at(ground, "action", action_id=action.pk)))
    assert "How it goes" in page.split("Every change of it")[1]
    assert "Two offers came" in page
    assert mine(ground.worker, later).asked == ()
    doing.step(scope=ground.worker, action=action, do="finish", why="The bus drives")
    assert "Say how it goes" not in words(client.get(at(ground, "action", action_id=action.pk)))
    assert client.post(where, {"step": "say", "why": "It drives"}).status_code == 422
