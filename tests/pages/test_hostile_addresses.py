"""Whatever is typed into an address is answered with a page: never an error of ours, never unescaped."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.pages.markup import Markup
from tests.pages.registry import CORRECTED, INDICATOR, INSPECTION, QUESTION

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
ODD = {
    "script": SCRIPT,
    "quotes": "\"><img src=x onerror=alert(1)>'",
    "template": "{{ 7*7 }}{% raw %}",
    "nul": "a\x00b",
    "controls": "\x01\x02\x03\x1b[31m",
    "newlines": "a\r\nSet-Cookie: a=b",
    "emoji": "👩🏽‍🚒 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "right to left": "\u202eabc\u200b",
    "one quote": '"',
    "quotes that do not close": '"annual reviews',
    "operators": "AND OR (",
    "near": "NEAR(a b, 5)",
    "column": "text: a",
    "star": "*",
    "minus": "-",
    "minuses": "- -- -a",
    "colon": "a:*",
    "ampersands": "a & b | !c <-> d",
    "backslash": "\\",
    "percent": "%",
    "like": "_%[a]",
    "sql": "'; DROP TABLE library_finding; --",
    "long": "x" * 10_000,
    "long list": "a or " * 2_000,
    "number": "9" * 5_000,
    "negative": "-1",
    "large": "9999999",
    "fraction": "1.5",
    "not decimal": "²",
    "other digits": "٣",
    "infinite": "inf",
    "null": "null",
    "date of no calendar": "2024-02-31",
    "early date": "0001-01-01",
    "late date": "9999-12-31",
    "surrogate": "\ud800",
    "path": "../../etc/passwd",
    "brackets": "[]",
    "empty": "",
}
# Each address with the names that it understands.
QUESTIONS = {
    "/inspections/": ("framework", "outcome", "region", "started_from", "started_to", "published_from", "published_by"),
    "/inspections.csv": ("framework", "outcome", "region", "started_from"),
    "/findings/": ("words", "kind", "theme", "outcome", "region", "area", "near", "started_from", "started_to", "page"),
    "/findings.json": ("words", "kind", "theme", "outcome", "region", "area", "near", "started_from"),
    "/areas/": ("q",),
    "/areas/826/profile/": ("i", "q"),
    "/areas/826/profile.csv": ("i",),
    "/indicators/": ("q", "area"),
    f"/indicators/{INDICATOR}/": ("area", "period"),
    "/api/v1/inspections": ("framework", "started_from", "published_by", "region", "outcome"),
    "/api/v1/findings": ("words", "kind", "theme", "outcome", "region", "area", "near", "limit", "offset"),
    "/api/v1/indicators/values": ("indicator", "region", "period"),
    "/api/v1/compare": ("indicator", "area", "period"),
    "/sign-in/": ("next",),
    "/": ("q", "anything"),
}


def encoded(value: str) -> str:
    """Return a value as an address carries it; a lone surrogate as the bytes a hostile client would send."""
    return quote(value.encode("utf-8", "surrogatepass"))


def addresses(value: str) -> Iterator[str]:
    """Yield each address with `value` for everything that it understands.

    A page says of each name what is wrong with it; the API stops at the first, so it is asked for each name apart.
    """
    for path, names in QUESTIONS.items():
        pairs = [f"{name}={encoded(value)}" for name in names]
        yield from (f"{path}?{each}" for each in (pairs if path.startswith("/api/") else ["&".join(pairs)]))


@pytest.mark.parametrize("kind", ODD)
def test_odd_input_is_answered(library: Any, client: Any, kind: str) -> None:
    client.raise_request_exception = False
    odd = {}
    for address in addresses(ODD[kind]):
        path = address.partition("?")[0]
        # A name of nothing is not found, by the API and where it leads to a page of its own.
        expected = {200, 404, 422} if path.startswith("/api/") else {200, 302, 404} if path == "/areas/" else {200}
        if kind == "nul":
            expected = {400}
        if (status := client.get(address).status_code) not in expected:
            odd[address] = status

    assert odd == {}


def test_odd_input_is_escaped(library: Any, client: Any) -> None:
    """It may be shown again, but only as words: the elements of the page are the same as with plain words."""

    def elements(page: Markup) -> Counter[str]:
        return Counter(each.tag for each in page.all("script", "img", "input", "form", "iframe", "h1", "b"))

    odd = f"{ODD['quotes']}{SCRIPT}{ODD['template']}<b>"
    for address, plain in zip(addresses(odd), addresses("zzzz"), strict=True):
        if address.startswith("/api/") or "." in address.partition("?")[0]:
            continue
        page = Markup(client.get(address).content)
        assert page.errors == []
        scripts = [each.get("src") for each in page.all("script") if each.get("type") != "application/json"]
        assert scripts == [each.get("src") for each in Markup(client.get(plain).content).all("script")][: len(scripts)]
        assert all(each.startswith("/static/") for each in scripts)
        assert not any(name.startswith("on") for each in page.all() for name in each.attrib), address
        assert "49" not in page.title
        assert elements(page) == elements(Markup(client.get(plain).content)), address


def test_many_values_of_one_name(library: Any, client: Any) -> None:
    many = "&".join(f"theme=t{number}&i=c{number}" for number in range(400))

    assert client.get(f"/findings/?{many}").status_code == 200
    assert client.get(f"/areas/826/profile/?{many}").status_code == 200


@pytest.mark.parametrize("number", ["-1", "0", "9999999", "9" * 5_000, "²", "two", ""])
def test_a_page_out_of_range_is_the_nearest_page(library: Any, client: Any, number: str) -> None:
    page = client.get(f"/findings/?page={encoded(number)}").content.decode()

    assert page.count('<article class="x-finding') == 5


def test_what_was_not_understood_is_told_and_the_rest_counts(library: Any, client: Any) -> None:
    page = client.get("/findings/?kind=improve&theme=nothing&area=Bristl&started_from=31/02/2024").content.decode()

    assert page.count('<article class="x-finding') == 2
    assert "Choose themes from the list" in page
    assert "There is no area “Bristl”. Did you mean Bristol" in page
    assert "“Inspected from” must be a date" in page


ABSENT = (
    "/inspections/{}/",
    "/inspections/{}.json",
    "/questions/{}/",
    "/findings/{}/",
    "/areas/{}/",
    "/areas/{}/profile/",
    "/areas/{}/profile.csv",
    "/indicators/{}/",
    "/indicators/{}.json",
    "/about/{}/",
    "/help/{}/",
    "/{}/",
    "/static/{}",
    "/api/v1/inspections/{}",
    "/api/v1/findings/{}",
    "/api/v1/areas/{}",
    "/api/v1/{}",
)
TRICKS = (
    "unknown",
    "None",
    "..",
    "../",
    "..%2f",
    "..%2f..%2fsettings",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//",
    "%00",
    "a%00b",
    "%ff",
    "%5c..%5c",
    "layout",
    "design%2flayout",
    "x" * 2_000,
    "%3Cscript%3E",
    "826%20",
    "0",
    "-1",
    "999",
    "٨٢٦",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_what_does_not_exist_is_not_found(library: Any, client: Any, trick: str) -> None:
    """A path upwards may be read as the page above, as a browser would; nothing beside the pages is given."""
    client.raise_request_exception = False
    for pattern in ABSENT:
        response = client.get(pattern.format(trick))
        if pattern == "/api/v1/areas/{}" and trick in {"826%20", "٨٢٦"}:
            continue
        assert response.status_code == (400 if "%00" in trick else 404), pattern
        assert b"Traceback" not in response.content
        assert b"root:" not in response.content


@pytest.mark.parametrize(
    "path", [f"/inspections/{INSPECTION}", f"/questions/{QUESTION}", f"/findings/{CORRECTED}", "/areas"]
)
def test_an_address_without_its_last_stroke_leads_to_the_page(library: Any, client: Any, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.headers["Location"]) == (301, f"{path}/")


def test_an_unknown_host_is_refused(client: Any) -> None:
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert b"evil.example" not in response.content


def test_the_database_is_as_it_was(library: Any, client: Any) -> None:
    """The hostile words above were words: every table is still there."""
    client.get("/findings/?words=" + encoded(ODD["sql"]))

    assert "library_finding" in connection.introspection.table_names()
