"""Examples of the addresses of the report and of what stands beside it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.findings.actions import accuracy, recognition, report
from extramile.web.findings.actions.findings import make_finding
from extramile.web.findings.models import BuiltFile, Proposal, ReadReport
from extramile.web.inspections.actions.beginning import begin
from extramile.web.partnerships.permissions import Permission
from tests.pages.addresses import Room
from tests.pages.findings import CLOSED
from tests.partnership import Place

WRITES = Permission.WRITE_FINDINGS


def _inspection(place: Place) -> dict[str, Any]:
    """Make an inspection with a report that is being written."""
    lead = place.scope()
    called = timezone.now() - timedelta(days=21)
    found = begin(scope=lead, pack_id="send-2023", kind="full", title="<Report> of an inspection", called_at=called)
    make_finding(scope=lead, inspection=found, kind="improve", words="Reviews <are> late.", criteria=["I1"])
    report.write_section(scope=lead, inspection=found, section="context", words="- One\n- Two <b>", seen=0)
    said = {"kind": "figure", "place": "Page <3>", "says": "Ten <b>", "should_say": "Eleven"}
    accuracy.make_point(scope=lead, inspection=found, **said)
    report.have_built(scope=lead, inspection=found, name="report", form="pdf")
    built = BuiltFile.objects.get(inspection=found)
    BuiltFile.objects.filter(pk=built.pk).update(content=b"%PDF")
    said = {"area": "<Area>", "outcome": 2, "start": "2026-11-02", "end": "2026-11-06", "warnings": ["<Look>"]}
    reading = ReadReport.objects.create(inspection=found, said=said, read_at=timezone.now(), sent_by=lead.person)
    proposal = Proposal.objects.create(
        reading=reading, source="a-effective-1", kind="effective", words="It <works>.", page=3, position=1
    )
    praised = {"who": "The <team>", "words": "They <wait> for nobody.", "said_by": "Lead inspector"}
    praise = recognition.record_praise(scope=lead, inspection=found, **praised)
    return {"knowing": found.pk, "built": built.pk, "proposal": proposal.pk, "praise": praise.pk}


def _once(place: Place) -> dict[str, Any]:
    return place.once("knowing", _inspection)


def _closed(name: str, path: str, **more: Any) -> Room:
    """Return an address under embargo."""
    where = f"/p/{{slug}}/inspect/{{knowing}}/{path}"
    return Room(f"knowing:{name}", where, needs=_once, **{"answers": CLOSED, **more})


ROOMS: tuple[Room, ...] = (
    _closed("report", "report/"),
    _closed("section", "report/sections/context/", may=WRITES, form=True),
    _closed("section-history", "report/sections/context/history/"),
    _closed("build", "files/report/", only_posted=True, sent={"form": "pdf"}),
    _closed("built", "files/{built}/take/", page=False),
    _closed("outside", "outside/", may=WRITES, form=True),
    _closed("settle", "outside/{proposal}/", may=WRITES, only_posted=True, sent={"do": "leave-out", "why": "Twice"}),
    _closed("take", "outside/take/days/", may=WRITES, only_posted=True),
    _closed("praise", "praise/"),
    _closed("add-praise", "praise/new/", may=WRITES, form=True),
    _closed(
        "settle-praise", "praise/{praise}/", may=WRITES, only_posted=True, sent={"do": "consent", "consent": "given"}
    ),
    _closed("points", "accuracy/"),
    _closed("points-csv", "accuracy.csv", page=False),
    _closed("add-point", "accuracy/new/", may=WRITES, form=True),
    _closed("point", "accuracy/1/"),
    _closed("change-point", "accuracy/1/change/", may=WRITES, form=True),
    _closed("answer-point", "accuracy/1/answer/", may=WRITES, only_posted=True, sent={"step": "accept", "seen": "1"}),
    _closed("knowledge", "self-knowledge/"),
    _closed("knowledge-csv", "self-knowledge.csv", page=False),
    _closed("decide", "self-knowledge/decide/", may=WRITES, only_posted=True, sent={"decision": "agreed"}),
    _closed("evaluation", "self-knowledge/evaluation/", may=WRITES, only_posted=True, sent={"evaluation": "1"}),
    _closed("take-back", "self-knowledge/1/take-back/", may=WRITES, only_posted=True),
)
