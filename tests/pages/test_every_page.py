"""What every page must be, whoever asks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from tests.pages.conftest import Visit
from tests.pages.markup import LEFTOVER, Markup, local, text
from tests.pages.registry import EXAMPLES, ROOMS

pytestmark = [pytest.mark.long, pytest.mark.one_database]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

TITLE = re.compile(r"<title>(.*?)</title>")
# The addresses that only take forms.
POSTED = {each.name for each in EXAMPLES if each.visitor == 405} | {each.name for each in ROOMS if each.only_posted}


def only_takes_forms(address: str) -> bool:
    """Is this an address that cannot be asked for?"""
    try:
        return resolve(urlsplit(address).path).view_name in POSTED
    except Resolver404:
        return False


def is_page(response: HttpResponse) -> bool:
    """Is this a page that was found?"""
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


def wrong(visits: Iterable[Visit], problems_of: Callable[[Markup], Iterable[str]]) -> dict[str, list[str]]:
    """Return the problems of each page that has any."""
    found = {str(visit): list(problems_of(visit.markup)) for visit in visits}
    return {page: problems for page, problems in found.items() if problems}


def test_each_role_is_answered_as_the_registry_says(visits: list[Visit]) -> None:
    answered = {
        str(each): each.response.status_code
        for each in visits
        if each.response.status_code != each.example.status(each.role)
    }

    assert not answered


def test_what_a_member_is_shown_is_kept_by_nobody(visits: list[Visit]) -> None:
    """What is not there for somebody holds nothing that could be kept."""
    there = [visit for visit in visits if visit.room and visit.response.status_code != 404]
    assert len(there) > len(ROOMS)

    assert {str(each): each.response.headers["Cache-Control"] for each in there} == {
        str(each): "private, no-store" for each in there
    }


def test_who_may_not_see_a_room_is_told_who_can(visits: list[Visit]) -> None:
    refused = {
        str(each): each.response.content.decode()
        for each in visits
        if each.room and each.example.status(each.role) == 403
    }
    assert len(refused) > 100

    assert [name for name, page in refused.items() if "Only " not in page or " can " not in page] == []


def test_who_asks_for_a_room_changes_nothing(visits: list[Visit]) -> None:
    assert [str(each) for each in visits if each.changed] == []


def test_pages_cost_no_more_queries_than_they_may(visits: list[Visit]) -> None:
    over = {
        str(each): each.queries
        for each in visits
        if each.role == "visitor" and len(each.queries) > each.example.queries
    }

    assert not over


def test_a_person_signed_in_costs_two_queries_more_at_most(visits: list[Visit]) -> None:
    """One for the signed-in state, one for the person; a page made for them is not asked for its version."""
    over = {
        str(each): each.queries
        for each in visits
        if each.role != "visitor" and each.example.visitor == 200 and len(each.queries) > each.example.queries + 2
    }

    assert not over


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_carries_the_header(visits: list[Visit], header: str, value: str) -> None:
    assert {str(each): each.response.headers.get(header) for each in visits} == {str(each): value for each in visits}


def test_no_other_site_is_told_where_one_was(visits: list[Visit]) -> None:
    """And an address that is a secret is not told at all."""
    assert {str(each): each.response.headers.get("Referrer-Policy") for each in visits} == {
        str(each): each.example.referrer for each in visits
    }


def test_every_answer_switches_off_the_sensors(visits: list[Visit]) -> None:
    lacking = [
        str(each)
        for each in visits
        if not {"camera=()", "microphone=()", "geolocation=()"}
        <= set(each.response.headers.get("Permissions-Policy", "").split(", "))
    ]

    assert not lacking


def test_every_answer_carries_the_content_security_policy(visits: list[Visit]) -> None:
    """Compared as a whole: nothing inline, nothing from elsewhere, and a new directive is a decision."""
    policies = {
        str(each): dict(
            part.strip().split(" ", 1) for part in each.response.headers["Content-Security-Policy"].split(";")
        )
        for each in visits
    }

    assert {page: policy for page, policy in policies.items() if policy != POLICY} == {}


def test_pages_are_valid_html(pages: list[Visit]) -> None:
    assert wrong(pages, lambda page: page.errors) == {}


def test_invalid_html_would_be_noticed() -> None:
    assert Markup(b'<!DOCTYPE html><title>x</title><p class="a"b">words</div>').errors


def test_pages_are_in_english(pages: list[Visit]) -> None:
    assert [str(each) for each in pages if each.markup.one("html").get("lang") != "en"] == []


def test_pages_have_one_main_heading_and_no_level_is_left_out(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        levels = [int(local(each)[1]) for each in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} main headings"
        yield from (f"h{one} is followed by h{next_}" for one, next_ in pairwise(levels) if next_ - one > 1)
        yield from ("an empty heading" for each in page.all("h1", "h2", "h3", "h4") if not text(each))

    assert wrong(pages, problems) == {}


def test_titles_and_descriptions_make_sense_in_a_list_of_results(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        if not re.fullmatch(r"\S.* – Extramile", page.title) or page.title.count("Extramile") != 1:
            yield f"title: {page.title}"
        if len(page.description) < 15 or page.description[-1] not in ".?!":
            yield f"description: {page.description!r}"

    assert wrong(pages, problems) == {}


def test_pages_at_different_addresses_have_different_titles(pages: list[Visit]) -> None:
    """An indicator with an area is another page than without; a filtered list is the same page."""
    titles = {
        (urlsplit(each.path).path, each.markup.title)
        for each in pages
        if each.response.status_code == 200 and each.example.name
    }

    assert [title for title, n in Counter(title for _, title in titles).items() if n > 1] == []


def test_a_page_that_reports_a_mistake_says_so_in_its_title(pages: list[Visit]) -> None:
    sent = [each for each in pages if not each.example.name and each.response.status_code != 403]
    sent = [each for each in sent if not each.markup.title.startswith("What the report says")]

    assert len(sent) == 8
    assert [str(each) for each in sent if not each.markup.title.startswith("Error: ")] == []


def test_every_field_has_a_label(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        for field in page.all("input", "select", "textarea"):
            if field.get("type") not in {"hidden", "submit"} and not page.name_of(field):
                yield f"{field.get('name')} has no label"
        for each in page.all("fieldset"):
            if not any(local(child) == "legend" and text(child) for child in each):
                yield "a group of fields has no legend"
        yield from ("a button has no words" for each in page.all("button") if not text(each))

    assert wrong(pages, problems) == {}


def test_ids_are_unique_and_what_is_referred_to_exists(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        yield from (f"the id {each} stands {n} times" for each, n in Counter(page.ids).items() if n > 1)
        for element in page.all():
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers"):
                for each in element.get(attribute, "").split():
                    if each not in page.by_id:
                        yield f"{attribute} names {each}, which is not there"
        yield from (
            f"the link #{each[1:]} leads nowhere"
            for each in page.links()
            if each[:1] == "#" and each[1:] not in page.by_id
        )

    assert wrong(pages, problems) == {}


def test_nothing_inline(pages: list[Visit]) -> None:
    """The policy would block it; here it is told before a browser is asked."""

    def problems(page: Markup) -> Iterable[str]:
        for element in page.all():
            yield from (
                f"{local(element)} has {name}" for name in element.attrib if name == "style" or name.startswith("on")
            )
        yield from ("a style element" for _ in page.all("style"))
        yield from (
            "an inline script"
            for each in page.all("script")
            if not each.get("src") and each.get("type") != "application/json"
        )
        yield from (each for each in page.links() if each.lower().startswith(("javascript:", "data:")))

    assert wrong(pages, problems) == {}


def test_no_trace_of_a_template(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        yield from (words for words in page.visible_words() if LEFTOVER.search(words))
        for element in page.all():
            for name, value in element.attrib.items():
                if LEFTOVER.search(value) and value != "undefined" and (name, value) != ("content", page.description):
                    yield f"{name}={value!r}"

    assert wrong(pages, problems) == {}


@pytest.mark.parametrize(
    "words", ["None", "of None", "{{ card }}", "Undefined", "<Card object at 0x7f>", "12 &amp;amp; 13"]
)
def test_a_trace_would_be_noticed(words: str) -> None:
    assert LEFTOVER.search(words)


def test_tables_have_headings_with_a_scope(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        for table in page.all("table"):
            headings = list(table.iter("th"))
            if not headings:
                yield "a table without headings"
            yield from (
                f"{text(each)!r} has no scope"
                for each in headings
                if each.get("scope") not in {"col", "row", "colgroup", "rowgroup"}
            )

    assert wrong(pages, problems) == {}


def test_images_have_a_name_or_are_hidden(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        for image in page.all("img", "svg"):
            if image.get("aria-hidden") == "true" or (local(image) == "img" and image.get("alt") == ""):
                continue
            if local(image) == "svg" and not image.get("role"):
                yield "a drawing without a role"
            if not page.name_of(image):
                yield f"an image without a name: {image.attrib}"

    assert wrong(pages, problems) == {}
    assert sum(1 for each in pages for image in each.markup.all("svg") if image.get("role")) > 20


def test_links_have_words(pages: list[Visit]) -> None:
    def problems(page: Markup) -> Iterable[str]:
        yield from (each.get("href", "") for each in page.all("a") if not (text(each) or page.name_of(each)))

    assert wrong(pages, problems) == {}


def test_assets_are_there_and_ours(pages: list[Visit]) -> None:
    assets = {
        value
        for each in pages
        for tag, name in (("link", "href"), ("script", "src"), ("img", "src"))
        for element in each.markup.all(tag)
        if (value := element.get(name)) and element.get("rel") not in {"canonical", "alternate"}
    }
    # Pictures that people added come from pages of ours, which say who may see them.
    assets = {each for each in assets if not re.search(r"/pictures/\d+/$", each)}

    assert {each for each in assets if not each.startswith("/static/")} == set()
    assert [each for each in assets if not finders.find(each.removeprefix("/static/"))] == []
    assert len(assets) > 3


def test_what_styles_and_scripts_ask_for_is_there() -> None:
    """Files named in our own styles and scripts, whose names collectstatic will change."""
    missing = []
    for name in ("design/extramile.css", "design/charts.css", "vendor/govuk-frontend.min.css", "design/start.js"):
        content = Path(finders.find(name)).read_text("utf-8")
        asked = re.findall(r"url\([\"']?([^)\"']+)", content) + re.findall(r"from \"([^\"]+)\"", content)
        missing += [
            f"{name}: {each}"
            for each in asked
            if not finders.find(urlsplit(urljoin(f"/{name}", each)).path.lstrip("/"))
        ]

    # The crown and crest of GOV.UK are for GOV.UK only: no page of ours uses the classes that would ask for them.
    assert {each for each in missing if "vendor/govuk-frontend.min.css: /assets/images/govuk-" not in each} == set()


def test_every_link_within_the_site_leads_somewhere(
    visits: list[Visit], pages: list[Visit], library: Any, client: Any
) -> None:
    """All of them, once each; and the pages behind them have titles of their own."""
    found: dict[str, str] = {}
    fragments: set[tuple[str, str]] = set()
    for visit in pages:
        for link in visit.markup.links():
            address, fragment = urldefrag(urljoin(visit.path, link))
            if link[:1] != "#" and address.startswith("/") and not only_takes_forms(address):
                found.setdefault(address, str(visit))
                fragments |= {(address, fragment)} if fragment else set()

    broken, titles = {}, Counter[str]()
    # Of what was made for the visits and taken back, such as a survey, there is nothing more than what they saw.
    # What is gone for good (410) says so on a page.
    seen = {
        visit.path: visit.response.content.decode(errors="replace")
        for visit in visits
        if visit.response.status_code in {200, 410} and not visit.response.streaming
    }
    for address, where in found.items():
        if address in seen:
            continue
        response = client.get(address)
        if response.status_code >= 400:
            broken[address] = f"{response.status_code}, linked from {where}"
        elif is_page(response) and "?" not in address:
            titles[TITLE.search(response.content.decode())[1]] += 1

    assert broken == {}
    assert [title for title, n in titles.items() if n > 1] == []
    assert len(titles) > 700, "most pages of the site are within one step"
    assert [
        (address, fragment)
        for address, fragment in fragments
        if f'id="{fragment}"' not in (seen.get(address) or client.get(address).content.decode())
    ] == []
