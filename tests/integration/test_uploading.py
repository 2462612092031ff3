"""Reading a report that somebody gives: the real thing, and what is not one."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import extramile
from extramile.web.library import reading
from extramile.web.library.models import Finding, Report
from tests.library import make_person, make_reading

pytestmark = pytest.mark.django_db
REPORT = Path(extramile.__file__).parent / "examples" / "wexmoor-2024.pdf"


def send(client: Client, content: bytes | None, name: str = "report.pdf", content_type: str = "application/pdf") -> Any:
    """Send a file with the form."""
    data = {} if content is None else {"report": SimpleUploadedFile(name, content, content_type)}
    return client.post("/read/", data)


def sealed_in(page: str) -> str:
    """Return the sealed reading that stands in a page."""
    return page.split('name="sealed" value="')[1].partition('"')[0]


def test_a_report_is_read_shown_and_not_kept(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    response = send(client, REPORT.read_bytes(), "wexmoor-2024.pdf")

    page = response.content.decode()
    assert response.status_code == 200
    assert "What is effective" in page
    assert "Nothing of this is kept" in page
    assert page.count('<article class="x-finding') > 10
    assert "page 3" in page
    assert "Keep it in the library" not in page
    assert Report.objects.count() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (None, "", "Choose a report: a PDF file"),
        (b"", "empty.pdf", "empty"),
        (b"This is a text with another name.", "text.pdf", "PDF"),
        (b"%PDF-1.7\n" + b"\0" * 5_000, "damaged.pdf", "PDF"),
        (REPORT.read_bytes()[:20_000], "cut.pdf", "PDF"),
        (b"PK\x03\x04" + b"x" * 500, "archive.pdf", "PDF"),
        (b"<script>alert(1)</script>", "<script>alert(2)</script>.pdf", "PDF"),
    ],
    ids=["none", "empty", "a text", "damaged", "cut off", "an archive", "a script"],
)
def test_what_is_not_a_report_is_refused_with_a_sentence(
    client: Client, content: bytes | None, name: str, sentence: str
) -> None:
    response = send(client, content, name)

    page = response.content.decode()
    summary = page.split('class="govuk-error-summary"')[1].split("</ul>")[0]
    assert response.status_code == 422
    assert sentence in summary
    assert "<script>alert" not in page
    assert "Traceback" not in page
    assert 'href="#report"' in summary


def test_a_file_that_is_too_large_is_refused_unread(client: Client, settings: Any, monkeypatch: Any) -> None:
    settings.REPORT_MAX_BYTES = 1024 * 1024
    monkeypatch.setattr(reading, "read", lambda *_: pytest.fail("it must not be read"))

    response = send(client, b"%PDF-" + b"x" * 1024 * 1024)

    assert response.status_code == 422
    assert "must be smaller than 1 MB" in response.content.decode()


def test_a_form_field_in_place_of_a_file(client: Client) -> None:
    assert client.post("/read/", {"report": "not a file"}).status_code == 422


def test_an_editor_keeps_what_was_read(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = send(client, REPORT.read_bytes(), "wexmoor-2024.pdf").content.decode()
    shown = page.count('<article class="x-finding')

    response = client.post("/read/keep/", {"sealed": sealed_in(page), "published": "2024-07-16"})

    report = Report.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/inspections/{report.slug}/")
    assert report.loaded_by == editor
    assert str(report.published) == "2024-07-16"
    assert Finding.objects.count() == shown
    assert not [key for key in report.reading if key.startswith("inspectors")]


def test_keeping_it_again_changes_nothing(client: Client, editor: Any) -> None:
    client.force_login(editor)
    sealed = sealed_in(send(client, REPORT.read_bytes()).content.decode())
    client.post("/read/keep/", {"sealed": sealed})
    before = sorted(Finding.objects.values_list("pk", "text"))

    assert client.post("/read/keep/", {"sealed": sealed}).status_code == 302
    assert sorted(Finding.objects.values_list("pk", "text")) == before


@pytest.mark.parametrize("published", ["yesterday", "2024-02-31", "16/05/2024x", "<b>"])
def test_a_day_of_publication_that_is_none_is_told(client: Client, editor: Any, published: str) -> None:
    client.force_login(editor)
    sealed = reading.seal({**make_reading(), "file_hash": "f" * 64})

    response = client.post("/read/keep/", {"sealed": sealed, "published": published})

    assert response.status_code == 422
    assert "day of publication" in response.content.decode().lower()
    assert not Report.objects.exists()


def test_a_broken_seal_is_refused(client: Client, editor: Any) -> None:
    client.force_login(editor)
    sealed = reading.seal({**make_reading(), "file_hash": "f" * 64})
    other = signing.dumps({**make_reading(), "file_hash": "f" * 64}, salt="another.purpose", compress=True)

    for tampered in (
        sealed[:-1] + ("a" if sealed[-1] != "a" else "b"),
        "x" + sealed,
        sealed.split(":")[0],
        other,
        "",
        "::",
    ):
        response = client.post("/read/keep/", {"sealed": tampered})
        assert response.status_code == 422
        assert "What was sent is not what was read" in response.content.decode()
    assert not Report.objects.exists()


def test_a_seal_holds_for_an_hour(client: Client, editor: Any, monkeypatch: Any) -> None:
    client.force_login(editor)
    sealed = reading.seal({**make_reading(), "file_hash": "f" * 64})
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + reading.KEPT_FOR_SECONDS + 60)
    response = client.post("/read/keep/", {"sealed": sealed})
    assert response.status_code == 422
    assert "more than an hour old" in response.content.decode()
    assert not Report.objects.exists()

    monkeypatch.setattr(time, "time", lambda: now + reading.KEPT_FOR_SECONDS - 60)
    assert client.post("/read/keep/", {"sealed": sealed}).status_code == 302


def test_a_reading_without_an_area_or_days_cannot_be_filed(client: Client, editor: Any) -> None:
    client.force_login(editor)

    for lacking in ({"area": None}, {"inspection_start": None}):
        sealed = reading.seal({**make_reading(), **lacking, "file_hash": "f" * 64})
        response = client.post("/read/keep/", {"sealed": sealed})
        assert response.status_code == 422
        assert "cannot file this report" in response.content.decode()


def test_the_seal_is_for_editors_only(client: Client) -> None:
    client.force_login(make_person())

    assert 'name="sealed"' not in send(client, REPORT.read_bytes()).content.decode()


def test_only_so_many_reports_are_read_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WAIT_SECONDS", 0.01)
    for _ in range(reading.AT_ONCE):
        assert reading._places.acquire(blocking=False)
    try:
        refused = send(client, REPORT.read_bytes())
    finally:
        for _ in range(reading.AT_ONCE):
            reading._places.release()

    assert refused.status_code == 422
    assert "Other reports are being read at this moment" in refused.content.decode()
    assert send(client, REPORT.read_bytes()).status_code == 200


@pytest.mark.parametrize("typed", ["16 May 2024", "16/05/2024", "2024-05-16"])
def test_the_day_of_publication_is_typed_as_everywhere(client: Client, typed: str) -> None:
    client.force_login(make_person("e@example.org", editor=True))
    sealed = reading.seal({**make_reading(), "file_hash": "d" * 64})

    assert client.post("/read/keep/", {"sealed": sealed, "published": typed}).status_code == 302
    assert str(Report.objects.get().published) == "2024-05-16"
