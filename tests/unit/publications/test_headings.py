"""Headings in other spellings, and sentences that are none."""

import pytest

from extramile.core.publications.edition_2023 import _BEGINNINGS, HEADINGS
from extramile.core.publications.headings import Section, sections_of
from extramile.core.publications.pages import Line
from tests.unit.publications.lines import column, line


def cut(*lines: Line) -> dict[str, Section]:
    return {section.id: section for section in sections_of(lines, "title", HEADINGS, _BEGINNINGS)}


def headed(*texts: str, bold: bool = True) -> list[Line]:
    return [each._replace(bold=bold, size=14 if bold else 12) for each in column(*texts, pitch=17)]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        (["Inspection outcome"], "outcome"),
        (["INSPECTION OUTCOME"], "outcome"),
        (["Information about the local area", "partnership"], "partnership"),
        (["What is it like to be a child or young person SEND in this area?"], "experience"),
        (
            ["What is it like to be a child with special", "educational needs and/or", "disabilities in this area?"],
            "experience",
        ),
        (["What is the local area partnership doing that is effective?"], "effective"),
        (["What is the area partnership", "doing that is effective?"], "effective"),
        (["What does the area partnership need to do better"], "improve"),
        (["Area for priority action"], "priority_actions"),
        (["Responsible body Areas for priority action"], "priority_actions"),
        (["Areas  for  improvement "], "areas_for_improvement"),
        (["Local Area Partnership Details"], "details"),
        (["Information about this inspection"], "about"),
        (["Inspection team"], "team"),
    ],
)
def test_heading_in_any_spelling(heading: list[str], section: str) -> None:
    cuts = cut(*headed(*heading), line("Body text.", y=400))
    assert list(cuts) == ["title", section]
    assert [each.text for each in cuts[section].lines] == ["Body text."]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        (["Inspection outcome"], "outcome"),
        (["What is it like to be a child with special", "educational needs in this area?"], "experience"),
        (["What is the area partnership", "doing that is effective?"], "effective"),
        (["Areas for priority action"], "priority_actions"),
    ],
)
def test_heading_in_plain_type(heading: list[str], section: str) -> None:
    cuts = cut(*headed(*heading, bold=False), line("Body text.", y=400))
    assert [each.text for each in cuts[section].lines] == ["Body text."]


def test_heading_printed_twice_is_one() -> None:
    cuts = cut(*headed("Areas for improvement"), line("Areas for improvement", bold=True), line("Leaders should act."))
    assert [each.text for each in cuts["areas_for_improvement"].lines] == ["Leaders should act."]


def test_sections_only_go_forward() -> None:
    cuts = cut(*headed("Areas for improvement"), line("Inspection outcome", bold=True), line("Leaders should act."))
    assert [each.text for each in cuts["areas_for_improvement"].lines] == ["Inspection outcome", "Leaders should act."]


@pytest.mark.parametrize(
    "text",
    [
        "areas for improvement",
        "Areas for improvement were found by leaders.",
        "What is effective is known to leaders.",
        "Information about the inspection was shared.",
    ],
)
def test_sentences_are_no_headings(text: str) -> None:
    assert list(cut(line(text))) == ["title"]
