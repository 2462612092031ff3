"""Public pages are made once, never shown old, and never to somebody else."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from extramile.web.library.actions import correct_finding
from extramile.web.library.models import Finding
from extramile.web.library.ready import LONGEST_ADDRESS
from tests.library import PASSWORD, make_person

pytestmark = pytest.mark.django_db
KEY = "2023-826-2024-03-improve-1"
PAGE = f"/findings/{KEY}/"


def correct(editor: Any, text: str = "Reviews come late.") -> None:
    """Change the library."""
    finding = Finding.objects.get(key=KEY)
    correct_finding(finding=finding, text=text, themes=["annual-reviews"], why="As printed", by=editor)


@pytest.mark.parametrize(
    "address", [PAGE, "/", "/inspections/", "/findings/?words=reviews", "/findings.csv", "/areas/826/"]
)
def test_the_second_request_asks_the_database_for_the_version_only(
    library: Any, client: Client, django_assert_num_queries: Any, address: str
) -> None:
    first = client.get(address)

    with django_assert_num_queries(1) as queries:
        second = client.get(address)

    assert "library_librarystate" in queries[0]["sql"]
    assert second.content == first.content
    assert {name: second.headers[name] for name in ("ETag", "Content-Type")} == {
        name: first.headers[name] for name in ("ETag", "Content-Type")
    }
    assert second.headers.get("Content-Disposition") == first.headers.get("Content-Disposition")


def test_a_browser_that_has_the_page_is_told_so(library: Any, client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]

    response = client.get(PAGE, headers={"If-None-Match": etag})

    assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", etag)


def test_after_a_correction_the_page_is_new(library: Any, client: Client, editor: Any) -> None:
    old = client.get(PAGE)

    correct(editor)

    new = client.get(PAGE, headers={"If-None-Match": old.headers["ETag"]})
    assert new.status_code == 200
    assert new.headers["ETag"] != old.headers["ETag"]
    assert "Reviews come late." in new.content.decode()


def test_different_addresses_and_hosts_are_different_pages(library: Any, client: Client) -> None:
    etags = [
        client.get(address, headers={"host": host}).headers["ETag"]
        for address, host in [
            ("/api/", "localhost"),
            ("/api/", "127.0.0.1"),
            ("/api/?a=1", "localhost"),
            ("/help/", "localhost"),
        ]
    ]

    assert len(set(etags)) == 4


def test_a_page_made_for_a_person_is_not_kept_or_shown_to_others(library: Any, client: Client) -> None:
    person = make_person(name="Zzyzxa Canary")
    signed_in = Client()
    signed_in.force_login(person)

    mine = signed_in.get(PAGE)
    theirs = client.get(PAGE)

    assert "Zzyzxa Canary" in mine.content.decode()
    assert "Zzyzxa Canary" not in theirs.content.decode()
    assert "ETag" not in mine.headers
    assert "Zzyzxa Canary" not in str(caches["pages"]._cache)  # the whole store, whatever its keys


def test_a_page_kept_for_visitors_is_not_shown_to_a_person(library: Any, client: Client) -> None:
    client.get(PAGE)
    client.force_login(make_person(name="Zzyzxa Canary"))

    assert "Zzyzxa Canary" in client.get(PAGE).content.decode()


def test_a_session_that_is_none_is_a_visitor(library: Any, client: Client) -> None:
    client.cookies["sessionid"] = "made-up"

    assert "Sign in" in client.get(PAGE).content.decode()


def test_caches_on_the_way_are_told_that_cookies_matter(library: Any, client: Client) -> None:
    headers = client.get(PAGE).headers

    assert "Cookie" in headers["Vary"]
    assert headers["Cache-Control"] == "private, no-cache"


def test_visitors_get_no_cookie_from_pages(library: Any, client: Client) -> None:
    for address in ("/", "/findings/", PAGE, "/areas/826/", "/inspections.csv", "/api/v1/areas"):
        client.get(address)

    assert dict(client.cookies) == {}


def test_pages_with_a_form_to_send_give_the_token_only(client: Client) -> None:
    client.get("/read/")

    assert set(client.cookies) == {"csrftoken"}
    assert client.cookies["csrftoken"]["httponly"]
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def test_the_session_cookie_cannot_be_read_by_scripts(client: Client) -> None:
    make_person()

    client.post("/sign-in/", {"login": "reader@example.org", "password": PASSWORD})

    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_what_is_not_found_is_not_kept(library: Any, client: Client) -> None:
    assert client.get("/findings/not-yet/").status_code == 404
    assert [key for key in caches["pages"]._cache if "page-" in key] == []


def test_endless_searches_do_not_fill_the_store(library: Any, client: Client) -> None:
    """Long addresses are never kept; the rest is limited by the store itself."""
    assert "ETag" not in client.get("/findings/?words=" + "a" * LONGEST_ADDRESS).headers
    assert caches["pages"]._max_entries == 1000


def test_asking_for_the_head_of_a_page(library: Any, client: Client) -> None:
    head = client.head(PAGE)
    page = client.get(PAGE)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert page.content
