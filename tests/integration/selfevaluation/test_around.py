"""Coverage, questions, carrying over, deadlines."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from extramile.core.frameworks import pack
from extramile.core.vocabulary import InputError
from extramile.web.frameworks import actions as deadline_actions
from extramile.web.frameworks import queries as frameworks
from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import reminders
from extramile.web.selfevaluation.actions import linking, questions
from extramile.web.selfevaluation.actions.carrying import carry_over, undo_carrying
from extramile.web.selfevaluation.models import Asked, Claim, Question
from extramile.web.selfevaluation.queries import carrying, hearing
from extramile.web.selfevaluation.queries.coverage import coverage
from extramile.web.selfevaluation.queries.proof import proofs
from extramile.web.selfevaluation.queries.questions import token
from tests.integration.selfevaluation.scene import begin, full, make_partnership, note, signed_in, soon, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


def covered(scope: Scope, found: Any, criterion: str) -> Any:
    return next(each for each in coverage(scope, found) if each.id == criterion)


def test_coverage_says_what_is_lacking(people: dict[str, Scope]) -> None:
    scene = full(people)
    lead, found = people["lead"], scene["evaluation"]

    first = covered(lead, found, "I1")
    assert (first.strengths, first.gaps, first.without_proof, first.voice) == (1, 0, 0, True)
    assert (first.health, first.social_care) == (False, False)
    third = covered(lead, found, "I3")
    assert (third.gaps, third.without_proof, third.voice, third.health) == (1, 1, False, True)
    old = note(lead, "Old audit", dated=timezone.localdate() - timedelta(days=600))
    linking.link_evidence(scope=lead, claim=scene["gap"], item_id=old.pk)
    assert covered(lead, found, "I3").with_old_proof == 1
    write(lead, found, "I3", service="social-care")
    assert covered(lead, found, "I3").social_care


def test_coverage_costs_no_more_queries_with_more_claims(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    found = begin(lead)
    client = signed_in(lead)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/p/wexmoor/know/{found.pk}/coverage/").status_code == 200
            assert client.get(f"/p/wexmoor/know/{found.pk}/").status_code == 200
            assert client.get(f"/p/wexmoor/know/{found.pk}/criteria/I1/").status_code == 200
        return len(queries)

    write(lead, found)
    few = cost()
    for number in range(12):
        claim = write(lead, found, judgement=f"Claim {number}.")
        linking.link_evidence(scope=lead, claim=claim, item_id=note(lead, f"Note {number}").pk)
    assert cost() <= few


def test_a_question_reaches_people_by_mail_and_its_link_is_nowhere_else(people: dict[str, Scope]) -> None:
    scene = full(people)
    outsider = scene["outsider"]
    for job in Job.objects.filter(work="selfevaluation.send_question"):
        assert "ada@" not in str(job.arguments)
        run(str(job.pk))

    sent = {each.to[0]: each.body for each in mail.outbox}
    assert token(outsider) in sent["ada@example.org"]
    assert "/sign-in" not in sent["ada@example.org"]
    # Health has answered meanwhile, and is not written to any more.
    assert set(sent) == {"ada@example.org"}


def test_reminders_go_to_those_who_have_not_answered_once_a_day(people: dict[str, Scope]) -> None:
    scene = full(people)

    assert questions.remind(scope=people["lead"], question=scene["question"]) == 1
    with pytest.raises(InputError, match="reminded today"):
        questions.remind(scope=people["lead"], question=scene["question"])


def test_an_answer_is_placed_in_its_own_words(people: dict[str, Scope]) -> None:
    scene = full(people)
    lead, asked, claim = people["lead"], scene["asked"], scene["claim"]
    asked.refresh_from_db()

    with pytest.raises(InputError, match="not the words"):
        questions.place_answer(scope=lead, asked=asked, claim=claim, words="We read every plan.")
    quote = questions.place_answer(scope=lead, asked=asked, claim=claim, words="We read … plan.")
    assert quote.who.startswith("Contributor of wexmoor")
    assert quote.said_on == timezone.localdate()
    with pytest.raises(InputError, match="used already"):
        questions.answer(asked=asked, words="Something else.", scope=people["contributor"])


def test_a_line_without_an_address_is_named_by_its_number_alone(people: dict[str, Scope]) -> None:
    with pytest.raises(InputError, match="Line 2") as raised:
        questions.people_in("Ada, ada@example.org\nGrace Private-Name")

    assert "Grace" not in str(raised.value)


def test_carrying_over_between_frameworks(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    old = begin(lead, "send-2016")
    moved = write(lead, old, "2016-A")
    doubled = write(lead, old, "2016-B", judgement="Needs are met.")
    item = note(lead, "Audit")
    linking.link_evidence(scope=lead, claim=moved, item_id=item.pk)

    preview = carrying.preview(lead, old, "send-2023")
    assert [each.item for each in preview.moved] == [moved]
    assert [each.item for each in preview.doubled] == [doubled]
    assert not preview.left

    new = carry_over(
        scope=lead,
        evaluation=old,
        target="send-2023",
        title="New",
        period="2027",
        homes={doubled.pk: ("I2", "I3")},
    )
    carried = list(Claim.objects.filter(evaluation=new).order_by("criterion"))
    assert [(each.criterion, each.origin) for each in carried] == [("I1", moved), ("I2", doubled), ("I3", doubled)]
    assert new.origin == old
    assert [each.id for each in proofs(lead, [carried[0].pk])[carried[0].pk]] == [item.pk]
    assert Claim.objects.filter(evaluation=old).count() == 2


def test_carrying_over_on_the_page(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    old = begin(lead, "send-2016")
    claim = write(lead, old, "2016-C")
    address = f"/p/wexmoor/know/{old.pk}/carry/"
    client = signed_in(lead)

    assert "1 could go to several" in client.get(f"{address}?to=send-2023").content.decode()
    sent = {"to": "send-2023", "title": "New", "period": "2027", f"home-{claim.pk}": ["I4"]}
    assert client.post(address, {**sent, f"home-{claim.pk}": []}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert Claim.objects.get(origin=claim).criterion == "I4"


def test_an_area_sets_a_deadline_and_the_original_stays(people: dict[str, Scope]) -> None:
    lead, found = people["lead"], pack("send-2023")
    rule = next(each for each in found.deadlines if each.known)

    deadline_actions.set_deadline(
        scope=lead, pack=found, deadline_id=rule.id, value=33, unit="working-days", reason="The handbook says so"
    )

    held = next(each for each in frameworks.deadlines(lead, found) if each.id == rule.id)
    assert (held.value, held.original.value) == (33, rule.value)
    said = signed_in(people["reader"]).get("/p/wexmoor/know/deadlines/send-2023/").content.decode()
    assert "The framework: " in said
    assert "The handbook says so" in said
    deadline_actions.keep_to_framework(scope=lead, pack=found, deadline_id=rule.id, why="It was withdrawn")
    assert next(each for each in frameworks.deadlines(lead, found) if each.id == rule.id) == rule
    assert frameworks.past_overrides(lead, found).count() == 1
    with pytest.raises(NotAllowedError):
        deadline_actions.set_deadline(
            scope=people["contributor"], pack=found, deadline_id=rule.id, value=1, unit="days", reason="No"
        )


def test_what_nobody_verified_is_marked_wherever_it_shows(people: dict[str, Scope], client: Any) -> None:
    found = pack("send-2023")
    unverified = [each for each in found.all_criteria() if each.unverified]
    assert unverified

    assert client.get("/frameworks/send-2023/").content.decode().count(">unverified<") >= len(unverified)
    evaluation = begin(people["lead"])
    page = signed_in(people["reader"]).get(f"/p/wexmoor/know/{evaluation.pk}/criteria/{unverified[0].id}/")
    assert ">unverified<" in page.content.decode()


def test_a_long_document_is_built_as_a_job_for_one_person(
    people: dict[str, Scope], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = full(people)
    monkeypatch.setattr("extramile.web.selfevaluation.rendering.WAITED_FOR", 1)
    base = f"/p/wexmoor/know/{scene['evaluation'].pk}/"

    asked = signed_in(people["lead"]).get(f"{base}self-evaluation.pdf")
    job = Job.objects.get(work="selfevaluation.build")
    assert asked.headers["Location"] == f"/jobs/{job.pk}/"
    run(str(job.pk))
    job.refresh_from_db()

    assert signed_in(people["lead"]).get(job.result).content.startswith(b"%PDF")
    assert signed_in(people["reader"]).get(job.result).status_code == 404


def test_the_days_of_questions_lie_ahead(people: dict[str, Scope]) -> None:
    with pytest.raises(InputError, match="past"):
        questions.ask(
            scope=people["lead"],
            evaluation=begin(people["lead"]),
            criterion="I1",
            words="Why?",
            due=soon() - timedelta(days=30),
            others="a@example.org",
        )


def test_people_are_reminded_by_themselves_once_and_not_when_they_answered(people: dict[str, Scope]) -> None:
    question = full(people)["question"]
    mail.outbox.clear()
    question.due = timezone.localdate() + timedelta(days=3)
    question.save()
    question.__class__.objects.filter(pk=question.pk).update(asked_at=timezone.now() - timedelta(days=9))

    def a_day_of_the_worker() -> int:
        start_daily()
        for job in Job.objects.filter(state=Job.State.WAITING, work__startswith="selfevaluation.").order_by("made_at"):
            run(str(job.pk))
        for job in Job.objects.filter(state=Job.State.WAITING, work="selfevaluation.send_question"):
            run(str(job.pk))
        return len([each for each in mail.outbox if each.subject.startswith("A reminder")])

    assert a_day_of_the_worker() == 1
    assert a_day_of_the_worker() == 1
    # Another worker, another look on the same day: the key of the day's job is taken.
    assert start_daily() == 0
    Job.objects.filter(work="selfevaluation.remind").delete()
    assert a_day_of_the_worker() == 1


@pytest.mark.parametrize(
    ("days", "asked", "reminded", "is_due"),
    [
        (4, 9, None, False),
        (3, 9, None, True),
        (1, 9, 1, False),
        (2, 0, None, False),
        (-1, 9, 2, True),
        (-1, 9, 0, False),
    ],
)
def test_the_days_of_reminding(days: int, asked: int, reminded: int | None, is_due: bool) -> None:
    today, now = timezone.localdate(), timezone.now()
    question = Question(due=today + timedelta(days=days), asked_at=now - timedelta(days=asked))
    sent = None if reminded is None else now - timedelta(days=reminded)

    assert reminders.is_due(Asked(question=question, reminded_at=sent), today) is is_due


def test_a_carrying_over_is_undone_while_nobody_worked_in_it(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    old = begin(lead, "send-2016")
    linking.link_evidence(scope=lead, claim=write(lead, old, "2016-A"), item_id=note(lead, "Audit").pk)

    def carried() -> Any:
        return carry_over(scope=lead, evaluation=old, target="send-2023", title="New", period="2027")

    new = carried()
    assert "Undo" in signed_in(lead).get(f"/p/wexmoor/know/{new.pk}/").content.decode()
    assert undo_carrying(scope=lead, evaluation=new) == old
    assert set(proofs(lead)) == set(old.claims.values_list("pk", flat=True))
    new = carried()
    write(lead, new, "L1")
    with pytest.raises(InputError, match="People have worked in it"):
        undo_carrying(scope=lead, evaluation=new)
    with pytest.raises(InputError, match="not carried over"):
        undo_carrying(scope=lead, evaluation=old)


def test_a_theme_beside_a_claim_counts_as_voice(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    found = begin(lead)
    claim = write(lead, found)
    signed = signed_in(lead)
    theme, title = hearing.themes(lead)[0]
    address = f"/p/wexmoor/know/{found.pk}/claims/{claim.pk}/"

    assert not covered(lead, found, "I1").voice
    assert signed.post(f"{address}theme/", {"theme": "no-such"}).status_code == 422
    assert signed.post(f"{address}theme/", {"theme": theme}).status_code == 302
    assert title in signed.get(address).content.decode()
    assert covered(lead, found, "I1").voice
    assert signed.post(f"{address}theme/{claim.themes.get().pk}/remove/").status_code == 302
    assert not covered(lead, found, "I1").voice


def test_claims_are_found_by_their_words_and_taken_away(people: dict[str, Scope]) -> None:
    scene = full(people)
    reader = signed_in(people["reader"])
    base = f"/p/wexmoor/know/{scene['evaluation'].pk}/claims"

    found = reader.get(f"{base}/?words=therapy+families").content.decode()
    assert "1 claim with" in found
    assert "Advice reaches most plans" not in found
    assert "2 claims" in reader.get(f"{base}/?polarity=nonsense").content.decode()
    assert "No claim is like that" in reader.get(f"{base}/?words=zebra").content.decode()
    table = reader.get(f"{base}.csv?polarity=gap").content.decode()
    assert "Families wait too long for therapy." in table
    assert "Advice reaches" not in table
