"""The letter or report: from the records and from what people write, with every gap said, in every form."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.findings import documents, rendering
from extramile.web.findings.actions import report as actions
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.models import BuiltFile, Judgement
from extramile.web.findings.queries import report as queries
from extramile.web.inspections.models import Purpose
from extramile.web.jobs import work
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import daily
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.models import Session
from tests.integration.findings.scene import inspect, let_in, make_partnership, moderated, signed_in, write
from tools.pdf_ua_check import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


def test_what_nobody_knows_is_missing_and_what_waits_says_so(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    write(lead, inspection, words="It works.")

    made = documents.report(lead, inspection)

    missing = made.missing()
    assert "how many visits were made" in missing
    assert "the outcome, agreed by a second person" in missing
    assert "a second person's reading" in missing
    assert made.status.endswith("Draft, under embargo")


def test_published_it_holds_what_passed_and_no_mark(people: dict[str, Any]) -> None:
    lead, auditor, inspection = people["lead"], people["auditor"], inspect(people["lead"])
    let_in(lead, inspection, auditor)
    moderated(lead, auditor, inspection, words="This passed.")
    write(lead, inspection, words="This never did.")
    Judgement.objects.create(
        inspection=inspection,
        outcome="inconsistent",
        why="Mixed",
        proposed_by=lead.person,
        proposed_at=inspection.called_at,
    )
    assert queries.outcome_of(lead, inspection) == ("", ""), "nobody agreed yet"
    inspection.outcome, inspection.outcome_why, inspection.published_on = "inconsistent", "Mixed", date(2026, 11, 20)
    inspection.save()

    said = str(rendering.article(people["reader"], inspection, "report")[0])

    assert "This passed." in said
    assert "This never did." not in said
    assert "Inconsistent" in said
    assert "embargo" not in said
    assert documents.report(lead, inspection).status == ""


@pytest.mark.parametrize(
    ("pack", "kind", "purpose", "title"),
    [
        ("send-2016", "inspection", Purpose.INSPECTION, "Joint local area SEND inspection in"),
        ("send-2023", "full", Purpose.REHEARSAL, "Area SEND inspection of"),
        ("send-2023", "monitoring", Purpose.INSPECTION, "Monitoring"),
        ("send-2023", "full", Purpose.CHALLENGE, "Peer challenge"),
    ],
)
def test_every_kind_has_its_document(people: dict[str, Any], pack: str, kind: str, purpose: str, title: str) -> None:
    inspection = inspect(people["lead"], pack, kind, purpose=purpose)

    made = documents.report(people["lead"], inspection)

    assert made.title.startswith(title)
    assert faults(rendering.FORMS["pdf"][1](made)) == []


@pytest.mark.parametrize(("outcome", "asked"), [("statement-of-action-required", True), ("not-required", False)])
def test_a_statement_of_action_is_missed_only_where_one_is_required(
    people: dict[str, Any], outcome: str, asked: bool
) -> None:
    lead, inspection = people["lead"], inspect(people["lead"], pack="send-2016", kind="inspection")
    inspection.outcome, inspection.outcome_why, inspection.published_on = outcome, "Reasons", date(2026, 11, 20)
    inspection.save()
    sentence = "who must submit the written statement of action"
    page = signed_in(lead).get(f"/p/ashcombe/inspect/{inspection.pk}/report/").content.decode()
    assert (sentence in documents.report(lead, inspection).missing()) is asked
    assert (sentence in page.lower()) is asked


def test_two_who_write_a_section_lose_nothing(people: dict[str, Any]) -> None:
    lead, auditor, inspection = people["lead"], people["auditor"], inspect(people["lead"])
    let_in(lead, inspection, auditor)
    write_as = {"inspection": inspection, "section": "context"}
    actions.write_section(scope=lead, words="Mine", seen=0, **write_as)

    with pytest.raises(ChangedMeanwhileError) as met:
        actions.write_section(scope=auditor, words="Theirs", seen=0, **write_as)

    assert [each.theirs for each in met.value.met] == ["Mine"]
    client = signed_in(auditor)
    where = f"/p/{lead.name}/inspect/{inspection.pk}/report/sections/context/"
    page = client.post(where, {"words": "Theirs", "seen": "0"})
    assert page.status_code == 422
    assert "Mine" in page.content.decode()
    assert "Theirs" in page.content.decode()
    assert client.post(where, {"words": "Both", "seen": "1"}).status_code == 302


def test_every_text_of_a_section_is_kept_and_told(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    texts = ["First text of it.", "Second text of it.", "First text of it.", ""]
    for seen, words in enumerate(texts):
        actions.write_section(scope=lead, inspection=inspection, section="context", words=words, seen=seen)

    kept = queries.section_texts(inspection, "context")
    assert [(each.revision, each.words) for each in kept] == list(enumerate(texts, start=1))
    assert queries.texts(inspection)["context"].words == ""
    where = f"/p/{lead.name}/inspect/{inspection.pk}/report/"
    client = signed_in(lead)
    for path in ("sections/context/", "sections/context/history/"):
        page = client.get(where + path).content.decode()
        assert "How it came about" in page or "How a section came about" in page
        assert "Second</ins>" in page
    assert "sections/context/history/" in client.get(where).content.decode()


def test_how_a_section_came_about_stays_with_those_who_see_drafts(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    actions.write_section(scope=lead, inspection=inspection, section="context", words="Zebra.", seen=0)
    where = f"/p/{lead.name}/inspect/{inspection.pk}/report/"
    reader = signed_in(people["reader"])
    assert reader.get(f"{where}sections/context/history/").status_code == 403
    inspection.outcome, inspection.published_on = "inconsistent", date(2026, 11, 20)
    inspection.save()
    assert reader.get(f"{where}sections/context/history/").status_code == 404
    assert "history" not in reader.get(where).content.decode().split("<main")[1]
    assert "Zebra" in signed_in(lead).get(f"{where}sections/context/history/").content.decode()


def test_built_as_a_job_for_who_asked_and_nobody_else(
    people: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    client = signed_in(lead)
    answer = client.post(f"/p/{lead.name}/inspect/{inspection.pk}/files/report/", {"form": "docx"})
    assert answer.status_code == 302

    work.run(str(Job.objects.filter(work="findings.build").latest("made_at").pk))

    built = BuiltFile.objects.get()
    where = f"/p/{lead.name}/inspect/{inspection.pk}/files/{built.pk}/take/"
    assert client.get(where).content.startswith(b"PK")
    let_in(lead, inspection, people["auditor"])
    assert signed_in(people["auditor"]).get(where).status_code == 404
    BuiltFile.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert client.get(where).status_code == 404
    work.run(str(start(name="findings.forget_built", title="Forgetting files", by=None, scope="").pk))
    assert not BuiltFile.objects.exists()
    assert "findings.forget_built" in daily()
    with pytest.raises(NotAllowedError):
        actions.have_built(scope=people["reader"], inspection=inspection, name="report", form="pdf")


def test_what_the_framework_says_about_a_day_is_no_day_by_which_it_comes(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    inspection.days.create(event="fieldwork-end", day=date(2025, 11, 14), by=lead.person)
    inspection.days.create(event="report-received", day=date(2026, 1, 5), by=lead.person)
    inspection.outcome, inspection.outcome_why, inspection.published_on = (
        "widespread-failings",
        "Grave",
        date(2026, 1, 30),
    )
    inspection.save()

    told = [by for _, by in queries.known(lead, inspection).follows]

    # Three years and eighteen months are what the framework calls usual: no inspector is bound by a day.
    assert any(each.startswith("about 14 November 2028") for each in told)
    assert any(each.startswith("about 5 July 2027") for each in told)
    assert not any(each.startswith("by ") for each in told)


def test_a_number_that_may_be_higher_says_so_wherever_it_stands(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"])
    for came in (7, None):
        group = Session.objects.create(
            inspection=inspection,
            type="focus-group",
            title="A group",
            starts=timezone.now() - timedelta(hours=3),
            ends=timezone.now() - timedelta(hours=2),
            made_by=people["lead"].person,
        )
        group.roster.create(role="Parents", invited=9, attended=came)

    known = queries.known(people["lead"], inspection)

    assert known.blanks["participants"] == "at least 7 people"
    assert ("at least 7", "people in focus groups") in known.counts
