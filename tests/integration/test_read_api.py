"""The read API does what its own description says."""

import re
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
EXAMPLES = {
    "/api/v1/inspections": "",
    "/api/v1/inspections/{identifier}": "2023-826-2024-03",
    "/api/v1/findings": "",
    "/api/v1/findings/{key}": "2023-826-2024-03-improve-1",
    "/api/v1/areas": "",
    "/api/v1/areas/{name}": "Milton Keynes",
    "/api/v1/indicators": "",
    "/api/v1/indicators/values": "?indicator=SEN_TotStat&region=London&period=2025",
    "/api/v1/compare": "?indicator=SEN_TotStat&area=826",
}


@pytest.fixture
def description(client: Client) -> dict[str, Any]:
    """The OpenAPI description."""
    return client.get("/api/v1/openapi.json").json()


def filled(path: str) -> str:
    """Return an address for a described path."""
    example = EXAMPLES[path]
    return re.sub(r"\{\w+\}", example, path) if "{" in path else path + example


def test_the_description_has_what_openapi_requires(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.")
    assert {"title", "version", "description"} <= set(description["info"])
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    ids = [each["operationId"] for each in operations]
    assert len(set(ids)) == len(ids)
    for operation in operations:
        assert operation["summary"]
        assert operation["responses"]["200"]
        for parameter in operation.get("parameters", []):
            assert parameter["in"] in {"query", "path"}
            assert parameter["schema"]
            assert parameter["required"] or parameter["in"] == "query"


def test_every_part_that_the_description_refers_to_is_in_it(description: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(description)))

    assert named
    assert named <= set(description["components"]["schemas"])


def test_path_parameters_are_described(description: dict[str, Any]) -> None:
    for path, methods in description["paths"].items():
        described = {each["name"] for each in methods["get"].get("parameters", []) if each["in"] == "path"}
        assert described == set(re.findall(r"\{(\w+)\}", path))


def test_it_can_only_be_read(description: dict[str, Any]) -> None:
    assert {method for path in description["paths"].values() for method in path} == {"get"}


def test_each_described_path_answers(library: Any, client: Client, description: dict[str, Any]) -> None:
    assert set(description["paths"]) == set(EXAMPLES), "add an example for a new path"

    for path in description["paths"]:
        response = client.get(filled(path))
        assert response.status_code == 200, path
        assert response.headers["Content-Type"].startswith("application/json")


def test_the_addresses_on_the_page_about_the_api_answer(library: Any, client: Client) -> None:
    page = client.get("/api/").content.decode()

    addresses = {each.replace("&amp;", "&") for each in re.findall(r'href="(/api/v1/[^"]+)"', page)}

    assert len(addresses) > 6
    assert {each: client.get(each).status_code for each in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/api/v1/areas/Bristl", "Bristol"),
        ("/api/v1/findings?area=Bexly", "Bexley"),
        ("/api/v1/findings?near=Milton%20Kenes", "Milton Keynes"),
        ("/api/v1/compare?indicator=SEN_TotStat&area=Bexly", "Bexley"),
        ("/api/v1/compare?indicator=SEN_TotStt&area=826", "SEN_TotStat"),
        ("/api/v1/inspections?region=Londn", "London"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(client: Client, address: str, nearest: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert nearest in " ".join(response.json()["nearest"])
    assert response.json()["detail"].startswith("There is no ")


@pytest.mark.parametrize("address", ["/api/v1/inspections/unknown", "/api/v1/findings/unknown"])
def test_an_address_of_nothing_is_not_found(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "unknown" in response.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/inspections?framework=2019",
        "/api/v1/inspections?started_from=soon",
        "/api/v1/inspections?started_from=2024-02-31",
        "/api/v1/findings?kind=good",
        "/api/v1/findings?limit=0",
        "/api/v1/findings?limit=501",
        "/api/v1/findings?offset=-1",
        "/api/v1/findings?outcome=bad",
        "/api/v1/compare?area=826",
        "/api/v1/compare?indicator=SEN_TotStat",
        f"/api/v1/findings?words={'a' * 201}",
    ],
)
def test_what_makes_no_sense_is_answered_with_what_is_wrong(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 422
    assert response.json()["detail"]


def test_findings_are_the_same_as_on_pages_page_by_page(library: Any, client: Client) -> None:
    everything = client.get("/api/v1/findings").json()
    parts = [client.get(f"/api/v1/findings?limit=2&offset={offset}").json()["findings"] for offset in (0, 2, 4)]

    assert everything["total"] == 5
    assert [each for part in parts for each in part] == everything["findings"] == client.get("/findings.json").json()


def test_unknown_is_null_and_never_nought(client: Client) -> None:
    values = client.get("/indicators/sen-totstat.json").json()["values"]

    without = [each for each in values if each["state"] != "value" and each["value"] is None]
    assert without
    assert all(each["state"] for each in without)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_description_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/api/v1/openapi.json").status_code == 405
