"""What the library's pages say in answer: a verdict on a published figure, where sources differ, days in one form."""

from typing import Any

import pytest
from django.test import Client

from extramile.web.library.actions import keep_reading
from tests.library import make_reading

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    """Return a page with single spaces."""
    return " ".join(client.get(address).content.decode().split())


def test_the_published_share_gets_a_verdict_and_a_way_to_the_regions(client: Client) -> None:
    page = words(client, "/questions/statements-since-march-2017/")

    assert "The published 53% is right in this reading: 24 of 45 (53%)." in page
    regions = "/inspections/?framework=2016&amp;started_from=2017-03-01&amp;published_by=2018-12-03#regions"
    assert f'href="{regions}"' in page
    assert 'id="regions"' in client.get("/inspections/?framework=2016&started_from=2017-03-01").content.decode()


def test_where_register_and_report_differ_is_said(client: Client) -> None:
    keep_reading(reading=make_reading(start="2024-03-05", outcome=3), file_hash="f" * 64)

    page = words(client, "/inspections/2023-826-2024-03/")

    assert "The register has the outcome “Inconsistent”, the report “Widespread failings”." in page
    assert "The register has 4 March 2024 as the first day, the report 5 March 2024." in page


def test_days_are_written_in_one_form(library: Any, client: Client) -> None:
    listed = words(client, "/inspections/?started_from=2024-03-04&started_to=4/3/2024")
    chosen = words(client, "/findings/?started_from=2024-03-01")

    assert "4 March 2024" in listed
    assert 'value="4 March 2024"' in listed
    assert "1 March 2024" in chosen
    assert ">2024-" not in listed + chosen
    assert 'value="2024-' not in listed + chosen


def test_an_area_shows_the_statistics_on_plans_beside_england(client: Client) -> None:
    page = words(client, "/areas/826/")

    assert "Education, health and care plans in figures" in page
    assert "638,745" in page
    assert "2,982" in page
