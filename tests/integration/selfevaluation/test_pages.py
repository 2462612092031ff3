"""Every page of the room for everybody: it is there, it is valid, and another partnership's does not exist."""

from copy import deepcopy
from typing import Any

import pytest

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import rendering
from extramile.web.selfevaluation.actions import versions
from extramile.web.selfevaluation.queries.questions import token
from tests.integration.selfevaluation.scene import full, make_partnership, signed_in, write
from tests.pages.markup import Markup

pytestmark = pytest.mark.django_db

EVERYBODY = (
    "",
    "{e}/",
    "{e}/criteria/I1/",
    "{e}/criteria/L6/",
    "{e}/claims/{claim}/",
    "{e}/parts/{part}/",
    "{e}/coverage/",
    "{e}/versions/",
    "{e}/versions/1/",
    "{e}/statement/",
    "{e}/document/",
    "deadlines/send-2023/",
)
WRITERS = (
    "{e}/criteria/I1/add/",
    "{e}/claims/{claim}/change/",
    "{e}/claims/{claim}/voice/",
    "{e}/claims/{claim}/evidence/",
)
LEADS = (
    "new/",
    "{e}/questions/",
    "{e}/criteria/I1/ask/",
    "{e}/answers/{asked}/",
    "{e}/carry/",
    "{e}/carry/?to=send-2023",
    "deadlines/send-2023/{deadline}/",
)


@pytest.fixture(scope="module")
def made(shared_db: None) -> tuple[dict[str, Scope], dict[str, Any]]:
    people = make_partnership("wexmoor", area_code="")
    return people, full(people)


@pytest.fixture
def both(made: tuple[dict[str, Scope], dict[str, Any]], db: None) -> tuple[dict[str, Scope], dict[str, Any]]:
    return deepcopy(made)


@pytest.fixture
def people(both: tuple[dict[str, Scope], dict[str, Any]]) -> dict[str, Scope]:
    return both[0]


@pytest.fixture
def scene(both: tuple[dict[str, Scope], dict[str, Any]]) -> dict[str, Any]:
    return both[1]


def address(scene: dict[str, Any], path: str, slug: str = "wexmoor") -> str:
    from extramile.core.frameworks import pack

    return f"/p/{slug}/know/" + path.format(
        e=scene["evaluation"].pk,
        claim=scene["claim"].pk,
        part=scene["evaluation"].parts.first().pk,
        asked=scene["asked"].pk,
        deadline=pack("send-2023").deadlines[0].id,
    )


@pytest.mark.parametrize("path", [*EVERYBODY, *WRITERS, *LEADS])
def test_a_lead_sees_every_page_and_it_is_valid(people: dict[str, Scope], scene: dict[str, Any], path: str) -> None:
    response = signed_in(people["lead"]).get(address(scene, path))

    assert response.status_code == 200, response.content[:500]
    markup = Markup(response.content)
    assert not markup.errors
    assert len(list(markup.all("h1"))) == 1


@pytest.mark.parametrize("role", ["contributor", "auditor", "forum", "reader"])
def test_each_role_sees_what_it_may(people: dict[str, Scope], scene: dict[str, Any], role: str) -> None:
    client = signed_in(people[role])
    writes = role in {"contributor", "forum"}

    assert {client.get(address(scene, path)).status_code for path in EVERYBODY} == {200}
    assert {client.get(address(scene, path)).status_code for path in WRITERS} == {200 if writes else 403}
    assert {client.get(address(scene, path)).status_code for path in LEADS} == {403}


def test_inspectors_read_only_what_was_agreed(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    client = signed_in(people["inspector"])

    assert client.get(address(scene, "{e}/")).status_code == 404
    scene["evaluation"].state = "agreed"
    scene["evaluation"].save()
    assert client.get(address(scene, "{e}/")).status_code == 200


def test_how_a_claim_came_about_is_the_areas_own(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    scene["evaluation"].state = "agreed"
    scene["evaluation"].save()
    page, table, document = "{e}/claims/{claim}/", "{e}/claims.csv", "{e}/self-evaluation.html"

    def told(name: str, path: str) -> str:
        response = signed_in(people[name]).get(address(scene, path))
        assert response.status_code == 200
        return (response.getvalue() if response.streaming else response.content).decode()

    for words, path in (
        ("Sixty of how many?", page),
        ("How it came about", page),
        ("Challenges not answered", table),
        ("Sixty of how many?", document),
    ):
        assert words in told("lead", path)
        assert words not in told("inspector", path)


def test_another_partnerships_pages_do_not_exist(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    other = make_partnership("elsewhere", area_code="")
    client = signed_in(other["lead"])

    for path in (*EVERYBODY, *WRITERS, *LEADS):
        assert client.get(address(scene, path)).status_code == 404, path
        if "{e}" in path:
            assert client.get(address(scene, path, "elsewhere")).status_code == 404, path


def test_the_first_page_says_how_to_begin() -> None:
    people = make_partnership("elsewhere", area_code="")
    said = signed_in(people["lead"]).get("/p/elsewhere/know/").content.decode()

    assert "Begin a self-evaluation" in said
    assert "what works, what does not yet" in said


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
@pytest.mark.parametrize("name", ["self-evaluation", "position-statement"])
def test_documents_are_taken_away(people: dict[str, Scope], scene: dict[str, Any], name: str, form: str) -> None:
    response = signed_in(people["reader"]).get(address(scene, f"{{e}}/{name}.{form}"))

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content[:4] in {b"PK\x03\x04", b"%PDF", b"<!DO"}


def test_a_document_that_is_not_ours_does_not_exist(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    client = signed_in(people["lead"])

    assert client.get(address(scene, "{e}/other.pdf")).status_code == 404
    assert client.get(address(scene, "{e}/self-evaluation.exe")).status_code == 404


def test_a_missing_fact_shows_in_the_document(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    said = signed_in(people["lead"]).get(address(scene, "{e}/document/")).content.decode()

    assert "missing" in said
    assert "what we say for L6" in said


def test_a_link_answers_without_an_account(scene: dict[str, Any], client: Any) -> None:
    outsider = scene["outsider"]
    link = f"/answers/{outsider.pk}/{token(outsider)}/"

    page = client.get(link)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert client.get(f"/answers/{outsider.pk}/{'0' * 64}/").status_code == 404
    assert client.post(link, {"answer": ""}).status_code == 422
    assert "Thank you" in client.post(link, {"answer": "By reading them."}).content.decode()
    outsider.refresh_from_db()
    assert outsider.answer == "By reading them."


def test_today_tells_what_waits(people: dict[str, Scope], scene: dict[str, Any]) -> None:
    write(people["lead"], scene["evaluation"], "L1")
    versions.freeze_version(scope=people["lead"], evaluation=scene["evaluation"])

    said = signed_in(people["contributor"]).get("/p/wexmoor/").content.decode()

    assert "Write and submit I1 Identified" in said
    assert "Sign off Self-evaluation for wexmoor icb" in said


@pytest.mark.parametrize("path", ["/frameworks/", "/frameworks/send-2023/", "/frameworks/send-2016/"])
def test_frameworks_are_public(client: Any, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert not Markup(response.content).errors


@pytest.mark.parametrize("name", sorted(rendering.DOCUMENTS))
def test_what_is_invented_says_so_wherever_it_is_sent(
    people: dict[str, Scope], scene: dict[str, Any], name: str
) -> None:
    def status() -> str:
        return rendering.document(people["lead"], scene["evaluation"], name).status

    assert status() == "Fictional area, draft"

    people["lead"].partnership.is_fictional = False

    assert status() == "Draft"
