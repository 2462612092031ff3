"""The list of themes that experts edit: complete, and every mistake named in words they can act on."""

from pathlib import Path

import pytest

from extramile.core.themes import theme_list
from extramile.core.vocabulary import InputError, NotFoundError

FILE = """
provenance: {{source: Invented for a test, date: 2026-01-01, licence: MIT, grade: C}}
at_most: 4
themes:
  - {{id: waits, title: Waiting, about: How long children wait for help., {terms}}}
"""


def written(folder: Path, terms: str) -> Path:
    path = folder / "themes.yaml"
    path.write_text(FILE.format(terms=terms), encoding="utf-8")
    return path


def test_the_bundled_list_has_its_source_and_is_read_once():
    assert theme_list().provenance.grade == "C"
    assert theme_list() is theme_list()


def test_every_theme_has_a_plain_title_and_a_line_about_it():
    for theme in theme_list().themes:
        assert theme.title[0].isupper(), theme.id
        assert theme.about.endswith("."), theme.id


def test_the_list_carries_every_tag_of_the_framework_pack():
    """The 26 tags seen across reports, each in the theme that took it up."""
    taken_up = {
        "EHC plan timeliness": "ehc-timeliness", "EHC plan quality": "ehc-quality", "annual reviews": "annual-reviews",
        "neurodevelopmental waits": "neurodevelopmental", "speech and language therapy": "speech-language",
        "occupational therapy": "therapies-equipment", "mental health": "mental-health",
        "health visiting": "community-health", "social care input": "social-care", "short breaks": "short-breaks",
        "preparation for adulthood": "preparation-for-adulthood", "transitions": "transitions",
        "co-production": "co-production", "communication and local offer": "information",
        "data and intelligence": "data", "governance": "leadership", "joint commissioning": "commissioning",
        "sufficiency of places": "sufficiency", "AP oversight": "alternative-provision",
        "exclusion and attendance": "attendance-exclusion", "EOTAS": "alternative-provision",
        "out-of-area and residential": "residential", "dynamic support register": "dynamic-support",
        "SENDIASS": "advice-support", "workforce": "workforce", "early years": "early-years",
    }  # fmt: skip
    assert len(taken_up) == 26
    for theme in taken_up.values():
        assert theme_list().get(theme)


def test_an_unknown_theme_is_answered_with_the_nearest():
    with pytest.raises(NotFoundError, match=r"no theme “workforc”.*workforce"):
        theme_list().get("workforc")


def test_a_list_of_ones_own(tmp_path: Path):
    own = theme_list(written(tmp_path, "strong: [queue]"))
    assert [tag.words for tag in own.tag("The queues are long.")] == [("queues",)]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("weak: [queue]", "theme waits: needs one strong term or two weak ones"),
        ("strong: [queue], weak: [Queue]", "theme waits: stands more than once: queue"),
        ("strong: ['wait, long']", "“wait, long” is not a term"),
        ("strong: ['*']", "is not a term"),
        ("strong: ['wa*']", "would match too much"),
        ("strong: [queue], colour: red", "colour: Extra inputs are not permitted"),
        ("strong: [20]", "should be a valid string"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, terms: str, said: str):
    with pytest.raises(InputError) as caught:
        theme_list(written(tmp_path, terms))
    assert said in str(caught.value)
    assert "themes.yaml" in str(caught.value)


def test_two_themes_with_one_id_are_refused(tmp_path: Path):
    path = written(tmp_path, "strong: [queue]")
    lines = path.read_text("utf-8").rstrip().splitlines()
    path.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(InputError, match="two themes share an id or a title: waits"):
        theme_list(path)
