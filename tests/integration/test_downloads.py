"""What is taken away equals what is shown, and a spreadsheet may open it."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from extramile.web.design.downloads import as_csv
from extramile.web.library.actions import keep_reading
from tests.library import item, make_reading

FORMULAS = ("=1+1", "+1", "@SUM(A1)", "\t=1", "\r=1", "-cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example")')


def table(content: bytes) -> list[list[str]]:
    """Read a CSV file as a spreadsheet does."""
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text_in_a_spreadsheet(formula: str) -> None:
    assert table(as_csv("a", ["a"], [{"a": formula}]).content)[1] == [f"'{formula}"]


@pytest.mark.parametrize("value", ["plan", "-5.2", "–", "a=b", ""])
def test_other_texts_stay_as_they_are(value: str) -> None:
    assert table(as_csv("a", ["a", "b"], [{"a": value, "b": "x"}]).content)[1] == [value, "x"]


def test_numbers_lists_and_what_is_missing() -> None:
    row = {"a": -1.5, "b": None, "c": ["x", "y"], "d": [{"theme": "waits", "words": ["late"]}], "e": True}

    assert table(as_csv("a", list("abcdef"), [row]).content)[1] == ["-1.5", "", "x; y", "waits", "True", ""]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_no_cell_ever_begins_a_formula(text: str) -> None:
    content = as_csv("a", ["a"], [{"a": text}, {"a": [text]}]).content.decode("utf-8-sig")

    for row in list(csv.reader(io.StringIO(content, newline="")))[1:]:
        cell = row[0] if row else ""
        assert cell in {text, f"'{text}"}
        assert cell[0] not in "=+@\t\r"
        assert not re.match(r"-\D", cell)


@pytest.mark.django_db
def test_a_finding_that_looks_like_a_formula(client: Client) -> None:
    """Through the page: a report is input from outside."""
    keep_reading(reading=make_reading(improve=[item(text) for text in FORMULAS]), file_hash="a" * 64)

    cells = [cell for row in table(client.get("/findings.csv").content)[1:] for cell in row]

    assert [cell for cell in cells if cell[:1] in {"=", "+", "@", "\t", "\r"}] == []
    assert [each["text"] for each in client.get("/findings.json").json()] == list(FORMULAS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["", "?words=reviews", "?kind=improve&kind=priority_action", "?region=London", "?words=zebra"]
)
def test_findings_taken_away_are_those_on_the_page(library: Any, client: Client, query: str) -> None:
    page = client.get(f"/findings/{query}").content.decode()
    records = client.get(f"/findings.json{query}").json()
    heading, *rows = table(client.get(f"/findings.csv{query}").content)

    shown = list(dict.fromkeys(re.findall(r'href="/findings/([a-z0-9-]+)/', page)))
    assert len(shown) == page.count('<article class="x-finding')
    assert [each["key"] for each in records] == shown
    assert [row[heading.index("key")] for row in rows] == shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["", "?framework=2016&started_from=2017-03-01&published_by=2018-12-03", "?outcome=inconsistent&region=London"],
)
def test_inspections_taken_away_are_those_on_the_page(client: Client, query: str) -> None:
    page = client.get(f"/inspections/{query}").content.decode()
    content = client.get(f"/inspections.json{query}").json()
    heading, *rows = table(client.get(f"/inspections.csv{query}").content)

    listed = page.split('id="list"')[1].split("</table>")[0]
    shown = re.findall(r'href="/inspections/([a-z0-9-]+)/"', listed)
    assert shown
    assert [each["id"] for each in content["inspections"]] == shown
    assert [row[heading.index("id")] for row in rows] == shown
    assert f"{len(shown)} inspection" in page


@pytest.mark.django_db
def test_the_published_share_of_statements_is_on_the_page_and_in_the_file(client: Client) -> None:
    """24 of the 45 areas inspected since March 2017 had to write one: the 53% of December 2018."""
    query = "?framework=2016&started_from=2017-03-01&published_by=2018-12-03"

    summary = client.get(f"/inspections.json{query}").json()["summary"]
    page = client.get(f"/inspections/{query}").content.decode()

    assert (summary["inspected"], summary["outcomes"]["statement-of-action-required"]) == (45, 24)
    assert '<td class="n">24</td><td class="n">53%</td>' in page


@pytest.mark.django_db
def test_a_profile_taken_away_is_the_one_on_the_page(client: Client) -> None:
    query = "?i=SEN_TotStat&i=SEN_EHC_Excpt_20wks"
    content = client.get(f"/areas/826/profile.json{query}").json()
    heading, *rows = table(client.get(f"/areas/826/profile.csv{query}").content)
    page = client.get(f"/areas/826/profile/{query}").content.decode()

    assert [each["indicator"] for each in content] == ["SEN_TotStat", "SEN_EHC_Excpt_20wks"]
    assert [row[heading.index("indicator")] for row in rows] == ["SEN_TotStat", "SEN_EHC_Excpt_20wks"]
    assert [float(row[heading.index("value")]) for row in rows] == [each["area"]["value"] for each in content]
    for each in content:
        assert (f"{each['rank']['position']} of {each['rank']['of']}" if each["rank"] else "not ranked") in page


@pytest.mark.django_db
def test_an_indicator_taken_away_has_every_area_of_the_page(client: Client) -> None:
    values = client.get("/indicators/sen-totstat.json").json()
    page = client.get("/indicators/sen-totstat/").content.decode()
    latest = values["indicator"]["periods"][-1] if "periods" in values["indicator"] else values["indicator"]["latest"]

    known = {each["code"] for each in values["values"] if each["period"] == latest and each["value"] is not None}
    shown = set(re.findall(r'href="/areas/(\d{3})/"', page.split('id="all"')[1].split("</table>")[0]))

    assert len(shown) > 140
    assert shown == {code for code in known if re.fullmatch(r"\d{3}", code)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/findings.csv", "findings.csv"),
        ("/inspections.json", "inspections.json"),
        ("/areas/826/profile.csv", "profile-826.csv"),
        ("/indicators/sen-totstat.json", "sen-totstat.json"),
        ("/inspections/2023-826-2024-03.json", "2023-826-2024-03.json"),
    ],
)
def test_files_have_a_name_and_a_type(library: Any, client: Client, address: str, name: str) -> None:
    headers = client.get(address).headers

    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert headers["Content-Type"] == f"{'text/csv' if name.endswith('csv') else 'application/json'}; charset=utf-8"


@pytest.mark.django_db
def test_the_reading_taken_away_is_the_reading_that_was_kept(library: Any, client: Client) -> None:
    assert json.loads(client.get("/inspections/2023-826-2024-03.json").content) == library[0].reading


@pytest.mark.django_db
def test_a_library_of_examples_only_gives_away_the_findings_that_it_shows(client: Client) -> None:
    reading = make_reading(area="Wexmoor", la_code=None, effective=[item("Families are heard.")])
    keep_reading(reading=reading, file_hash="e" * 64, fictional=True)

    page = client.get("/findings/").content.decode()

    assert "Families are heard." in page
    assert len(table(client.get("/findings.csv").content)) == 2
    assert len(json.loads(client.get("/findings.json").content)) == 1


@pytest.mark.django_db
def test_a_profile_gives_away_no_more_indicators_than_its_page_shows(client: Client) -> None:
    codes = [row["code"] for row in client.get("/api/v1/indicators").json()][:60]
    address = "?" + "&".join(f"i={code.replace('&', '%26').replace('+', '%2B')}" for code in codes)

    assert len(client.get(f"/areas/826/profile.json{address}").json()) == 40
