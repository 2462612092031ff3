"""What pages of plans do beyond the actions: what was typed is kept, two who write meet, sources are offered."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.today import cards
from extramile.web.plans.actions import doing, measuring, planning, theming
from extramile.web.plans.models import Action, Plan, Reading
from extramile.web.plans.queries import offering
from extramile.web.voices import actions as survey_actions
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
from tests.partnership import make_member, scope_for

TODAY = timezone.localdate


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def said(value: Any) -> str:
    return date_format(value, "j F Y")


def test_the_list_offers_what_an_outcome_asks_for_with_its_day_until_it_is_begun(ground: Ground) -> None:
    ground.inspection.outcome = "statement-of-action-required"
    ground.inspection.save()
    ground.plan.kind = "accelerated-progress-plan"
    ground.plan.save()
    client = client_of(ground.lead)
    page = words(client.get("/p/ashcombe/plan/"))
    assert "Asked for, and not begun" in page
    assert "After Inspection of spring. An inspection finds significant weakness." in page
    assert "Grade A" in page
    values = {"what": "send-2016:written-statement-of-action", "inspection": ground.inspection.pk}
    form = words(client.get("/p/ashcombe/plan/new/", values))
    assert 'value="send-2016:written-statement-of-action" checked' in form
    answer = client.post("/p/ashcombe/plan/new/", {**values, "title": "Statement", "begins": "1 May 2026"})
    made = Plan.objects.get(title="Statement")
    assert answer.headers["Location"] == f"/p/ashcombe/plan/{made.pk}/"
    assert made.themes.count() == 2
    assert "Asked for, and not begun" not in words(client.get("/p/ashcombe/plan/"))


def test_a_plan_without_what_it_needs_is_refused_with_everything_kept(ground: Ground) -> None:
    answer = client_of(ground.lead).post("/p/ashcombe/plan/new/", {"board": "SEND board", "begins": "tomorrow"})
    assert answer.status_code == 422
    page = words(answer)
    for each in (
        "Choose the kind of plan",
        "Enter a title",
        "Enter a day, such as 31 March 2027",
        'value="SEND board"',
    ):
        assert each in page


def test_two_who_change_one_action_are_shown_what_the_other_wrote(ground: Ground) -> None:
    action = make_action(ground, due=TODAY() + timedelta(days=30))
    first, second = client_of(ground.worker), client_of(ground.lead)
    where = at(ground, "change-action", action_id=action.pk)
    page = words(second.get(where))
    assert 'name="seen" value="1"' in page
    given = {"words": action.words, "due": said(action.due), "seen": 1, "why": "It is clearer"}
    assert (
        first.post(
            where, {**given, "words": "One record, kept by school", "risk": "low", "risk_words": "Time"}
        ).status_code
        == 302
    )
    answer = second.post(where, {**given, "words": "One record for all"})
    page = words(answer)
    assert answer.status_code == 422
    assert "What changed while you wrote" in page
    assert "kept by school" in page
    assert "Yours: One record for all" in page
    # What only the first changed stands in the form.
    assert 'value="Time"' in page
    assert 'name="seen" value="2"' in page
    assert (
        second.post(
            where, {**given, "words": "One record for all", "seen": 2, "risk": "low", "risk_words": "Time"}
        ).status_code
        == 302
    )
    action.refresh_from_db()
    assert (action.words, action.risk_words) == ("One record for all", "Time")


def test_another_day_needs_a_reason_and_stands_in_the_history(ground: Ground) -> None:
    action = make_action(ground, due=TODAY())
    client, where = client_of(ground.worker), at(ground, "change-action", action_id=action.pk)
    given = {"words": action.words, "due": said(TODAY() + timedelta(days=9)), "seen": 1}
    assert 'href="#id_why">Say why the day is another one.' in words(client.post(where, given))
    other = {"words": "One record", "due": said(TODAY()), "seen": 1}
    assert 'href="#id_why">Say why it is changed.' in words(client.post(where, other))
    assert client.post(where, {**given, "why": "The system comes later"}).status_code == 302
    page = words(client.get(at(ground, "action", action_id=action.pk)))
    assert "The system comes later" in page
    assert said(TODAY() + timedelta(days=9)) in page


def test_a_step_without_its_reason_opens_its_own_field(ground: Ground) -> None:
    action = make_action(ground)
    client = client_of(ground.worker)
    where = at(ground, "step-action", action_id=action.pk)
    answer = client.post(where, {"step": "finish", "why": " "})
    assert answer.status_code == 422
    assert 'href="#why-finish"' in words(answer)
    assert client.post(where, {"step": "finish", "why": "Every school has it"}).status_code == 302
    # Only a lead stops it, and is the only one to see the button.
    other = make_action(ground, "A form")
    assert "Stop it" not in words(client.get(at(ground, "action", action_id=other.pk)))
    assert "Stop it" in words(client_of(ground.lead).get(at(ground, "action", action_id=other.pk)))


def test_a_milestone_is_of_months_or_of_a_day_and_never_of_both(ground: Ground) -> None:
    action = make_action(ground)
    client, where = client_of(ground.worker), at(ground, "add-milestone", action_id=action.pk)
    both = {"expected": "Half", "months": "6", "due": "1 May 2027"}
    assert "not both" in words(client.post(where, both))
    assert client.post(where, {"expected": "Half", "months": "6"}).status_code == 302
    assert action.milestones.get().months == 6


def test_an_action_serves_a_theme_of_another_plan_and_is_one_action_there(ground: Ground) -> None:
    action = make_action(ground)
    other = planning.begin(scope=ground.lead, pack="send-2023", kind="strategic-plan", title="Strategy", begins=TODAY())
    theme = theming.add_theme(scope=ground.lead, plan=other, title="Stories")
    client = client_of(ground.worker)
    where = at(ground, "serve", action_id=action.pk)
    assert 'href="#id_why">Say why it serves' in words(client.post(where, {"do": "serve", "theme": theme.pk}))
    given = {"do": "serve", "theme": theme.pk, "why": "It answers both"}
    assert client.post(where, given).status_code == 302
    there = reverse("plans:action", args=["ashcombe", other.pk, action.pk])
    assert "Plan of the partnership" in words(client.get(there))
    assert Action.objects.count() == 1
    assert "Choose a theme from the list." in words(client.post(where, {"do": "serve", "theme": "9" * 30}))


def test_a_finding_is_answered_in_a_theme_or_not_and_why(ground: Ground) -> None:
    theme = ground.theme
    finding = theme.findings.get().finding
    client, where = client_of(ground.worker), at(ground, "findings")
    seen = theming.mark_of(theme.findings.get())
    both = {"finding": finding.pk, "theme": theme.pk, "why_not": "No"}
    assert "and not both" in words(client.post(where, both))
    given = {"finding": finding.pk, "theme": "", "seen": seen}
    answer = client.post(where, {**given, "why_not": ""})
    assert answer.status_code == 422
    assert f'href="#theme-{finding.pk}"' in words(answer)
    assert client.post(where, {**given, "why_not": "The board decided so"}).status_code == 302
    # Who read the answer before that is shown this one, and keeps what they typed.
    answer = client_of(ground.lead).post(where, {**given, "why_not": "Not ours"})
    assert answer.status_code == 422
    for each in ("Nothing was overwritten.", "Not answered: The board decided so", 'value="Not ours"'):
        assert each in words(answer)
    assert "The board decided so" in words(client.get(at(ground, "plan")))


def test_a_part_that_two_write_shows_what_stands_and_keeps_what_was_typed(ground: Ground) -> None:
    where = at(ground, "part", part="part-governance")
    assert client_of(ground.lead).post(where, {"words": "A board of four.", "seen": 0}).status_code == 302
    worker = client_of(ground.worker)
    answer = worker.post(where, {"words": "A board of five.", "seen": 0})
    page = words(answer)
    assert answer.status_code == 422
    assert "A board of four." in page
    assert "A board of five." in page
    assert worker.post(where, {"words": "A board of five.", "seen": 1}).status_code == 302


def test_a_figure_that_replaces_another_needs_a_reason_and_both_are_seen(ground: Ground) -> None:
    measure = make_measure(ground)
    client, where = client_of(ground.worker), at(ground, "read", measure_id=measure.pk)
    day = said(TODAY() - timedelta(days=30))
    assert client.post(where, {"day": day, "state": "known", "value": "46.5%"}).status_code == 302
    answer = client.post(where, {"day": day, "state": "suppressed", "value": ""})
    assert answer.status_code == 422
    assert 'href="#id_said"' in words(answer)
    assert client.post(where, {"day": day, "state": "suppressed", "said": "Four children"}).status_code == 302
    page = words(client.get(at(ground, "measure", measure_id=measure.pk)))
    assert "replaced: </span>" in page
    assert "Not shown: small numbers" in page
    assert "Two figures are never a trend, so there is no arrow." in page


def test_a_share_is_counted_from_its_two_numbers(ground: Ground) -> None:
    measure = make_measure(ground)
    given = {"day": said(TODAY()), "state": "known", "numerator": "9", "denominator": "20"}
    client_of(ground.worker).post(at(ground, "read", measure_id=measure.pk), given)
    assert (Reading.objects.get().value, Reading.objects.get().denominator) == (45, 20)


def test_a_measure_of_ten_figures_shows_its_signals_with_what_each_means(ground: Ground) -> None:
    measure = make_measure(ground)
    for number in range(12):
        day = TODAY() - timedelta(days=5 * (12 - number))
        measuring.read(scope=ground.worker, measure=measure, day=day, value=41.0 + 2 * number)
    page = words(client_of(ground.lead).get(at(ground, "measure", measure_id=measure.pk)))
    trend = "A trend: 6 figures, or more, each higher than the one before, or each lower; one that repeats the figure before it"
    assert f"{trend} is not counted and ends nothing (upwards," in page
    assert "Centre line" in page
    assert "Centre and limits are those of the first 12 figures, because there are fewer than 10 up to" in page
    assert "Two figures are never a trend" not in page
    assert "By more than 2%: a smaller change may be chance" in page
    assert "it is moving" in page


def test_figures_of_a_published_indicator_are_offered_and_taken_by_a_person(ground: Ground) -> None:
    start = TODAY() - timedelta(days=365 * 6)
    measure = make_measure(ground, baseline_on=start, target_by=TODAY() + timedelta(days=9))
    client, where = client_of(ground.worker), at(ground, "offered", measure_id=measure.pk)
    asked = {"from": "indicator", "indicator": "SEN_EHC_Excpt_20wks", "area": "Bexley"}
    offer = offering.of_indicator(ground.worker, measure, asked["indicator"], asked["area"])
    assert offer.readings
    assert all(each.day > start for each in offer.readings)
    page = words(client.get(where, asked))
    assert f"{offer.readings[0].period}, to {said(offer.readings[0].day)}" in page
    nothing = client.post(where, {**asked, "seen": 1})
    assert (nothing.status_code, Reading.objects.count()) == (422, 0)
    answer = client.post(where, {**asked, "seen": 1, "day": [each.day.isoformat() for each in offer.readings[-2:]]})
    assert answer.status_code == 302
    measure.refresh_from_db()
    assert measure.source == "indicator"
    assert [each.value for each in Reading.objects.order_by("day")] == [each.value for each in offer.readings[-2:]]
    assert "stands here already" in words(client.get(where, asked))


def test_who_takes_figures_from_elsewhere_than_somebody_just_did_is_told(ground: Ground) -> None:
    measure = make_measure(ground, baseline_on=TODAY() - timedelta(days=365 * 6))
    asked = {"from": "indicator", "indicator": "SEN_EHC_Excpt_20wks"}
    where = at(ground, "offered", measure_id=measure.pk)
    for scope, area, status in ((ground.lead, "Bexley", 302), (ground.worker, "Bristol", 422)):
        offer = offering.of_indicator(scope, measure, asked["indicator"], area)
        given = {**asked, "area": area, "seen": 1, "day": offer.readings[0].day.isoformat(), "why": "Ours"}
        answer = client_of(scope).post(where, given)
        assert answer.status_code == status
    assert "Somebody changed where its figures come from" in words(answer)
    assert Reading.objects.count() == 1


def test_an_indicator_in_another_unit_is_not_taken(ground: Ground) -> None:
    measure = make_measure(ground, unit="days", baseline_on=TODAY() - timedelta(days=365 * 6))
    where = at(ground, "offered", measure_id=measure.pk)
    asked = {"from": "indicator", "indicator": "SEN_EHC_Excpt_20wks", "area": "Bexley"}
    offer = offering.of_indicator(ground.worker, measure, asked["indicator"], asked["area"])
    answer = client_of(ground.worker).post(where, {**asked, "seen": 1, "day": offer.readings[0].day.isoformat()})
    assert "Change the unit of the measure first." in words(answer)
    assert not Reading.objects.exists()


def test_a_frozen_figure_that_is_restricted_is_not_offered(ground: Ground) -> None:
    for title, sensitivity in (("Open", "partnership"), ("Closed", "restricted")):
        about = evidence.About(title, sensitivity=sensitivity)
        evidence.add_snapshot(scope=ground.lead, about=about, indicator="SEN_EHC_Excpt_20wks", area="Bexley")
    assert [each.title for each in offering.frozen_evidence(ground.lead)] == ["Open"]
    measure = make_measure(ground, baseline_on=TODAY() - timedelta(days=365 * 6))
    item = offering.frozen_evidence(ground.lead)[0]
    offer = offering.of_evidence(ground.lead, measure, item.pk)
    days = {each.day for each in offer.readings}
    measuring.take_readings(scope=ground.lead, measure=measure, offer=offer, days=days, seen=1)
    assert {each.evidence_id for each in Reading.objects.all()} == {item.pk}


def make_survey(ground: Ground, yes: int, no: int) -> Any:
    """Return a question of a survey that is over, which so many answered with yes and with no."""
    survey = survey_actions.make_survey(
        scope=ground.lead, template="children", title="Heard?", audience="", space="partnership"
    )
    question = next(each for each in survey.questions.all() if each.kind in offering.ONE_ANSWER)
    survey_actions.open_survey(scope=ground.lead, survey=survey)
    survey.refresh_from_db()
    values = [value for value, _ in offering.answers_to(question)]
    for value, many in ((values[0], yes), (values[-1], no)):
        for _ in range(many):
            survey_actions.send_answers(survey=survey, raw={f"q{question.pk}": value})
    survey.refresh_from_db()
    survey_actions.close_survey(scope=ground.lead, survey=survey)
    survey.refresh_from_db()
    survey.opens, survey.closes = TODAY() - timedelta(days=9), TODAY() - timedelta(days=1)
    survey.save()
    return question, values


def test_a_question_gives_its_share_and_what_is_suppressed_stays_so(ground: Ground) -> None:
    measure = make_measure(ground)
    question, values = make_survey(ground, 12, 8)
    offer = offering.of_question(ground.lead, measure, question.pk, [values[0]])
    assert [(each.state, each.value, each.numerator, each.denominator) for each in offer.readings] == [
        ("known", 60, 12, 20)
    ]
    few, answers = make_survey(ground, 18, 2)
    offer = offering.of_question(ground.lead, measure, few.pk, [answers[-1]])
    assert [(each.state, each.value, each.numerator) for each in offer.readings] == [("suppressed", None, None)]
    page = words(
        client_of(ground.worker).get(
            at(ground, "offered", measure_id=measure.pk), {"from": "question", "question": few.pk}
        )
    )
    assert "Answers that are counted" in page


def test_a_reader_sees_everything_and_is_offered_nothing_to_change(ground: Ground) -> None:
    make_action(ground)
    measure = make_measure(ground)
    reader = client_of(scope_for(make_member(ground.partnership, Role.READER)))
    for path in (
        at(ground, "plan"),
        at(ground, "theme", theme_id=ground.theme.pk),
        at(ground, "measure", measure_id=measure.pk),
    ):
        page = words(reader.get(path))
        # Signing out, and taking the plan away as a document, which changes nothing.
        assert page.count('method="post"') == 1 + page.count("/document/"), path
    assert reader.post(at(ground, "decisions"), {"asked": "More?"}).status_code == 403
    assert reader.post(at(ground, "findings"), {}).status_code == 403


def test_a_plan_under_embargo_is_nowhere_for_others(db: None) -> None:
    ground = make_ground(published=False)
    doing.add_action(scope=ground.lead, theme=ground.theme, given={"words": "Secret"})
    worker = client_of(ground.worker)
    assert "Plan of the partnership" not in words(worker.get("/p/ashcombe/plan/"))
    assert worker.get(at(ground, "plan")).status_code == 404
    assert "Under embargo." in words(client_of(ground.lead).get(at(ground, "plan")))


def test_today_shows_what_is_mine_and_late_and_what_waits_for_a_lead(ground: Ground) -> None:
    mine = {"owner": ground.worker.member}
    make_action(ground, "Late", due=TODAY() - timedelta(days=1), **mine)
    make_action(ground, "Soon", due=TODAY() + timedelta(days=14), **mine)
    make_action(ground, "Later", due=TODAY() + timedelta(days=15), **mine)
    make_action(ground, "Another's", due=TODAY())
    card = next(each for each in cards(ground.worker) if each.title == "Plan")
    assert [(each.words, each.late) for each in card.items] == [("Late", True), ("Soon", False)]
    answer(ground, submit(ground), "not-fit")
    ground.inspection.outcome = "statement-of-action-required"
    ground.inspection.save()
    waiting = [each.words for each in next(each for each in cards(ground.lead) if each.title == "Plan").items]
    assert waiting == ["“Plan of the partnership” was returned: mend it"]


def test_actions_are_found_by_their_words_and_their_owner(ground: Ground) -> None:
    make_action(ground, "One record", owner=ground.worker.member)
    make_action(ground, "A form")
    client, where = client_of(ground.lead), at(ground, "actions")
    page = words(client.get(where, {"words": f"record {ground.worker.person.name.split()[0]}"}))
    assert "One record" in page
    assert "A form" not in page
    assert "No action is like that." in words(client.get(where, {"words": "zebra"}))
