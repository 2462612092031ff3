"""What may be sent, by whom, and how a refusal reads."""

from typing import Any

import pytest
from django.test import Client

from extramile.web.library import reading
from extramile.web.library.actions import correct_finding
from extramile.web.library.models import Correction, Finding, LibraryState, Report
from tests.library import PASSWORD, make_person, make_reading
from tests.pages.addresses import ANY_LINK
from tests.pages.registry import CORRECTED, EXAMPLES, FICTIONAL, INSPECTION

ONLY_EDITORS = "Only editors of the library can"
CORRECT = f"/findings/{CORRECTED}/correct/"
# What takes a form, and the pages that answer any other method with a refusal.
TAKES_FORMS = [example for example in EXAMPLES if example.form]
LIBRARY = [example for example in EXAMPLES if example.name.startswith(("library:", "api:"))]


@pytest.fixture
def correction(library: Any, editor: Any) -> Correction:
    """A correction of a finding, by the editor."""
    finding = Finding.objects.get(key=CORRECTED)
    return correct_finding(finding=finding, text="Corrected.", themes=["annual-reviews"], why="Because", by=editor)[0]


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody signed in who is not an editor."""
    client.force_login(make_person())
    return client


def state() -> tuple[list[str], int, int]:
    """Return what a change would change."""
    return (
        sorted(Finding.objects.values_list("text", flat=True)),
        Correction.objects.filter(undone_at=None).count(),
        LibraryState.objects.get(pk=1).version,
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_what_is_only_read(library: Any, client: Client, method: str) -> None:
    answered = {
        example.path: status
        for example in LIBRARY
        # The description of the API answers any method with itself, and its root is not there at all.
        if not (example.form or example.name in {"api:api-root", "api:openapi-json"})
        if (status := getattr(client, method)(example.path).status_code) != 405
    }

    assert answered == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_forms_are_only_sent_by_post(correction: Correction, editor: Any, client: Client, method: str) -> None:
    client.force_login(editor)
    paths = [example.path.format(correction=correction.pk) for example in LIBRARY if example.form]

    assert {path: getattr(client, method)(path).status_code for path in paths} == dict.fromkeys(paths, 405)


def test_a_form_without_its_token_is_refused(correction: Correction, editor: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    before = state()
    # These come from anybody who has the link: there is no session that another site could misuse.
    paths = [
        example.path.format(correction=correction.pk, **ANY_LINK)
        for example in TAKES_FORMS
        if example.name not in {"voices:answer", "voices:resume", "publicpage:leave"}
    ]
    assert len(paths) > 20

    for path in paths:
        response = client.post(path, {"text": "Sent from elsewhere.", "why": "x"})
        assert response.status_code == 403, path
        assert "This cannot be sent from here" in response.content.decode()
    assert state() == before


def test_a_visitor_who_corrects_is_asked_to_sign_in(correction: Correction, client: Client) -> None:
    before = state()
    for path in (
        CORRECT,
        f"/findings/{CORRECTED}/corrections/{correction.pk}/undo/",
        "/read/keep/",
        f"/inspections/{INSPECTION}/correct/",
    ):
        response = client.post(path, {"text": "x", "why": "x"})
        assert response.status_code == 302
        assert response.headers["Location"] == f"/sign-in/?next={path}"
    assert state() == before


def test_a_reader_cannot_correct_and_is_told_who_can(correction: Correction, reader: Client) -> None:
    before = state()
    sent = {"text": "Mine.", "seen_text": "Corrected.", "theme": ["leadership"], "why": "I know better"}

    response = reader.post(CORRECT, sent)

    assert response.status_code == 403
    assert ONLY_EDITORS in response.content.decode()
    assert state() == before


def test_a_reader_cannot_correct_facts_and_is_told_who_can(library: Any, reader: Client) -> None:
    before = Report.objects.get(slug=INSPECTION).outcome

    response = reader.post(f"/inspections/{INSPECTION}/correct/", {"outcome": "1", "why": "I know better"})

    assert response.status_code == 403
    assert ONLY_EDITORS in response.content.decode()
    assert Report.objects.get(slug=INSPECTION).outcome == before


def test_a_reader_cannot_take_back_and_is_told_who_can(correction: Correction, reader: Client) -> None:
    before = state()

    response = reader.post(f"/findings/{CORRECTED}/corrections/{correction.pk}/undo/")

    assert response.status_code == 403
    assert ONLY_EDITORS in response.content.decode()
    assert state() == before


def test_a_reader_cannot_keep_even_what_was_sealed(library: Any, reader: Client) -> None:
    before = state()
    sealed = reading.seal({**make_reading(area="Ashcombe", la_code=None), "file_hash": "f" * 64})

    response = reader.post("/read/keep/", {"sealed": sealed})

    assert response.status_code == 403
    assert ONLY_EDITORS in response.content.decode()
    assert state() == before


def test_an_account_that_was_closed_is_signed_out(correction: Correction, editor: Any, client: Client) -> None:
    client.force_login(editor)
    editor.is_active = False
    editor.save()

    assert client.post(CORRECT, {"text": "x", "why": "x"}).status_code == 302


def test_buttons_for_editors_are_shown_to_editors_only(correction: Correction, editor: Any, client: Client) -> None:
    def buttons() -> list[str]:
        page = client.get(f"/findings/{CORRECTED}/").content.decode()
        return [words for words in ("Correct this finding", "Take back") if words in page]

    assert buttons() == []
    client.force_login(make_person())
    assert buttons() == []
    client.force_login(editor)
    assert buttons() == ["Correct this finding", "Take back"]


def test_a_correction_is_taken_back_under_its_own_finding_only(
    correction: Correction, editor: Any, client: Client
) -> None:
    client.force_login(editor)
    before = state()

    for key in (f"{FICTIONAL}-effective-1", "unknown"):
        assert client.post(f"/findings/{key}/corrections/{correction.pk}/undo/").status_code == 404
    assert state() == before


def test_signing_in_leads_back_but_never_away(client: Client, db: None) -> None:
    make_person()
    data = {"login": "reader@example.org", "password": PASSWORD}

    assert client.post("/sign-in/", {**data, "next": "/findings/"}).headers["Location"] == "/findings/"
    client.post("/sign-out/")
    assert client.post("/sign-in/", {**data, "next": "https://evil.example/"}).headers["Location"] == "/p/"


def test_signing_in_does_not_tell_who_has_an_account(client: Client, db: None) -> None:
    make_person()

    def told(email: str) -> str:
        page = client.post("/sign-in/", {"login": email, "password": "wrong"}).content.decode()
        return page.replace(email, "").split("<main")[1]

    token = __import__("re").compile(r'value="[A-Za-z0-9]{64}"')
    assert token.sub("", told("reader@example.org")) == token.sub("", told("nobody@example.org"))
