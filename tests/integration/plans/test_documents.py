"""The plan and the board pack as documents: against goldens that were read, by the check of PDF/UA, and beside the live page.

After a change on purpose: `WRITE_GOLDENS=1 pytest tests/integration/plans/test_documents.py -k reviewed` writes them anew; read the
difference, and look at the pack as pictures, before it is committed.
"""

import io
import os
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.core.documents import Card, Chart, PageBreak, plain, to_docx, to_html, to_text
from extramile.web.jobs import work
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import daily
from extramile.web.plans import documents, rendering
from extramile.web.plans.actions import deciding, doing, measuring, packing
from extramile.web.plans.models import BuiltFile, Measure, Meeting, PackFile, Plan, Snapshot
from extramile.web.plans.presenters import overview
from extramile.web.plans.presenters.saying import read
from extramile.web.plans.queries import content
from tests.integration.plans.making import Ground, make_action, make_ground, make_measure
from tests.integration.plans.packed import DAY, make_whole, on
from tests.unit.documents.reading import pdf_text, word_outline
from tools.pdf_ua_check import faults

GOLDEN = Path(__file__).parent / "golden"
pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(db: None) -> tuple[Ground, Meeting]:
    return make_whole()


def made(ground: Ground, meeting: Meeting) -> dict[str, Any]:
    """Return the documents by name."""
    with on():
        plan = Plan.objects.get(pk=ground.plan.pk)
        found = rendering.pack_content(ground.lead, plan, DAY, meeting)
        return {
            "pack": documents.pack(ground.lead, found),
            "plan": documents.plan(ground.lead, content.now(ground.lead, plan, DAY)),
        }


@pytest.mark.parametrize("name", ["pack", "plan"])
def test_the_document_is_as_reviewed(whole: tuple[Ground, Meeting], name: str) -> None:
    document = made(*whole)[name]
    if os.environ.get("WRITE_GOLDENS"):
        (GOLDEN / f"{name}.txt").write_text(to_text(document), "utf-8")
    assert to_text(document) == (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert faults(rendering.FORMS["pdf"][1](document)) == []


def test_every_form_of_the_pack_says_the_same(whole: tuple[Ground, Meeting]) -> None:
    document = made(*whole)["pack"]
    text, html, word = to_text(document), to_html(document), " ".join(word_outline(to_docx(document)))
    pdf = " ".join(pdf_text(rendering.FORMS["pdf"][1](document)).split())
    for said in ("Late: 1 action is past its day", "A bus of our own?", "Any other business", "We told it once"):
        for form in (text, html, word, pdf):
            assert said in form, said


def test_no_form_prints_what_python_says_of_its_values(whole: tuple[Ground, Meeting]) -> None:
    for document in made(*whole).values():
        with zipfile.ZipFile(io.BytesIO(to_docx(document))) as parts:
            word = "".join(parts.read(each).decode() for each in parts.namelist() if each.endswith(".xml"))
        html, pdf = to_html(document), pdf_text(rendering.FORMS["pdf"][1](document))
        charts = [each for each in document.blocks if isinstance(each, Chart)]
        assert html.count("<svg") == sum(each.svg.count("<svg") for each in charts)
        for form in (word, html, pdf):
            for said in ("Markup(", "Chart(", "frozenset", "object at 0x"):
                assert said not in form, said


def test_a_pack_of_an_empty_plan_says_so(db: None) -> None:
    ground = make_ground()
    for theme in ground.plan.themes.all():
        theme.findings.all().delete()
        theme.delete()
    found = rendering.pack_content(ground.lead, ground.plan, timezone.localdate())
    text = to_text(documents.pack(ground.lead, found))
    for said in (
        "2 findings are not answered",
        "Nothing is measured yet",
        "The board is asked nothing.",
        "first pack",
        "no theme",
    ):
        assert said in text, said
    assert faults(rendering.pack_file(ground.lead, found, "pdf")) == []


def test_a_reason_is_told_once_for_all_that_changed_for_it(whole: tuple[Ground, Meeting]) -> None:
    ground, meeting = whole
    worker = ground.worker
    with on():
        made = [make_action(ground, f"Letter {number} " + "goes out " * 20) for number in range(6)]
        for each in made:
            doing.step(scope=worker, action=each, do="begin", why="The form is agreed")
        first = made[0]
        milestone = doing.add_milestone(scope=worker, action=first, expected="All have it", months=3)
        moved = {"due": milestone.due + timedelta(days=9)}
        doing.change_milestone(scope=worker, milestone=milestone, given=moved, seen=1, why="A strike")
        said = {"actual": "Nine of ten have it", "reached_on": DAY}
        doing.change_milestone(scope=worker, milestone=milestone, given=said, seen=2)
        gone = Measure.objects.get(title="Days of short breaks")
        measuring.take_out_measure(scope=worker, measure=gone, why="Nobody counts it")
        came = make_measure(ground, title="Came and went")
        measuring.take_out_measure(scope=worker, measure=came, why="An error")
    text = to_text(made_pack(ground, meeting))
    told = text[text.index("Reasons that people gave") :]
    [line] = [each for each in told.splitlines() if "The form is agreed" in each]
    assert line.count("“Letter") == 3
    assert "and 3 more, it is under way: The form is agreed (Contributor Ashcombe, 2 November 2026)" in line
    assert max(len(each) for each in re.findall("“(.*?)”", line)) <= 90
    assert "The milestone “All have it”, changed: A strike" in told
    assert "“Days of short breaks”, taken out: Nobody counts it" in told
    assert "A measure that stands no more, taken out: An error" in told
    # What a milestone is now stands with the action, and is no reason.
    reasons_alone = told[: told.index("What families say")]
    assert "Nine of ten have it" not in reasons_alone


def made_pack(ground: Ground, meeting: Meeting) -> Any:
    return made(ground, meeting)["pack"]


def page(ground: Ground, name: str, **more: Any) -> str:
    client = Client()
    client.force_login(ground.lead.person)
    at = {"slug": ground.lead.name, "plan_id": ground.plan.pk, **more}
    found = client.get(reverse(f"plans:{name}", kwargs=at)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", found).replace("&amp;", "&").split())


def _flat(said: str) -> str:
    """Return words with plain spaces, however a page or a document keeps a number and its unit together."""
    return " ".join(said.split())


def test_the_pack_has_the_numbers_of_the_live_page(whole: tuple[Ground, Meeting]) -> None:
    ground, meeting = whole
    text = _flat(to_text(made(ground, meeting)["pack"]))
    with on():
        live = page(ground, "plan")
        now = content.now(ground.lead, Plan.objects.get(pk=ground.plan.pk), DAY)
        # The four figures, with what each is of.
        for each in overview.figures(now):
            assert f"{each['label']} {each['value']} {each['more']}" in live
            assert f"{each['label']}: {each['value']} ({each['more']})" in text
        # Each theme with its colour and why, each measure with its latest figure, each action with its state and day.
        for theme in now.themes:
            assert theme.rating.because in live
            assert theme.rating.because in text
        for measure in map(overview.measure, now.measures):
            for said in (measure["title"], measure["status"], measure["latest"], measure["target"]):
                assert _flat(said) in live, said
                assert _flat(said) in text, said
        for action in map(overview.action, now.actions):
            for said in (action["words"], action["state"]["words"], action["due"], action["owner"], action["body"]):
                assert _flat(said) in live, said
                assert _flat(said) in text, said
        # And each figure of each measure as its own page has it.
        for each in now.measures:
            own = page(ground, "measure", measure_id=each.measure.pk)
            for reading in each.readings:
                assert _flat(read(each.measure, reading)) in own
                assert _flat(read(each.measure, reading)) in text


def test_the_board_reads_the_exceptions_of_the_page(whole: tuple[Ground, Meeting]) -> None:
    ground, meeting = whole
    with on():
        risky = make_action(ground, "A bus", due=DAY - timedelta(days=30), risk="high", risk_words="No firm offers one")
        doing.step(scope=ground.worker, action=risky, do="delay", why="The tender brought no offer")
        late = DAY - timedelta(days=3)
        doing.add_milestone(scope=ground.worker, action=risky, due=late, expected="An offer is there")
        client = Client()
        client.force_login(ground.lead.person)
        at = {"slug": ground.lead.name, "plan_id": ground.plan.pk}
        page = client.get(reverse("plans:exceptions", kwargs=at)).content.decode()
    document = made_pack(ground, meeting)
    cards = [each for each in document.blocks if isinstance(each, Card)]
    rows = re.findall(r'<h2 class="x-h2" id="sort-[a-z-]+">(.*?) <span[^>]*>(\d+)</span>', page)
    assert {title for title, _ in rows} >= {"Late", "Delayed", "Not clearly better yet"}
    told = [[plain(each.tag), *(plain(one).split(":")[0] for one in each.points[1:])] for each in cards]
    reasons = [each for one in told for each in one]
    assert {title: reasons.count(title) for title, _ in rows} == {title: int(many) for title, many in rows}
    # Each thing stands once, with all its reasons.
    assert [each for each in told if each[0] == "Late" and "High risk" in each]
    assert sum(plain(each.words) == "A bus" for each in cards) == 1
    text = to_text(document)
    counted = re.search(r"(\d+ things) to look at(, for \d+ reasons)", " ".join(page.split()))
    assert f"Exceptions: {counted[1]}{counted[2]}" in text
    # Why it is late stands with it, with who answers for it.
    last = "It is delayed: The tender brought no offer (Contributor Ashcombe, 2 November 2026)"
    for form in (_flat(text), _flat(re.sub(r"<[^>]+>", " ", page))):
        assert f"Said last: {last}" in form
        assert "Who answers for it: nobody yet, no body yet; due 3 October 2026" in form


def test_the_pack_looks_at_the_day_of_its_meeting(whole: tuple[Ground, Meeting]) -> None:
    ground, meeting = whole
    with on():
        make_action(ground, "Due before it", due=meeting.day - timedelta(days=2))
        make_action(ground, "Due on its day", due=meeting.day)
        for asked, days in (("Sooner?", -3), ("Then?", 0), ("Later?", 5)):
            wanted = meeting.day + timedelta(days=days)
            deciding.ask(scope=ground.worker, plan=ground.plan, asked=asked, wanted_by=wanted)
    text = _flat(to_text(made(ground, meeting)["pack"]))
    assert "Sooner? Wanted by: 7 November 2026, 3 days before the meeting: it cannot wait for it" in text
    assert "Then? Wanted by: 10 November 2026, the day of the meeting" in text
    assert "Later? Wanted by: 15 November 2026, 5 days after the meeting" in text
    assert "Before the meeting there fall due: - “Due before it”, 8 November 2026" in text
    assert "“Due on its day”, 10" not in text


def test_the_button_builds_a_pack_that_is_kept_for_all(whole: tuple[Ground, Meeting]) -> None:
    ground, _ = whole
    client = Client()
    client.force_login(ground.worker.person)
    at = {"slug": ground.lead.name, "plan_id": ground.plan.pk}
    where = reverse("plans:packs", kwargs=at)
    refused = client.post(where, {"day": "soon", "begins": "noon"})
    assert refused.status_code == 422
    assert "Enter a time, such as 14:00" in refused.content.decode()
    answer = client.post(where, {"day": "10 November 2026", "begins": "14:00", "agenda": "Minutes"})
    job = Job.objects.latest("made_at")
    assert answer.headers["Location"] == reverse("jobs:job", args=[job.pk])
    assert "being built" in client.get(where).content.decode()
    work.run(str(job.pk))
    job.refresh_from_db()
    # The job leads to the pack itself, and says no more how far it is.
    made = Meeting.objects.latest("pk")
    assert (job.state, job.result) == (Job.State.DONE, f"{where}#meeting-{made.pk}")
    assert f'<article class="x-card" id="meeting-{made.pk}">' in client.get(where).content.decode()
    assert ">Progress<" not in client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    kept = Snapshot.objects.filter(kind="pack").latest("number")
    assert set(PackFile.objects.filter(snapshot=kept).values_list("form", flat=True)) == {"pdf", "docx", "html"}
    # Whoever reads the plan takes it away, and it is the same bytes.
    reader = Client()
    reader.force_login(ground.lead.person)
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>")):
        got = reader.get(reverse("plans:pack", kwargs={**at, "number": kept.number, "form": form}))
        assert got.content.startswith(begins), form
        assert got.headers["Content-Disposition"].startswith("attachment")
    # The snapshot holds what the document says.
    assert kept.content["themes"][0]["title"] == "Told once"


def test_the_plan_is_built_for_who_asks_and_nobody_else(whole: tuple[Ground, Meeting]) -> None:
    ground, _ = whole
    job = packing.have_built(scope=ground.worker, plan=ground.plan, form="docx")
    work.run(str(job.pk))
    built = BuiltFile.objects.get()
    assert bytes(built.content).startswith(b"PK")
    where = reverse("plans:built", args=[ground.lead.name, ground.plan.pk, built.pk])
    for scope, status in ((ground.worker, 200), (ground.lead, 404)):
        client = Client()
        client.force_login(scope.person)
        assert client.get(where).status_code == status
    # A day later nobody has it any more, also where nobody has another one built.
    client.force_login(ground.worker.person)
    BuiltFile.objects.update(at=timezone.now() - timedelta(hours=23))
    assert client.get(where).status_code == 200
    BuiltFile.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert client.get(where).status_code == 404
    assert "plans.forget_built" in daily()
    work.run(str(start(name="plans.forget_built", title="Forgetting files", by=None, scope="").pk))
    assert not BuiltFile.objects.exists()


def test_a_plan_under_embargo_says_so_in_its_documents(db: None) -> None:
    ground = make_ground(published=False)
    found = rendering.pack_content(ground.lead, ground.plan, timezone.localdate())
    for document in (documents.pack(ground.lead, found), documents.plan(ground.lead, found.now)):
        assert "Under embargo" in document.status
        assert "Do not pass it on." in to_text(document)
    # Who is not let in gets none, whichever way they ask.
    client = Client()
    client.force_login(ground.worker.person)
    assert client.post(reverse("plans:packs", args=[ground.lead.name, ground.plan.pk])).status_code == 404


def test_only_what_stands_for_itself_begins_a_page_of_the_pack(whole: tuple[Ground, Meeting]) -> None:
    blocks = made_pack(*whole).blocks
    after = [plain(blocks[place + 1].words) for place, each in enumerate(blocks) if isinstance(each, PageBreak)]
    assert after == ["What families say", "Appendix: every action"]
