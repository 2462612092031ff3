"""From moderated findings and an agreed outcome to publication: until then nobody outside sees any of it, afterwards everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.kept import KeptError
from extramile.web.audit.models import Event
from extramile.web.findings import ways
from extramile.web.findings.actions import outcome as outcomes
from extramile.web.findings.actions import publication, thanks
from extramile.web.findings.actions.steps import take_step
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import outcome as presenter
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries import outcome, readiness
from extramile.web.findings.queries.publication import history
from extramile.web.findings.queries.thanks import took_part
from extramile.web.frameworks.actions import set_deadline
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.days import set_days
from extramile.web.inspections.models import EventDay, Inspection, Participant
from extramile.web.inspections.queries.inspections import dates, framework_of
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import cards
from extramile.web.timetable.models import Going, Place, PlaceKind, RosterLine, Session
from tests.integration.findings.scene import inspect, let_in, make_partnership, moderated, signed_in, write

pytestmark = pytest.mark.django_db
WHY = "What works outweighs what does not, in most places."


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


@pytest.fixture
def inspection(people: dict[str, Any]) -> Any:
    found = inspect(people["lead"])
    let_in(people["lead"], found, people["auditor"])
    return found


def agree(people: dict[str, Any], inspection: Any, chosen: str = "inconsistent") -> None:
    outcomes.propose(scope=people["auditor"], inspection=inspection, outcome=chosen, why=WHY)
    outcomes.take_step(scope=people["lead"], inspection=inspection, step="agree", seen=1)


def publish(people: dict[str, Any], inspection: Any, on: date | None = None) -> Inspection:
    publication.publish(scope=people["lead"], inspection=inspection, on=on or timezone.localdate())
    inspection.refresh_from_db()
    return inspection


def test_who_proposes_an_outcome_does_not_agree_to_it(people: dict[str, Any], inspection: Any) -> None:
    lead, auditor = people["lead"], people["auditor"]
    with pytest.raises(InputError, match="No outcome is proposed"):
        outcomes.take_step(scope=lead, inspection=inspection, step="agree")
    with pytest.raises(InputError, match="Choose the outcome"):
        outcomes.propose(scope=lead, inspection=inspection, outcome="outstanding", why=WHY)
    with pytest.raises(InputError, match="Enter the reasons"):
        outcomes.propose(scope=lead, inspection=inspection, outcome="inconsistent", why=" ")
    outcomes.propose(scope=lead, inspection=inspection, outcome="inconsistent", why=WHY)
    with pytest.raises(InputError, match="You proposed this outcome"):
        outcomes.take_step(scope=lead, inspection=inspection, step="agree")
    outcomes.take_step(scope=auditor, inspection=inspection, step="return", words="Weigh health too.", seen=1)
    with pytest.raises(InputError, match="Somebody proposed an outcome while you wrote"):
        outcomes.propose(scope=auditor, inspection=inspection, outcome="typically-positive", why=WHY, seen=0)
    outcomes.propose(scope=lead, inspection=inspection, outcome="typically-positive", why=WHY, seen=1)
    with pytest.raises(InputError, match="changed while you read it"):
        outcomes.take_step(scope=auditor, inspection=inspection, step="agree", seen=1)
    outcomes.take_step(scope=auditor, inspection=inspection, step="agree", seen=2)

    inspection.refresh_from_db()
    assert inspection.outcome == ""
    assert outcome.given(lead, inspection) == "typically-positive"
    assert outcome.given(people["reader"], inspection) == ""
    with pytest.raises(InputError, match="Enter a reason"):
        outcomes.take_step(scope=lead, inspection=inspection, step="reopen")
    with pytest.raises(NotAllowedError):
        outcomes.take_step(scope=auditor, inspection=inspection, step="reopen", words="No.")
    assert outcomes.take_step(scope=lead, inspection=inspection, step="reopen", words="Late figures.").agreed_by is None


FOLLOWS = [
    ("send-2016", "inspection", "not-required", False, ["nothing"]),
    ("send-2016", "inspection", "statement-of-action-required", True, ["statement", "monitoring", "monitoring"]),
    ("send-2016", "re-visit", "insufficient-progress", False, ["plan", "support"]),
    ("send-2023", "full", "inconsistent", False, ["plan", "next-inspection", "support"]),
    ("send-2023", "full", "widespread-failings", False, ["plan", "monitoring", "next-inspection", "support"]),
    ("send-2023", "monitoring", "effective-action", None, ["not-known"]),
]


@pytest.mark.parametrize("row", FOLLOWS, ids=[each[2] for each in FOLLOWS])
def test_what_follows_is_computed(people: dict[str, Any], row: tuple[Any, ...]) -> None:
    pack, kind, chosen, required, sorts = row
    found = outcome.what_follows(people["lead"], inspect(people["lead"], pack, kind), chosen)
    assert found.statement_required is required
    assert [each.consequence.what for each in found.follows] == sorts


def test_days_of_consequences_hang_on_publication(people: dict[str, Any], inspection: Any) -> None:
    moderated(people["lead"], people["auditor"], inspection)
    before = outcome.what_follows(people["lead"], inspection, "inconsistent").follows[0]
    assert before.due is not None
    assert before.due.day is None or before.due.counted_from is not None
    agree(people, inspection)
    publish(people, inspection)
    inspection.refresh_from_db()
    due = outcome.what_follows(people["lead"], inspection, "inconsistent").follows[0].due
    assert due is not None
    assert due.counted_from is not None
    assert due.counted_from.day == timezone.localdate()


def test_what_stands_in_the_way(people: dict[str, Any], inspection: Any) -> None:
    def standing() -> list[str]:
        return [each.words for each in readiness.stands_in_the_way(people["lead"], inspection)]

    assert standing() == ["No findings that a second person let pass", "No outcome is agreed"]
    draft = write(people["lead"], inspection)
    assert standing()[1] == "Draft: Families are told early what will happen, and it does."
    take_step(scope=people["lead"], finding=draft, step="offer")
    take_step(scope=people["auditor"], finding=draft, step="moderate", seen=1)
    agree(people, inspection, "widespread-failings")
    assert standing() == ["Areas for priority action: none, and “Widespread or systemic failings” has some"]
    with pytest.raises(InputError, match="Something stands in the way"):
        publish(people, inspection)
    body = queries.bodies(inspection).first()
    moderated(people["lead"], people["auditor"], inspection, kind="priority_action", responsible=[body.pk])
    assert standing() == []
    outcomes.take_step(scope=people["lead"], inspection=inspection, step="reopen", words="Weighed again.")
    outcomes.propose(scope=people["auditor"], inspection=inspection, outcome="inconsistent", why=WHY, seen=1)
    outcomes.take_step(scope=people["lead"], inspection=inspection, step="agree", seen=2)
    assert standing() == ["Areas for priority action: 1, which “Inconsistent” does not have"]


def test_publication_ends_the_embargo_and_nothing_else_does(
    people: dict[str, Any], inspection: Any, django_capture_on_commit_callbacks: Any
) -> None:
    told = moderated(people["lead"], people["auditor"], inspection, words="Zebra.")
    dropped = write(people["lead"], inspection, words="Okapi.")
    take_step(scope=people["lead"], finding=dropped, step="drop", words="Not so.")
    agree(people, inspection)
    reader = signed_in(people["reader"])
    addresses = [f"/p/ashcombe/inspect/{inspection.pk}/{path}" for path in ("findings/", "outcome/", "findings.csv")]
    assert [reader.get(each).status_code for each in addresses] == [403, 403, 403]
    assert queries.findings(people["reader"], inspection) == []
    assert history(people["reader"]) == []
    for each in ("/p/ashcombe/", "/p/ashcombe/inspect/", f"/p/ashcombe/inspect/{inspection.pk}/"):
        page = reader.get(each).content.decode()
        assert "Zebra" not in page
        assert "Inconsistent" not in page

    tomorrow, today = timezone.localdate() + timedelta(days=1), timezone.localdate()
    for on, sentence in [(tomorrow, "lies ahead"), (today - timedelta(days=99), "before the call")]:
        with pytest.raises(InputError, match=sentence):
            publish(people, inspection, on)
    with pytest.raises(NotAllowedError):
        publication.publish(scope=people["auditor"], inspection=inspection, on=today)
    publish(people, inspection)

    assert (inspection.outcome, inspection.outcome_why) == ("inconsistent", WHY)
    assert queries.findings(people["reader"], inspection) == [told]
    assert queries.finding(people["reader"], inspection, dropped.pk) is None
    assert list(queries.steps(people["reader"], told)) == []
    assert [each.number for each in history(people["reader"], "zebra")] == [1]
    assert history(people["reader"], "okapi") == []
    page = reader.get(addresses[0]).content.decode()
    assert "Zebra" in page
    assert "Okapi" not in page
    assert "x-embargo" not in page
    assert Event.objects.filter(verb="inspection published", thing_id=str(inspection.pk)).count() == 1
    with pytest.raises(InputError, match="published already"):
        publish(people, inspection)
    with pytest.raises(InputError, match="were published"):
        write(people["lead"], inspection)


def test_those_who_had_a_part_are_told_without_a_finding(people: dict[str, Any], inspection: Any) -> None:
    moderated(people["lead"], people["auditor"], inspection, words="Zebra.")
    agree(people, inspection)
    publish(people, inspection)
    jobs = list(Job.objects.filter(work="findings.tell_published"))
    assert [each.arguments["member_id"] for each in jobs] == [people["auditor"].member.pk]
    run(str(jobs[0].pk))
    assert [each.to for each in mail.outbox] == [["auditor@ashcombe.example.org"]]
    assert f"/p/ashcombe/inspect/{inspection.pk}/findings/" in mail.outbox[0].body
    assert "Zebra" not in mail.outbox[0].body


def test_who_has_left_is_not_told_of_a_publication(people: dict[str, Any], inspection: Any) -> None:
    moderated(people["lead"], people["auditor"], inspection)
    agree(people, inspection)
    people["auditor"].member.grants.all().delete()
    publish(people, inspection)
    assert not Job.objects.filter(work="findings.tell_published").exists()


def test_a_correction_says_why_and_keeps_what_stood_before(people: dict[str, Any], inspection: Any) -> None:
    found = moderated(people["lead"], people["auditor"], inspection, words="Since 2023.")
    with pytest.raises(InputError, match="not published yet"):
        publication.correct(scope=people["lead"], finding=found, words="Since 2024.", why="A slip.", seen=1)
    agree(people, inspection)
    publish(people, inspection)
    for given, sentence in [
        ({"why": " "}, "Enter why"),
        ({"words": "Since 2023."}, "same as before"),
    ]:
        with pytest.raises(InputError, match=sentence):
            publication.correct(
                scope=people["lead"],
                finding=found,
                **{"words": "Since 2024.", "why": "The report was reissued.", "seen": 1, **given},
            )
    publication.correct(
        scope=people["lead"], finding=found, words="Since 2024.", why="The report was reissued.", seen=1
    )
    with pytest.raises(ChangedMeanwhileError) as meanwhile:
        publication.correct(scope=people["lead"], finding=found, words="In 2025.", why="A slip.", seen=1)
    assert [(each.theirs, each.mine) for each in meanwhile.value.met] == [("Since 2024.", "In 2025.")]
    refused = signed_in(people["lead"]).post(
        f"/p/ashcombe/inspect/{inspection.pk}/findings/{found.pk}/correct/",
        {"words": "In 2025.", "why": "A slip.", "seen": 1},
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert all(each in page for each in ("Yours: In 2025.", ">In 2025.</textarea>", 'value="A slip."', 'value="2"'))
    told = [(each.words, each.why) for each in queries.texts(people["reader"], found)]
    assert told == [("Since 2023.", ""), ("Since 2024.", "The report was reissued.")]
    page = signed_in(people["reader"]).get(f"/p/ashcombe/inspect/{inspection.pk}/findings/{found.pk}/").content.decode()
    assert "The report was reissued." in page
    assert embargo.holds(inspection) is False


def test_what_waits_is_said_without_what_it_says(people: dict[str, Any], inspection: Any) -> None:
    def due(scope: Any) -> list[str]:
        return [each.words for each in ways.findings_due(scope, inspection)]

    found = write(people["lead"], inspection, words="Zebra.")
    take_step(scope=people["lead"], finding=found, step="offer")
    outcomes.propose(scope=people["lead"], inspection=inspection, outcome="inconsistent", why=WHY)
    assert due(people["lead"]) == []
    assert due(people["auditor"]) == ["Read as a second person: 1 finding", "Agree to the outcome or return it"]
    assert due(people["inspector"]) == due(people["reader"]) == []
    [card] = [each for each in cards(people["auditor"]) if each.title.startswith("Inspect:")]
    assert {each.words for each in card.items} == set(due(people["auditor"]))
    take_step(scope=people["auditor"], finding=found, step="return", words="Since when?", seen=1)
    assert due(people["lead"]) == ["Mend and offer again: 1 finding"]
    page = signed_in(people["lead"]).get(f"/p/ashcombe/inspect/{inspection.pk}/outcome/").content.decode()
    assert "It waits for somebody else than who proposed it: Auditor of ashcombe." in page


def test_what_is_asked_for_in_writing_is_a_sentence(people: dict[str, Any]) -> None:
    for pack, kind, chosen, sentence in [
        ("send-2016", "inspection", "not-required", "No statement of action is required."),
        ("send-2016", "inspection", "statement-of-action-required", "A statement of action is required."),
        ("send-2023", "full", "widespread-failings", "Asked for: priority action plan."),
        (
            "send-2023",
            "monitoring",
            "effective-action",
            "Whether a statement of action or a plan is required is not known.",
        ),
    ]:
        found = inspect(people["lead"], pack, kind)
        told = presenter.consequences(outcome.what_follows(people["lead"], found, chosen), framework_of(found))
        assert told["statement"] == sentence


def test_thanks_go_out_after_publication_only(people: dict[str, Any], inspection: Any) -> None:
    lead = people["lead"]
    Participant.objects.create(inspection=inspection, name="Sam Example", organisation=people["forum"].organisation)
    moderated(lead, people["auditor"], inspection)
    agree(people, inspection)
    with pytest.raises(InputError, match="after publication"):
        thanks.compose_thanks(scope=lead, inspection=inspection)
    publish(people, inspection)
    assert thanks.compose_thanks(scope=lead, inspection=inspection) == 1
    letter = inspection.thanks.get()
    assert (letter.name, "Sam" in letter.words) == (people["forum"].organisation.name, False)
    thanks.change_thanks(scope=lead, thanks=letter, words="Thank you all.", seen=1)
    with pytest.raises(ChangedMeanwhileError, match="Somebody changed this letter"):
        thanks.change_thanks(scope=lead, thanks=letter, words="Thanks.", seen=1)
    assert thanks.compose_thanks(scope=lead, inspection=inspection) == 0
    client = signed_in(lead)
    where = f"/p/ashcombe/inspect/{inspection.pk}/thanks/{letter.pk}/"
    refused = client.post(where, {"words": "Thanks <to all>.", "seen": 1})
    assert refused.status_code == 422
    page = refused.content.decode()
    for each in (
        "Thank you all.</ins>",
        "Yours: Thanks &lt;to all&gt;.",
        ">Thanks &lt;to all&gt;.</textarea>",
        'value="2"',
    ):
        assert each in page, each
    letter.refresh_from_db()
    assert letter.words == "Thank you all."
    # Both are kept, also what somebody made of it over what the other had written.
    assert client.post(where, {"words": "Thank you all, indeed.", "seen": 2}).status_code == 302
    first, *later = letter.texts.all()
    assert first.words.startswith("Dear colleagues")
    assert [(each.revision, each.words) for each in later] == [(2, "Thank you all."), (3, "Thank you all, indeed.")]
    shown = client.get(f"/p/ashcombe/inspect/{inspection.pk}/thanks/").content.decode()
    assert "How the letter to" in shown
    assert "indeed.</ins>" in shown
    with pytest.raises(KeptError):
        first.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE findings_thankstext SET words = 'Nothing'")
    file = client.get(f"/p/ashcombe/inspect/{inspection.pk}/thanks/{letter.pk}.pdf")
    assert file.content.startswith(b"%PDF")
    with pytest.raises(InputError, match="by what way"):
        thanks.note_sent(scope=lead, thanks=letter, way=" ")
    thanks.note_sent(scope=lead, thanks=letter, way="By post")
    with pytest.raises(InputError, match="went out already"):
        thanks.change_thanks(scope=lead, thanks=letter, words="Other.", seen=2)
    with pytest.raises(NotAllowedError):
        thanks.compose_thanks(scope=people["auditor"], inspection=inspection)


def test_the_page_of_dates_neither_records_nor_moves_the_day_of_publication(
    people: dict[str, Any], inspection: Any
) -> None:
    lead, today = people["lead"], timezone.localdate()
    client, where = signed_in(lead), f"/p/ashcombe/inspect/{inspection.pk}/dates/"
    form = client.get(reverse("inspections:enter-days", args=["ashcombe", inspection.pk])).content.decode()
    assert 'name="fieldwork-end"' in form
    assert "report-published" not in form
    for day in (today, None):
        with pytest.raises(InputError, match="not entered here"):
            set_days(scope=lead, inspection=inspection, days={"report-published": day}, seen={})
    with pytest.raises(IntegrityError), transaction.atomic():
        EventDay.objects.create(inspection=inspection, event="report-published", day=today, by=lead.person)
    expected = dates(lead, inspection).day_of("report-published")
    assert expected
    assert expected > today

    moderated(lead, people["auditor"], inspection)
    agree(people, inspection)
    publish(people, inspection)
    inspection.refresh_from_db()
    # Another rule of this area for when a report comes moves what is expected, and nothing that happened.
    pack = framework_of(inspection)
    rule = next(each for each in pack.deadlines_for(inspection.kind) if each.event == "report-published")
    set_deadline(scope=lead, pack=pack, deadline_id=rule.id, value=3, unit="working-days", reason="We were told so.")
    assert dates(lead, inspection).day_of("report-published") == today
    shown = " ".join(client.get(where).content.decode().split())
    assert "Recorded by publishing" in shown
    assert f'href="/p/ashcombe/inspect/{inspection.pk}/publish/">Publication: correct its day' in shown
    assert f"{pack.id}/{rule.id}/" not in shown


def test_a_day_of_publication_is_corrected_with_a_reason_and_the_embargo_stays_away(
    people: dict[str, Any], inspection: Any
) -> None:
    lead, today = people["lead"], timezone.localdate()
    right = today - timedelta(days=2)

    def mend(**given: Any) -> None:
        said = {"on": right, "why": "The letter says so.", "seen": 0, **given}
        publication.correct_publication(scope=given.pop("scope", lead), inspection=inspection, **said)

    moderated(lead, people["auditor"], inspection)
    with pytest.raises(InputError, match="not published yet"):
        mend()
    agree(people, inspection)
    publish(people, inspection)
    for given, sentence in [
        ({"on": today + timedelta(days=1)}, "lies ahead"),
        ({"on": today - timedelta(days=99)}, "before the call"),
        ({"on": today}, "same as before"),
        ({"why": " "}, "Enter why"),
    ]:
        with pytest.raises(InputError, match=sentence):
            mend(**given)
    with pytest.raises(NotAllowedError):
        publication.correct_publication(
            scope=people["auditor"], inspection=inspection, on=right, why="The letter says so.", seen=0
        )
    mend()

    inspection.refresh_from_db()
    assert inspection.published_on == dates(lead, inspection).day_of("report-published") == right
    assert embargo.holds(inspection) is False
    event = Event.objects.get(verb="publication corrected")
    assert (event.before["on"], event.after["on"]) == (today.isoformat(), right.isoformat())
    client, where = signed_in(lead), f"/p/ashcombe/inspect/{inspection.pk}/publish/"
    assert "Reason: The letter says so." in client.get(where).content.decode()
    assert (
        "Reason: The letter says so."
        in signed_in(people["reader"]).get("/p/ashcombe/inspect/history/").content.decode()
    )

    # Somebody who had read the page before is shown what was corrected; what they typed stays.
    other = {"on": f"{today - timedelta(days=3):%-d %B %Y}", "why": "A slip.", "address": "", "seen": 0}
    refused = client.post(f"{where}correct/", other)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Somebody changed this publication" in page
    assert f'value="{other["on"]}"' in page
    assert client.post(f"{where}correct/", {**other, "seen": 1}).status_code == 302
    assert [each.on_before for each in inspection.publication.corrections.all()] == [today, right]


def test_thanks_are_for_what_was_held_and_for_who_came(people: dict[str, Any], inspection: Any) -> None:
    lead, called = people["lead"], inspection.called_at

    def session(title: str, *, hours: int = 0, **more: Any) -> Session:
        place = Place.objects.create(partnership=lead.partnership, name=f"{title} School", kind=PlaceKind.SETTING)
        starts = called + timedelta(hours=hours)
        said = {"type": "setting-visit", "title": title, "starts": starts, "ends": starts + timedelta(hours=1)}
        return Session.objects.create(inspection=inspection, place=place, made_by=lead.person, **said, **more)

    def person(who: Scope) -> Participant:
        return Participant.objects.create(inspection=inspection, name="Sam", organisation=who.organisation)

    held, deserted = session("Held"), session("Deserted")
    session("Called off", called_off_at=timezone.now(), called_off_why="Snow")
    session("To come", hours=24 * 60)
    RosterLine.objects.create(session=deserted, role="Pupils", invited=6, attended=0)
    came, stayed, ready = person(people["forum"]), person(people["contributor"]), person(lead)
    Going.objects.create(session=held, participant=came, came=True)
    Going.objects.create(session=held, participant=stayed, came=False)

    thanked = took_part(inspection)

    assert set(thanked) == {"Held School", came.organisation.name, ready.organisation.name}
    assert stayed.organisation.name not in thanked or stayed.organisation == ready.organisation
