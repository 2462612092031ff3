"""Checks, submissions with what was answered, versions compared in words, results of a re-visit, questions put anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.documents import to_text
from extramile.core.vocabulary import InputError
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.plans import documents, rendering
from extramile.web.plans.actions import deciding, doing, freezing, measuring, planning, theming
from extramile.web.plans.changing import ChangedMeanwhileError
from extramile.web.plans.models import BoardDecision, FindingIn, Meeting, Plan, Snapshot
from extramile.web.plans.presenters import comparing
from extramile.web.plans.queries import content, results
from extramile.web.plans.queries import plans as queries
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
from tests.partnership import make_member, scope_for

TODAY = timezone.localdate


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def frozen(ground: Ground) -> dict[str, Any]:
    return content.frozen(content.now(ground.lead, Plan.objects.get(pk=ground.plan.pk), TODAY()))


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {each.title: each.lines for each in comparing.compared(before, after, {"part-governance": "Governance"})}


def test_a_tolerance_and_figures_on_the_way_are_kept_and_compared(ground: Ground) -> None:
    measure = make_measure(ground)
    before = frozen(ground)
    on_the_way = {"by": (TODAY() + timedelta(days=30)).isoformat(), "value": 55.0}
    given = {"tolerance": 2.5, "waypoints": [on_the_way]}
    measuring.change_measure(scope=ground.worker, measure=measure, given=given, seen=1, why="The board asked for it")
    after = frozen(ground)
    lines = difference(before, after)["Measures and their figures"]
    assert "The tolerance of “Families who told their story once” is 2.5; it was 2." in lines
    [way] = [each for each in lines if each.startswith("On the way")]
    assert "should be at: 55% on " in way
    assert way.endswith("it was to be at: nothing that is set.")
    # A version from before they were held says nothing of them.
    for name in given:
        del before["themes"][0]["measures"][0][name]
    assert difference(before, after) == {}


def test_every_check_has_its_reason_its_answer_and_its_way_to_mend(ground: Ground) -> None:
    action = make_action(ground)
    page = words(client_of(ground.lead).get(at(ground, "checks")))
    assert "Has every action a body, a person and a day?" in page
    assert f'href="{at(ground, "action", action_id=action.pk)}"' in page
    assert f'href="{at(ground, "part", part="part-governance")}"' in page
    # The framework's own question for a statement, with what it rests on.
    assert "The framework asks of this kind of plan: “Did parents and young people help to write it?”" in page
    # No finding names a body, so which sectors must be there cannot be said; this is neither a yes nor a no.
    assert "Nobody can say yet" in page
    assert "No finding names a body" in page
    assert "1 of 8 checks is met, 6 are not, and of 1 nobody can say yet." in page


def test_a_plan_that_is_not_fit_is_submitted_only_with_why(ground: Ground) -> None:
    client = client_of(ground.lead)
    sent = {"whom": "The inspectorates", "way": "Mail", "on": "1 May 2026", "words": ""}
    refused = client.post(at(ground, "submission"), sent)
    assert refused.status_code == 422
    assert "checks are not met. Mend the plan first" in words(refused)
    assert Plan.objects.get(pk=ground.plan.pk).state == "writing"
    assert client.post(at(ground, "submission"), {**sent, "words": "The day is today"}).status_code == 302
    made = Snapshot.objects.get(plan=ground.plan)
    assert (made.kind, made.whom, made.way, made.title) == ("submission", "The inspectorates", "Mail", "Submission 1")
    # The days by which it was due are kept with their sources, whatever becomes of the rules.
    assert {each["grade"] for each in made.due} <= set("ABCR")
    assert all(each["source"] for each in made.due)
    assert Plan.objects.get(pk=ground.plan.pk).state == "submitted"
    page = words(client.get(at(ground, "submission")))
    assert "The day is today" in page
    assert "Nothing is noted yet." in page


def test_no_plan_stands_submitted_without_its_record(ground: Ground) -> None:
    with pytest.raises(InputError, match="noted with what was submitted"):
        planning.step(scope=ground.lead, plan=ground.plan, do="submit", why="To somebody")
    submit(ground)
    with pytest.raises(InputError):
        submit(ground)
    with pytest.raises(NotAllowedError):
        freezing.submit(scope=ground.worker, plan=ground.plan, whom="A", way="B", on=TODAY(), words="C")


def test_an_answer_takes_the_plan_on_and_a_comment_does_not(ground: Ground) -> None:
    first = submit(ground)
    answer(ground, first, "comments", "Thank you")
    assert Plan.objects.get(pk=ground.plan.pk).state == "submitted"
    with pytest.raises(InputError, match="what they said"):
        answer(ground, first, "not-fit", " ")
    answer(ground, first, "not-fit")
    assert Plan.objects.get(pk=ground.plan.pk).state == "returned"
    second = submit(ground)
    # What is said late of the first changes nothing of the second.
    answer(ground, first, "fit")
    assert Plan.objects.get(pk=ground.plan.pk).state == "submitted"
    answer(ground, second, "fit")
    assert Plan.objects.get(pk=ground.plan.pk).state == "agreed"
    page = words(client_of(ground.worker).get(at(ground, "version", number=first.number)))
    assert "Returned as not fit for purpose" in page
    assert "Note the answer" not in page


def test_two_versions_are_compared_in_words(ground: Ground) -> None:
    action = make_action(ground, due=TODAY() + timedelta(days=30), owner=ground.worker.member)
    measure = make_measure(ground)
    before = frozen(ground)
    assert difference(before, frozen(ground)) == {}
    doing.step(scope=ground.worker, action=action, do="begin", why="The post is filled")
    doing.change_action(
        scope=ground.worker,
        action=action,
        given={"due": TODAY() + timedelta(days=60)},
        seen=2,
        why="Recruiting takes longer",
    )
    for days, value in ((40, 44.0), (10, 46.0)):
        measuring.read(scope=ground.worker, measure=measure, day=TODAY() - timedelta(days=days), value=value)
    planning.write_part(scope=ground.worker, plan=ground.plan, part="part-governance", words="The board", seen=0)
    deciding.ask(scope=ground.worker, plan=ground.plan, asked="Fund a second therapist")
    gone = queries.themes(ground.plan)[1]
    finding = gone.findings.get().finding
    theming.answer_finding(scope=ground.worker, plan=ground.plan, finding=finding, why_not="Another plan does")
    theming.take_out_theme(scope=ground.worker, theme=gone, why="One too many")
    found = difference(before, frozen(ground))
    assert found["Actions"][0] == "“One record for each family” went from not started to on track."
    assert "it was due" in found["Actions"][1]
    assert found["Measures and their figures"] == (
        f"“Families who told their story once” has 2 new figures, the latest 46% for {_day(10)}.",
        "“Families who told their story once” went from “no data yet” to “moving”: "
        "The two latest figures are both clearly better than the baseline.",
    )
    assert found["Decisions of the board"] == ("The board is asked: “Fund a second therapist”.",)
    assert found["The plan in words"] == ("“Governance” was written.",)
    assert f"“{gone.title}” is not in it any more." in found["Themes"]
    assert found["Findings"] == (f"“{finding.words}” is not answered: Another plan does",)


def _day(ago: int) -> str:
    found = TODAY() - timedelta(days=ago)
    return f"{found.day} {found:%B %Y}"


def test_a_replaced_figure_and_a_hidden_one_are_told_apart(ground: Ground) -> None:
    measure, day = make_measure(ground), TODAY() - timedelta(days=10)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=44.0)
    before = frozen(ground)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=None, state="suppressed", said="Too few")
    [line] = difference(before, frozen(ground))["Measures and their figures"][:1]
    assert line.endswith("was replaced: suppressed instead of 44%.")


def test_a_stocktake_is_kept_and_compared_on_the_page(ground: Ground) -> None:
    client = client_of(ground.worker)
    kept = {"kind": "stocktake", "title": "Stocktake of spring", "held_on": _day(0), "words": "Why does it not move?"}
    assert client.post(at(ground, "versions"), kept).status_code == 302
    assert client.post(at(ground, "versions"), {**kept, "kind": "submission"}).status_code == 422
    make_action(ground, "A new <action>")
    page = words(client.get(at(ground, "compare"), {"before": "1", "after": "now"}))
    assert "“A new &lt;action&gt;” is new: nobody yet, due no day." in page
    assert "Choose two versions." in words(client.get(at(ground, "compare"), {"before": "7", "after": "now"}))
    stood = words(client.get(at(ground, "version", number=1)))
    assert "Why does it not move?" in stood
    assert "A new" not in stood


def _revisit(ground: Ground, *, published: bool = True) -> Finding:
    made = Inspection.objects.create(
        partnership=ground.partnership,
        pack="send-2016",
        kind="re-visit",
        title="Re-visit of autumn",
        called_at=timezone.now() - timedelta(days=20),
        outcome="insufficient-progress",
        published_on=TODAY() - timedelta(days=2) if published else None,
        made_by=ground.lead.person,
    )
    return Finding.objects.create(
        inspection=made,
        kind="insufficient-progress",
        words="Families still tell their story too often.",
        position=1,
        state="moderated",
        author=ground.lead.person,
        written_by=ground.lead.person,
        moderated_by=ground.worker.person,
        moderated_at=timezone.now(),
    )


def pack_text(ground: Ground) -> str:
    return to_text(documents.pack(ground.lead, rendering.pack_content(ground.lead, ground.plan, TODAY())))


def test_a_result_is_taken_from_the_finding_of_a_re_visit(ground: Ground) -> None:
    said_in = _revisit(ground)
    place = FindingIn.objects.get(plan=ground.plan, theme=ground.theme)
    client = client_of(ground.lead)
    sent = {"finding": place.finding_id, "said_in": said_in.pk}
    assert client.post(at(ground, "revisit"), sent).status_code == 302
    [result] = place.results.all()
    assert (result.result, result.enough, result.words) == ("Insufficient progress", False, said_in.words)
    page = words(client_of(ground.worker).get(at(ground, "revisit")))
    assert "Not enough was done" in page
    assert "the finding of Re-visit of autumn" in page
    assert (
        "Enough was done about 0 of 1 areas of weakness of which a result is noted. Of 1 nothing is noted yet." in page
    )


def test_a_typed_result_says_where_it_is_written(ground: Ground) -> None:
    place = FindingIn.objects.get(plan=ground.plan, theme=ground.theme)
    client = client_of(ground.lead)
    sent = {"finding": place.finding_id, "result": "Sufficient progress", "enough": "yes", "on": "1 May 2026"}
    refused = client.post(at(ground, "revisit"), sent)
    assert refused.status_code == 422
    assert "Enter where it is written" in words(refused)
    assert client.post(at(ground, "revisit"), {**sent, "source": "The letter, page 3"}).status_code == 302
    assert "Source: The letter, page 3." in words(client.get(at(ground, "revisit")))
    # The plan's page and its pack say so too.
    assert "What a later visit said" in words(client.get(at(ground, "plan")))
    said = pack_text(ground)
    assert "Enough was done about 1 of 1 area of weakness of which a result is noted." in said
    assert "Sufficient progress. 1 May 2026" in said


def test_what_is_under_embargo_is_no_result_yet(ground: Ground) -> None:
    said_in = _revisit(ground, published=False)
    place = FindingIn.objects.get(plan=ground.plan, theme=ground.theme)
    assert results.offered(ground.lead, ground.plan) == []
    with pytest.raises(InputError, match="no such finding"):
        freezing.take_result(scope=ground.lead, place=place, said_in=said_in)
    freezing.note_result(
        scope=ground.lead,
        place=place,
        on=TODAY(),
        enough=False,
        result="Heron canary",
        source="A draft",
        inspection=said_in.inspection,
    )
    assert "Heron canary" in words(client_of(ground.lead).get(at(ground, "revisit")))
    assert "Heron canary" not in words(client_of(ground.worker).get(at(ground, "revisit")))
    assert "Heron canary" in words(client_of(ground.lead).get(at(ground, "plan")))
    assert "Heron canary" not in words(client_of(ground.worker).get(at(ground, "plan")))
    # A pack is for all who read the plan, whoever builds it.
    assert "Heron canary" not in pack_text(ground)


def test_a_question_is_put_in_other_words_and_every_wording_stays(ground: Ground) -> None:
    asked = deciding.ask(scope=ground.worker, plan=ground.plan, asked="Money?", why="It is late")
    client, where = client_of(ground.worker), at(ground, "reword", number=asked.number)
    sent = {"asked": "Fund a second therapist?", "reason": "It is late", "seen": 1, "why": "It was too short"}
    assert client.post(where, sent).status_code == 302
    assert "Fund a second therapist?" in words(client.get(at(ground, "decisions")))
    page = words(client.get(where))
    assert "<del>" in page
    assert "It was too short" in page
    # Who wrote on top of another's words is shown them.
    late = client.post(where, {**sent, "asked": "Fund two therapists?"})
    assert late.status_code == 422
    assert "What changed while you wrote" in words(late)
    with pytest.raises(ChangedMeanwhileError):
        deciding.reword(scope=ground.worker, decision=asked, given={"asked": "A?"}, seen=1)
    deciding.drop(scope=ground.worker, decision=asked, why="The trust pays")
    with pytest.raises(InputError, match="decided already"):
        deciding.reword(scope=ground.worker, decision=asked, given={"asked": "B?"}, seen=9)
    assert "The trust pays" in words(client.get(where))


def test_a_decision_says_who_decided_and_why(ground: Ground) -> None:
    asked = deciding.ask(scope=ground.worker, plan=ground.plan, asked="Fund a second therapist")
    client = client_of(ground.worker)
    sent = {"do": "decide", "decided": "Yes", "on": "1 May 2026", "by": "The chair", "why": "It cannot wait"}
    assert client.post(at(ground, "decision", number=asked.number), sent).status_code == 302
    page = words(client.get(at(ground, "decisions")))
    assert "Decided 1 May 2026 by The chair:" in page
    assert "Because: It cannot wait" in page
    second = deciding.ask(scope=ground.worker, plan=ground.plan, asked="And a third")
    deciding.decide(scope=ground.worker, decision=second, decided="No", on=TODAY())
    assert BoardDecision.objects.get(pk=second.pk).decided_by == "The board"


def test_a_reader_reads_all_of_it_and_is_offered_nothing(ground: Ground) -> None:
    submit(ground)
    reader = client_of(scope_for(make_member(ground.partnership, Role.READER)))
    for name, more in (
        ("checks", {}),
        ("submission", {}),
        ("versions", {}),
        ("version", {"number": 1}),
        ("revisit", {}),
        ("packs", {}),
    ):
        page = words(reader.get(at(ground, name, **more)))
        assert page.count('method="post"') == 1, name  # signing out
    for name in ("submission", "versions", "revisit", "packs"):
        assert reader.post(at(ground, name), {}).status_code == 403, name


def test_the_chair_of_the_board_hears_of_it_builds_the_pack_and_notes_the_decision(ground: Ground) -> None:
    chair = scope_for(make_member(ground.partnership, Role.BOARD_CHAIR))
    reader = scope_for(make_member(ground.partnership, Role.READER))
    mine = make_action(ground, "A bus", owner=ground.worker.member)
    about = {"action": mine, "wanted_by": timezone.localdate() + timedelta(days=90)}
    deciding.ask(scope=ground.lead, plan=ground.plan, asked="Buy a bus?", **about)
    for scope, told in ((chair, True), (ground.lead, True), (ground.worker, True), (reader, False)):
        found = [each.words for each in plans_today(scope).items]
        assert ("The board is asked: Buy a bus?" in found) is told, scope.roles
    client = client_of(chair)
    sent = {"do": "decide", "decided": "Yes", "on": f"{timezone.localdate():%-d %B %Y}"}
    assert client.post(at(ground, "decision", number=1), sent).status_code == 302
    assert BoardDecision.objects.get().decided == "Yes"
    assert plans_today(chair).items == ()
    assert client.post(at(ground, "packs"), {"day": "10 November 2026"}).status_code == 302
    assert Meeting.objects.get().by == chair.person
    # The chair works on no action; who may neither is told who can.
    assert client.get(at(ground, "change-action", action_id=mine.pk)).status_code == 403
    can = "Only a lead, a contributor, a data manager, a forum member or a board chair can build board packs"
    for name in ("packs", "decisions"):
        assert can in words(client_of(reader).get(at(ground, name)))
        assert can not in words(client.get(at(ground, name)))
