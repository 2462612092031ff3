"""The letters of the first day: filled from the inspection, mended by people without loss, taken away, noted as sent."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.documents import to_text
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.inspections import letter_documents as documents
from extramile.web.inspections.actions import letters as actions
from extramile.web.inspections.actions import people as people_actions
from extramile.web.inspections.models import BuiltPack, Inspection, LetterText
from extramile.web.inspections.queries import letters as queries
from extramile.web.jobs import work
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import daily
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in
from tools.pdf_ua_check import faults

pytestmark = pytest.mark.django_db

OFFICER = {"name": "Mo Reed", "side": "local", "role": "lano", "post": "SEND strategy lead", "phone": "01632 960002"}


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def found(people: dict[str, Scope]) -> Inspection:
    return inspect(people["lead"])


def text_of(scope: Scope, found: Inspection, name: str = "settings") -> str:
    """Return a letter as plain text."""
    made = documents.document(scope, found, name)
    assert made is not None
    return to_text(made)


def write(scope: Scope, found: Inspection, words: str, seen: int = 0, letter: str = "settings") -> queries.Letter:
    return actions.write_letter(scope=scope, inspection=found, letter=letter, title="To all", words=words, seen=seen)


def test_blanks_are_filled_from_the_inspection_and_the_rest_shows_as_missing(
    people: dict[str, Scope], found: Inspection
) -> None:
    text = text_of(people["lead"], found)
    assert "First day on site: Monday 22 September 2025" in text
    assert "[missing: the nominated officer]" in text
    people_actions.add_person(scope=people["lead"], inspection=found, values=OFFICER)
    text = text_of(people["lead"], found)
    assert "Mo Reed, SEND strategy lead" in text
    assert "[missing: the nominated officer]" not in text
    assert "[missing: the e-mail address of the nominated officer]" in text


def test_a_day_that_rests_on_a_rule_we_could_not_check_says_so(people: dict[str, Scope], found: Inspection) -> None:
    assert "until Friday 12 September 2025 (to be confirmed)" in text_of(people["lead"], found, "families")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"pack": "send-2016", "kind": "inspection"}, "they will inspect how well"),
        ({"pack": "send-2016", "kind": "re-visit"}, "it is no new inspection"),
        ({"kind": "monitoring"}, "each area for priority action"),
        ({"purpose": "rehearsal"}, "Rehearsal: do not send"),
        ({"purpose": "challenge"}, "colleagues from other areas are our guests"),
    ],
)
def test_each_kind_has_its_own_words(people: dict[str, Scope], more: dict[str, str], says: str) -> None:
    assert says in text_of(people["lead"], inspect(people["lead"], **more))


def test_what_a_person_writes_stands_and_the_blanks_in_it_still_move(
    people: dict[str, Scope], found: Inspection
) -> None:
    write(people["lead"], found, "Dear all,\n\n+ Who to ask: {contact}")
    assert "Who to ask: [missing: the nominated officer]" in text_of(people["lead"], found)
    people_actions.add_person(scope=people["lead"], inspection=found, values=OFFICER)
    assert "Who to ask: Mo Reed" in text_of(people["lead"], found)
    event = Event.objects.get(verb="letter written")
    assert event.after == {"letter": "settings", "revision": 1}


def test_of_two_who_write_at_once_nothing_is_lost(people: dict[str, Scope], found: Inspection) -> None:
    write(people["lead"], found, "What the lead wrote")
    with pytest.raises(actions.LetterChangedError) as raised:
        write(people["contributor"], found, "What the contributor wrote")
    assert raised.value.theirs.text == "What the lead wrote"
    write(people["contributor"], found, "What both wrote", seen=1)
    rows = queries.texts(found, "settings")
    assert [each.words for each in rows] == ["What the lead wrote", "What both wrote"]
    # To save what stands anyway is no conflict.
    assert write(people["lead"], found, "What both wrote", seen=1).revision == 2


def test_the_template_is_taken_again_and_what_was_written_stays(people: dict[str, Scope], found: Inspection) -> None:
    before = text_of(people["lead"], found)
    write(people["lead"], found, "Mine")
    given: dict[str, Any] = {"scope": people["lead"], "inspection": found, "letter": "settings"}
    with pytest.raises(actions.LetterChangedError):
        actions.take_template(seen=0, **given)
    actions.take_template(seen=1, **given)
    assert text_of(people["lead"], found) == before
    assert LetterText.objects.filter(words="Mine").exists()
    with pytest.raises(InputError, match="stands already"):
        actions.take_template(seen=2, **given)


@pytest.mark.parametrize(
    ("words", "says"),
    [("", "Enter the letter"), ("{you}", "no blank"), ("a" * 12_001, "12,000"), ("Dear {area", "brace")],
)
def test_a_letter_with_a_mistake_is_not_saved(
    people: dict[str, Scope], found: Inspection, words: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        write(people["lead"], found, words)
    assert not LetterText.objects.exists()


def test_only_those_who_arrange_the_days_write_and_nobody_once_it_ended(
    people: dict[str, Scope], found: Inspection
) -> None:
    with pytest.raises(NotAllowedError):
        write(people["reader"], found, "Mine")
    client = signed_in(people["reader"])
    assert client.get(f"/p/wexmoor/inspect/{found.pk}/letters/").status_code == 403
    Inspection.objects.filter(pk=found.pk).update(ended_at=found.called_at)
    with pytest.raises(InputError, match="has ended"):
        write(people["lead"], found, "Mine")


def test_a_letter_goes_out_whole_and_is_kept_as_it_went(people: dict[str, Scope], found: Inspection) -> None:
    given: dict[str, Any] = {"scope": people["lead"], "inspection": found, "letter": "settings"}
    with pytest.raises(InputError, match="the nominated officer"):
        actions.note_sent(way="By mail", **given)
    write(people["lead"], found, "Inspectors come to {area}.")
    actions.note_sent(way="By mail to all heads", **given)
    write(people["lead"], found, "They come.", seen=1)
    went = queries.sent(found)["settings"]
    assert [each.way for each in went] == ["By mail to all heads"]
    assert "Inspectors come to wexmoor." in went[0].content.replace("Wexmoor", "wexmoor")
    with pytest.raises(InputError, match="Enter to whom"):
        actions.note_sent(way=" ", **given)


def test_in_a_rehearsal_no_letter_goes_out(people: dict[str, Scope]) -> None:
    found = inspect(people["lead"], purpose="rehearsal")
    with pytest.raises(InputError, match="In a rehearsal"):
        actions.note_sent(scope=people["lead"], inspection=found, letter="staff", way="By mail")


@pytest.mark.parametrize("name", ["settings", "families", "young-people", "staff", "contact-sheet", "role-sheets"])
def test_each_paper_is_a_page_and_a_tagged_pdf_and_word(people: dict[str, Scope], found: Inspection, name: str) -> None:
    people_actions.add_person(scope=people["lead"], inspection=found, values=OFFICER)
    client = signed_in(people["lead"])
    address = f"/p/wexmoor/inspect/{found.pk}/letters/{name}/file"
    pdf = client.get(f"{address}/pdf/")
    assert faults(pdf.content) == []
    assert f"{name}-wexmoor" in pdf.headers["Content-Disposition"]
    word = client.get(f"{address}/docx/").content
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert b"Mo Reed" in archive.read("word/document.xml")
    assert b"Mo Reed" in client.get(f"{address}/html/").content
    assert client.get(f"{address}/exe/").status_code == 404


def test_the_whole_pack_is_built_by_a_job_with_progress(
    people: dict[str, Scope], found: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"html": documents.FORMS["html"], "docx": documents.FORMS["docx"]}
    monkeypatch.setattr(documents, "FORMS", small)
    people_actions.add_person(scope=people["lead"], inspection=found, values=OFFICER)
    job = actions.have_pack_built(scope=people["lead"], inspection=found)
    steps: list[tuple[int, int, str]] = []
    kept = work.Running.progress
    monkeypatch.setattr(work.Running, "progress", lambda self, *said: (steps.append(said), kept(self, *said)))
    work.run(str(job.pk))
    done = Job.objects.get(pk=job.pk)
    assert done.state == Job.State.DONE
    assert (done.done, done.total) == (12, 12)
    assert steps[0] == (0, 12, "Schools, colleges and settings, HTML")
    # What a job keeps names nobody.
    assert "Mo Reed" not in str(done.__dict__)
    answer = signed_in(people["lead"]).get(done.result)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = {each.partition("/")[2] for each in archive.namelist()}
        contents = archive.read(f"day-zero-wexmoor-{found.pk}/contents.txt").decode()
    assert {"letters/1-settings.docx", "letters/3-young-people.html", "people/contact-sheet.csv"} <= names
    assert "missing: the address of the inspectors' survey" in contents
    # It is for the person who asked for it.
    assert signed_in(people["contributor"]).get(done.result).status_code == 404
    # A day later nobody has it any more: it is full of names.
    BuiltPack.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert signed_in(people["lead"]).get(done.result).status_code == 404
    work.run(str(start(name="inspections.forget_packs", title="Forgetting packs", by=None, scope="").pk))
    assert not BuiltPack.objects.exists()
    assert "inspections.forget_packs" in daily()


def test_who_lost_their_role_meanwhile_gets_no_pack(people: dict[str, Scope], found: Inspection) -> None:
    job = actions.have_pack_built(scope=people["lead"], inspection=found)
    people["lead"].member.grants.all().delete()
    work.run(str(job.pk))
    assert BuiltPack.objects.get().content == b""


def test_the_second_of_two_sees_both_texts_in_the_form(people: dict[str, Scope], found: Inspection) -> None:
    address = f"/p/wexmoor/inspect/{found.pk}/letters/staff/write/"
    client = signed_in(people["contributor"])
    write(people["lead"], found, "What the lead wrote", letter="staff")
    sent = {"title": "To all", "words": "What I wrote <b>", "seen": "0"}
    page = client.post(address, sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert "What the lead wrote" in text
    assert "What I wrote &lt;b&gt;" in text
    assert 'name="seen" value="1"' in text
    assert client.post(address, {**sent, "seen": "1"}).status_code == 302
    shown = client.get(f"/p/wexmoor/inspect/{found.pk}/letters/staff/").content.decode()
    assert "What the lead wrote" in shown
    assert "What I wrote &lt;b&gt;" in shown
