"""What search engines are told."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_site_map_names_pages_that_are_there(library: Any, client: Client) -> None:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    addresses = [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    assert len(addresses) > 800
    assert len(set(addresses)) == len(addresses)
    assert {urlsplit(each).netloc for each in addresses} == {"testserver"}
    paths = [urlsplit(each).path for each in addresses]
    assert {"/", "/findings/", "/questions/", "/about/data/", "/help/shares/", "/areas/826/"} <= set(paths)
    # Those of the same kind stand together: one in twenty meets every kind, and the other tests meet the rest.
    assert {path: client.get(path).status_code for path in paths[::20]} == dict.fromkeys(paths[::20], 200)


def test_robots_are_told_where_the_map_is_and_where_not_to_go(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /sign-in/", "Disallow: /api/"} <= set(lines)


def test_pages_for_one_person_are_not_to_be_listed(library: Any, client: Client, editor: Any) -> None:
    client.force_login(editor)

    for path in (
        "/findings/2023-826-2024-03-improve-1/correct/",
        "/inspections/2023-826-2024-03/correct/",
        "/nothing/",
    ):
        assert '<meta name="robots" content="noindex">' in client.get(path).content.decode()
