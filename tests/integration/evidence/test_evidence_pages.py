"""The pages of the evidence room, asked for and sent as a browser does."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions, queries, themes
from extramile.web.evidence.actions import About
from extramile.web.evidence.models import Bundle, Item
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.scope import Scope
from tests.integration.evidence.scene import make_partnership, note, pdf

pytestmark = pytest.mark.django_db
HERE = "/p/wexmoor/evidence/"


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor")


def signed_in(scope: Scope) -> Client:
    client = Client()
    client.force_login(scope.person)
    return client


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def test_an_empty_library_says_what_to_do(people: dict[str, Scope]) -> None:
    assert "Add the first piece" in page(signed_in(people["lead"]).get(HERE))
    assert "that you may see" in page(signed_in(people["reader"]).get(HERE))


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("file", {"upload": SimpleUploadedFile("report.pdf", pdf(), "application/pdf")}, "report.pdf"),
        ("link", {"address": "https://www.example.org/a"}, "https://www.example.org/a"),
        ("note", {"text": "What we saw"}, "What we saw"),
        ("snapshot", {"indicator": "SEN_EHC_Excpt_20wks", "area": "Milton Keynes"}, "Taken from the Library"),
    ],
    ids=["file", "link", "note", "snapshot"],
)
def test_adding_each_kind(people: dict[str, Scope], kind: str, sent: dict[str, Any], words: str) -> None:
    client = signed_in(people["lead"])
    assert f"{HERE}add/{kind}/" in page(client.get(f"{HERE}add/?criterion=send-2023:I1")).replace("&quot;", "")
    page(client.get(f"{HERE}add/{kind}/?criterion=send-2023:I1"))

    data = {
        "title": "Our evidence",
        "sensitivity": "partnership",
        "criteria": ["send-2023:I1"],
        "dated": "1 March 2026",
    }
    response = client.post(f"{HERE}add/{kind}/", {**data, **sent}, follow=True)

    said = page(response)
    assert words in said
    assert "1 March 2026" in said
    assert "I1 Identified" in said


def test_a_form_with_mistakes_keeps_what_was_written_and_says_what_to_do(people: dict[str, Scope]) -> None:
    client = signed_in(people["lead"])
    upload = SimpleUploadedFile("macro.docm", b"x" * 20)

    said = page(
        client.post(f"{HERE}add/file/", {"title": "Kept words", "sensitivity": "public", "upload": upload}), 422
    )
    assert "Give one of these: pdf" in said
    assert "Kept words" in said
    for kind in ("file", "link", "note", "snapshot"):
        said = page(client.post(f"{HERE}add/{kind}/", {"period_from": "never"}), 422)
        assert "There is a problem" in said
        assert "must be a date" in said


def test_replacing_changing_withdrawing_with_pages(people: dict[str, Scope]) -> None:
    client, lead = signed_in(people["lead"]), people["lead"]
    item = actions.add_file(scope=lead, about=About("Report"), file_name="a.pdf", data=pdf("one"))
    here = f"{HERE}{item.pk}/"

    page(client.get(f"{here}replace/"))
    assert "Enter why" in page(client.post(f"{here}replace/", {}), 422)
    upload = SimpleUploadedFile("b.pdf", pdf("two"))
    assert "This is version 2" in page(client.post(f"{here}replace/", {"upload": upload, "why": "New"}, follow=True))

    page(client.get(f"{here}change/"))
    sent = {"title": "Report, final", "sensitivity": "public", "owner": lead.person.pk, "seen": 2}
    assert "More people will see it" in page(client.post(f"{here}change/", sent), 422)
    assert "Report, final" in page(client.post(f"{here}change/", {**sent, "why": "Published"}, follow=True))
    said = page(client.post(f"{here}change/", {**sent, "title": "Mine"}), 422)
    assert "Lead of wexmoor changed this meanwhile" in said
    assert "What you wrote, and what stands there now" in said
    assert 'name="seen" value="3"' in said

    page(client.get(f"{here}withdraw/"))
    assert "Enter why it is withdrawn" in page(client.post(f"{here}withdraw/", {}), 422)
    said = page(client.post(f"{here}withdraw/", {"why": "A mistake in it"}, follow=True))
    assert "A mistake in it" in said
    assert "Report, final" not in page(client.get(HERE))
    assert "Report, final" in page(client.get(f"{HERE}?withdrawn=yes"))
    assert "It is in use again" in page(client.post(f"{here}restore/", {}, follow=True))
    assert "in use already" in page(client.post(f"{here}restore/", {}, follow=True))
    assert "Report, final" in page(client.get(HERE))


def test_a_download_is_an_attachment_of_its_exact_type(people: dict[str, Scope]) -> None:
    item = actions.add_file(scope=people["lead"], about=About("R"), file_name="Bericht “ä”.csv", data=b"a,b\n=1,2\n")

    response = signed_in(people["reader"]).get(f"{HERE}{item.pk}/versions/1/")

    assert response.content == b"a,b\n=1,2\n"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_taking_restricted_evidence_stands_in_the_trail(people: dict[str, Scope]) -> None:
    about = About("R", sensitivity="restricted")
    item = actions.add_file(scope=people["lead"], about=about, file_name="a.txt", data=b"Families wait")
    assert signed_in(people["inspector"]).get(f"{HERE}{item.pk}/versions/1/").status_code == 404

    contributor, address = signed_in(people["contributor"]), f"{HERE}{item.pk}/versions/1/"

    # Looked at, fetched ahead, asked for in parts: nobody has taken anything.
    assert "will stand in the audit trail" in page(contributor.get(address, headers={"Sec-Purpose": "prefetch"}))
    assert b"Families" not in contributor.get(address, headers={"Range": "bytes=0-2"}).content
    assert contributor.head(address).status_code == 200
    assert [event.verb for event, _ in queries.history(people["lead"], item)] == ["evidence added"]

    response = contributor.post(address, headers={"Range": "bytes=0-2"})
    assert (response.status_code, response.content) == (200, b"Families wait")
    (_, _), (last, _) = queries.history(people["lead"], item)
    assert (last.verb, last.by_name) == ("evidence downloaded", "Contributor of wexmoor")


def test_an_earlier_version_can_be_read(people: dict[str, Scope]) -> None:
    item = note(people["lead"], "A note", "Written first")
    actions.replace_note(scope=people["lead"], item=item, text="Written later", why="More is known")
    client = signed_in(people["reader"])

    said = page(client.get(f"{HERE}{item.pk}/?version=1"))
    assert "This is version 1 of 2." in said
    assert "<p>Written first</p>" in said
    assert "<p>Written first</p>" not in page(client.get(f"{HERE}{item.pk}/"))
    assert client.get(f"{HERE}{item.pk}/?version=3").status_code == 404


def test_a_lead_says_whose_evidence_it_is(people: dict[str, Scope]) -> None:
    lead, theirs = people["lead"], people["contributor"].organisation
    sent = {"title": "Health data", "sensitivity": "partnership", "text": "Words", "organisation": theirs.pk}

    page(signed_in(lead).post(f"{HERE}add/note/", sent, follow=True))
    assert Item.objects.get().organisation == theirs
    item = Item.objects.get()
    changed = {**sent, "organisation": lead.organisation.pk, "owner": lead.person.pk, "seen": 1}
    page(signed_in(lead).post(f"{HERE}{item.pk}/change/", changed, follow=True))
    assert Item.objects.get().organisation == lead.organisation

    assert 'name="organisation"' not in page(signed_in(people["data"]).get(f"{HERE}add/note/"))
    with pytest.raises(InputError, match="Only a lead"):
        note(people["data"], organisation=theirs.pk)


def test_a_voice_theme_is_kept_as_the_readers_of_its_space_may_hear_it(
    people: dict[str, Scope], monkeypatch: Any
) -> None:
    heard = {"": "12", "forum": "20"}

    def frozen(scope: Scope, theme: str, space: str) -> themes.Frozen:
        counted = {"theme": theme, "people": {"Parents and carers": heard[space]}, "total": "hidden", "sessions": 1}
        return themes.Frozen("Waiting", f"Parents and carers: {heard[space]}", {**counted, "href": "/theme/"})

    monkeypatch.setattr(themes, "_SOURCES", [themes.Source(lambda scope: [("waiting", "Waiting")], frozen)])
    client = signed_in(people["forum"])
    sent = {"sensitivity": "partnership", "theme": "waiting", "title": ""}

    said = page(client.post(f"{HERE}add/voice/", sent, follow=True))
    assert "<dd>12</dd>" in said
    assert "Counts from 1 to 4 are hidden" in said
    assert 'href="/theme/"' in said
    assert "<dd>20</dd>" in page(client.post(f"{HERE}add/voice/", {**sent, "space": "forum"}, follow=True))
    assert "Choose a theme from the list" in page(
        client.post(f"{HERE}add/voice/", {**sent, "theme": "x"}, follow=True), 422
    )

    item = Item.objects.get(space="")
    assert "Nothing else was heard" in page(client.post(f"{HERE}{item.pk}/refresh/", follow=True))
    heard[""] = "14"
    assert "This is version 2" in page(client.post(f"{HERE}{item.pk}/refresh/", follow=True))


def test_search_marks_the_words(people: dict[str, Scope]) -> None:
    note(people["lead"], "Title & <sign>", "Before it. " * 40 + "Families <wait> for answers. " + "After it. " * 60)

    said = page(signed_in(people["reader"]).get(f"{HERE}?words=waiting"))

    assert "&lt;<mark>wait</mark>&gt;" in said
    assert "Title &amp; &lt;sign&gt;" in said
    assert "Nothing fits" in page(signed_in(people["reader"]).get(f"{HERE}?words=zebra"))


def test_the_index_and_its_tables(people: dict[str, Scope]) -> None:
    note(people["lead"], "=HYPERLINK(1)", criteria=("send-2023:I1",))
    client = signed_in(people["reader"])

    assert "11 of 12 criteria have no evidence" in page(client.get(f"{HERE}criteria/"))
    assert "3 of 3 criteria" in page(client.get(f"{HERE}criteria/?pack=send-2016"))
    rows = list(csv.DictReader(io.StringIO(client.get("/p/wexmoor/evidence/criteria.csv").content.decode("utf-8-sig"))))
    assert (rows[0]["criterion"], rows[0]["state"], rows[1]["state"]) == (
        "send-2023:I1",
        "Fresh evidence",
        "No evidence",
    )
    table = client.get("/p/wexmoor/evidence.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table


def test_the_forum_releases_on_the_page(people: dict[str, Scope]) -> None:
    item = note(people["forum"], "Forum words", space="forum")
    assert signed_in(people["lead"]).get(f"{HERE}{item.pk}/").status_code == 404

    client = signed_in(people["forum"])
    assert "Release it to the partnership" in page(client.get(f"{HERE}{item.pk}/"))
    page(client.post(f"{HERE}{item.pk}/release/", {"why": "Agreed"}, follow=True))

    assert "Forum words" in page(signed_in(people["lead"]).get(HERE))


def test_a_bundle_is_made_for_one_person_and_gives_the_same_bytes(people: dict[str, Scope], settings: Any) -> None:
    lead, auditor = people["lead"], people["auditor"]
    note(lead, "A note", "=1+1", criteria=("send-2023:I1",))
    actions.add_file(scope=lead, about=About("File"), file_name="a.pdf", data=pdf())
    actions.add_snapshot(scope=lead, about=About(""), indicator="SEN_EHC_Excpt_20wks")
    note(people["data"], "Personal", sensitivity="personal")
    note(people["forum"], "Of the forum", space="forum")

    def take(scope: Scope) -> bytes:
        client = signed_in(scope)
        response = client.post(f"{HERE}bundles/", {"what": ""})
        job = Job.objects.filter(by=scope.person.pk).first()
        assert response.headers["Location"] == f"/jobs/{job.pk}/"
        assert set(job.arguments) == {"bundle_id"}
        run(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.result) == ("done", f"{HERE}bundles/"), job.problem
        bundle = Bundle.objects.filter(made_by=scope.person.pk).first()
        assert f"{HERE}bundles/{bundle.pk}.zip" in page(client.get(f"{HERE}bundles/"))
        response = client.post(f"{HERE}bundles/{bundle.pk}.zip")
        assert response.headers["Content-Disposition"].startswith("attachment")
        for other in ("data", "inspector"):
            assert signed_in(people[other]).post(f"{HERE}bundles/{bundle.pk}.zip").status_code == 404
        return response.content

    first, again, more = take(lead), take(lead), take(auditor)

    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = {each.partition("/")[2]: archive.read(each) for each in archive.namelist()}
    assert {"index.html", "index.csv", "SHA256SUMS"} < set(names)
    assert len(names) == 6
    assert len(names["SHA256SUMS"].splitlines()) == 5
    assert json.loads(next(value for name, value in names.items() if name.endswith(".json")))["area"]["name"]
    whole = b"".join(names.values())
    assert b"No evidence" in names["index.html"]
    listed = list(csv.DictReader(io.StringIO(names["index.csv"].decode("utf-8-sig"))))
    assert [each["version"] for each in listed] == ["1", "1", "1"]
    assert {each["sha256"] for each in listed} <= {
        line.split()[0] for line in names["SHA256SUMS"].decode().splitlines()
    }
    assert (b"Personal" in whole, b"Of the forum" in whole) == (False, False)
    assert len(zipfile.ZipFile(io.BytesIO(more)).namelist()) == 7

    # What it needs is asked again whenever it is taken.
    Bundle.objects.filter(made_by=auditor.person.pk).update(needs=["forum"])
    assert queries.bundles(auditor) == []


def test_a_bundle_of_nothing_says_so(people: dict[str, Scope]) -> None:
    signed_in(people["lead"]).post(f"{HERE}bundles/", {"what": "send-2023:I1"})
    job = Job.objects.get()
    run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, "There is no evidence" in job.problem) == ("failed", True)


def test_who_may_not_is_told_who_can(people: dict[str, Scope]) -> None:
    assert "can add evidence" in page(signed_in(people["reader"]).get(f"{HERE}add/"), 403)
    assert "can take a bundle" in page(signed_in(people["contributor"]).get(f"{HERE}bundles/"), 403)


def test_a_damaged_file_is_not_shown(people: dict[str, Scope], settings: Any) -> None:
    item = actions.add_file(scope=people["lead"], about=About("R"), file_name="a.txt", data=b"damaged words")
    sha256 = Item.objects.get(pk=item.pk).versions.get().sha256
    place = Path(storages["evidence"].path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}"))
    kept = bytearray(place.read_bytes())
    kept[-1] ^= 1
    place.write_bytes(kept)

    said = page(signed_in(people["lead"]).get(f"{HERE}{item.pk}/versions/1/"), 500)
    assert "This file cannot be given" in said
    assert "damaged words" not in said

    # Giving the same file again mends it.
    actions.add_file(scope=people["lead"], about=About("Again"), file_name="a.txt", data=b"damaged words")
    assert signed_in(people["lead"]).get(f"{HERE}{item.pk}/versions/1/").content == b"damaged words"
