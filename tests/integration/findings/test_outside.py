"""A published report becomes findings when a person has confirmed each; what cannot be read is told and changes nothing."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import extramile
from extramile.core.publications import PdfFile, read_reports
from extramile.core.vocabulary import InputError
from extramile.web.findings import knowing_work
from extramile.web.findings.actions import outside as actions
from extramile.web.findings.actions.outcome import propose
from extramile.web.findings.models import Finding, Judgement, Proposal, ReadReport
from extramile.web.findings.queries import outside as queries
from extramile.web.inspections.models import Inspection
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.library.reading import resolve
from extramile.web.library.tagging import tag
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.findings.scene import inspect, make_partnership, signed_in
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.django_db
REPORT = Path(extramile.__file__).parent / "examples" / "wexmoor-2024.pdf"
DEVELOPMENT = SHARED / "reports" / "development"
REAL = sorted(DEVELOPMENT.glob("*.pdf"))[:3]


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


def read(people: dict[str, Any], inspection: Inspection, content: bytes) -> ReadReport:
    job = actions.send_report(scope=people["lead"], inspection=inspection, content=content)
    work.run(str(job.pk))
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE
    found = queries.latest(people["lead"], inspection)
    assert found is not None
    assert bytes(found.content) == b""
    return found


def test_a_file_that_is_much_too_large_is_not_taken_for_none(people: dict[str, Any], settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    where = f"/p/{people['lead'].name}/inspect/{inspect(people['lead']).pk}/outside/"
    answer = signed_in(people["lead"]).post(where, {"report": SimpleUploadedFile("r.pdf", b"a" * 2000)})
    assert answer.status_code == 422
    assert "The file must be smaller than 20 MB" in answer.content.decode()
    assert not ReadReport.objects.exists()


def test_each_is_confirmed_changed_or_left_out_by_hand(people: dict[str, Any]) -> None:
    lead = people["lead"]
    inspection = inspect(lead, called_at=datetime(2024, 9, 2, 9, tzinfo=UTC))
    client, where = signed_in(lead), f"/p/{lead.name}/inspect/{inspection.pk}/outside/"
    answer = client.post(where, {"report": SimpleUploadedFile("r.pdf", REPORT.read_bytes(), "application/pdf")})
    assert answer.status_code == 302
    work.run(str(Job.objects.filter(work="findings.read_report").get().pk))

    first, second, third = Proposal.objects.all()[:3]
    assert "page 3" in client.get(where).content.decode()
    assert (
        client.post(
            f"{where}{first.pk}/", {"kind": first.kind, "words": first.words, "criteria": ["I1", "L2"]}
        ).status_code
        == 302
    )
    assert client.post(f"{where}{second.pk}/", {"kind": "improve", "words": "Changed."}).status_code == 302
    assert client.post(f"{where}{third.pk}/", {"do": "leave-out", "why": ""}).status_code == 422
    refused = client.post(f"{where}{third.pk}/", {"kind": "", "words": "Typed with care.", "criteria": ["I2"]})
    assert refused.status_code == 422
    assert ">Typed with care.</textarea>" in refused.content.decode(), "what was typed stays"
    assert client.post(f"{where}{third.pk}/", {"do": "leave-out", "why": "Stands twice"}).status_code == 302

    made = list(Finding.objects.filter(inspection=inspection))
    assert [(each.words, each.page, each.state) for each in made] == [
        (first.words, first.page, "draft"),
        ("Changed.", second.page, "draft"),
    ]
    assert made[0].criteria == ["I1", "L2"]
    assert "Take these days over" in client.get(where).content.decode()
    assert client.post(f"{where}take/days/").status_code == 302
    shown = client.get(where).content.decode()
    assert "The days are taken over." in shown
    assert "Take these days over" not in shown
    assert set(inspection.days.values_list("event", flat=True)) >= {"fieldwork-start", "fieldwork-end"}
    assert client.post(f"{where}take/outcome/").status_code == 302
    assert Judgement.objects.get().state == "proposed"
    with pytest.raises(InputError, match="already"):
        actions.confirm(scope=lead, proposal=first, kind=first.kind, words=first.words)


def test_the_outcome_of_a_report_takes_no_place_of_one_that_somebody_proposed(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    reading = read(people, inspection, REPORT.read_bytes())
    propose(scope=lead, inspection=inspection, outcome="inconsistent", why="What outweighs what.")

    with pytest.raises(InputError, match="proposed already"):
        actions.take_outcome(scope=lead, reading=reading)

    assert (Judgement.objects.get().outcome, Judgement.objects.get().why) == (
        "inconsistent",
        "What outweighs what.",
    )


def test_days_that_do_not_fit_the_inspection_are_not_taken_over(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"])
    reading = read(people, inspection, REPORT.read_bytes())

    with pytest.raises(InputError):
        actions.take_days(scope=people["lead"], reading=reading)


def test_read_again_what_was_confirmed_is_known(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    first = read(people, inspection, REPORT.read_bytes()).proposals.all()[0]
    made = actions.confirm(scope=lead, proposal=first, kind=first.kind, words=first.words)

    again = read(people, inspection, REPORT.read_bytes())

    assert again.proposals.get(source=first.source).finding == made


@pytest.mark.parametrize(
    "content",
    [b"This is a text.", b"%PDF-1.7\n" + b"\0" * 5_000, REPORT.read_bytes()[:20_000], b"PK\x03\x04" + b"x" * 500],
    ids=["a text", "damaged", "cut off", "an archive"],
)
def test_what_cannot_be_read_is_told(people: dict[str, Any], content: bytes) -> None:
    inspection = inspect(people["lead"])

    found = read(people, inspection, content)

    assert "PDF" in found.problem
    assert not found.proposals.exists()
    page = signed_in(people["lead"]).get(f"/p/ashcombe/inspect/{inspection.pk}/outside/").content.decode()
    assert "not read" in page


def test_an_empty_one_is_told_at_once(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"])
    page = signed_in(people["lead"]).post(f"/p/ashcombe/inspect/{inspection.pk}/outside/")
    assert "Choose a report: a PDF file" in page.content.decode()


def test_under_another_framework_a_person_chooses_the_kind(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"], "send-2016", "inspection")
    first = read(people, inspection, REPORT.read_bytes()).proposals.all()[0]

    assert first.kind == ""
    with pytest.raises(InputError, match="kind"):
        actions.confirm(scope=people["lead"], proposal=first, kind="", words=first.words)


def test_nobody_else_sends_or_confirms(people: dict[str, Any]) -> None:
    inspection = inspect(people["lead"])
    for who in ("contributor", "reader", "auditor"):
        with pytest.raises(NotAllowedError):
            actions.send_report(scope=people[who], inspection=inspection, content=b"%PDF")
        assert not queries.readings(people[who], inspection).exists()


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:20])
def test_a_real_report_is_of_its_own_area_only(people: dict[str, Any], path: Path) -> None:
    inspection = inspect(people["lead"])

    found = read(people, inspection, path.read_bytes())

    assert "which is not the area of this partnership" in found.problem
    inspection.partnership.area_code = ""
    inspection.partnership.is_fictional = True
    inspection.partnership.save()
    again = read(people, inspection, path.read_bytes())
    assert again.problem == ""
    assert again.proposals.count() > 10
    assert all(each.page and each.kind for each in again.proposals.all())


@pytest.mark.shared
@needs_shared
def test_what_becomes_proposals_is_what_the_published_reports_say(
    people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 28 reports of the development set, by the way that a person's upload goes: counts by kind as annotated.

    They are read by one pool of children: a child for each, as the job starts it, costs more than reading it.
    """
    inspection = inspect(people["lead"])
    inspection.partnership.area_code, inspection.partnership.is_fictional = "", True
    inspection.partnership.save()
    files = {path.name.split("-", 1)[1].split("-published-")[0]: path for path in DEVELOPMENT.glob("*.pdf")}
    annotated = json.loads((SHARED / "reports" / "development.json").read_text("utf-8"))
    assert len(annotated) == len(files) == 28

    pool = read_reports([PdfFile(path.name, path) for path in files.values()], resolve=resolve, tag=tag, workers=2)
    read_before = {path.read_bytes(): each.report for path, each in zip(files.values(), pool, strict=True)}
    monkeypatch.setattr(knowing_work, "read", lambda content, _name: read_before[content])

    read_as, printed = {}, {}
    for gold in annotated:
        reading = read(people, inspection, files[gold["slug"]].read_bytes())
        proposals = list(reading.proposals.all())
        read_as[gold["slug"]] = (
            reading.problem,
            {**dict.fromkeys(actions.KINDS.values(), 0), **Counter(each.kind for each in proposals)},
            all(each.page and each.words.strip() for each in proposals),
        )
        printed[gold["slug"]] = ("", {kind: len(gold[name]) for name, kind in actions.KINDS.items()}, True)

    assert read_as == printed
    assert sum(sum(counts.values()) for _problem, counts, _whole in printed.values()) == Proposal.objects.count()
