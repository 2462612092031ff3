"""What an announcement must pass: each check fails on its defect and passes without it."""

from dataclasses import replace
from typing import Any

import pytest

from extramile.core.announcing import Draft, Pictured, Quoted, check_all

TEXTS = {
    "headline": "Inspectors find a partnership that works as one",
    "standfirst": "They did not ask for a written statement of action. They named what has to get better.",
    "meaning": "Children will wait less. Plans will say more of health. Read [our plan](/plan/) to see how.",
    "strengths": "Schools know each child well.",
    "to_improve": "Plans come late.",
    "next_steps": "We held 16 focus groups. The board meets in March.",
    "contact": "Press office, press@council.example.org, 01632 960 123",
}
SOUND = Draft(
    texts=TEXTS,
    quotations=(Quoted(1, "cabinet member", "We build on this.", "approved"),),
    pictures=(Pictured(1, "Two children read in a library.", False), Pictured(2, "", True)),
    under_embargo=False,
    counted={"visits": 10, "focus_groups": 16, "participants": 124, "duration_days": None},
    facts={"visits": 10},
    frozen=None,
    names=("Amira Khan",),
    opens=lambda path: path == "/plan/",
    secret=lambda words: ["/asked/1/s/"] if "/asked/1/s/" in words else [],
    hosts=frozenset({"extramile.example.org"}),
)


def failing(draft: Draft) -> set[str]:
    return {each.id for each in check_all(draft) if not each.passes}


def with_text(field: str, words: str) -> Draft:
    return replace(SOUND, texts={**TEXTS, field: words})


def test_a_sound_announcement_passes_every_check() -> None:
    assert failing(SOUND) == set()


LONG = (
    "The implementation of multidisciplinary commissioning arrangements notwithstanding organisational reconfiguration "
    "necessitates comprehensive accountability mechanisms across the participating institutions."
)
MINE = "mine"


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("embargo", {"under_embargo": True}),
        ("facts", {"frozen": {"visits": 9}}),
        *(
            ("approvals", {"quotations": (Quoted(1, "chair", "Words.", state),)})
            for state in ("drafted", "asked", "declined")
        ),
        ("pictures", {"pictures": (Pictured(1, "", False),)}),
        ("pictures", {"pictures": (Pictured(1, "DSC_0042.jpg", False),)}),
        ("personal", {"pictures": (Pictured(1, "Amira Khan at her desk.", False),)}),
        ("small-numbers", {"quotations": (Quoted(1, "chair", "I met 3 children.", "approved"),)}),
    ],
)
def test_a_defect_fails_its_check_and_no_other(check: str, changed: dict[str, Any]) -> None:
    assert failing(replace(SOUND, **changed)) == {check}


@pytest.mark.parametrize(
    ("check", "field", "words"),
    [
        ("complete", "headline", " "),
        ("complete", "contact", ""),
        ("facts", "strengths", "There were twelve visits."),
        ("facts", "strengths", "In all 1,240 people took part."),
        ("personal", "meaning", "Write to jo@example.org."),
        ("personal", "meaning", "Ring 07700 900123."),
        ("personal", "meaning", "Ring +44 1632 960 123."),
        ("personal", "contact", "The number is 943 476 5919."),
        ("personal", "meaning", "Pupil H801200001001 was glad."),
        ("personal", "meaning", "A boy born on 3 May 2014 waits."),
        ("personal", "meaning", "We followed case 4."),
        ("personal", "strengths", "Dr Khan was praised."),
        ("reading-age", "meaning", LONG),
        ("links", "meaning", "See [this](/p/closed/)."),
        ("links", "meaning", "See https://extramile.example.org/gone/."),
        ("links", "meaning", "See [this](htp:/wrong)."),
        ("links", "meaning", "See [this](javascript:alert(1)."),
        ("links", "meaning", "See [this]()."),
        ("links", "meaning", "See www.example.org/page."),
        ("links", "meaning", "See [this](/asked/1/s/)."),
        ("links", "contact", "Press office, extramile.example.org/asked/1/s/"),
    ],
)
def test_a_text_fails_the_check_of_its_defect(check: str, field: str, words: str) -> None:
    assert failing(with_text(field, words)) == {check}


@pytest.mark.parametrize(
    "words",
    [
        "3 children",
        "three of our pupils",
        "one child",
        "only two young people",
        "4 autistic pupils",
        "2 of the 12 children",
        "One family told us",
        # Behind everyday words they are as few.
        "apologies to 3 families",
        "places for 2 children",
        "eight schools and 3 pupils",
        "more than 2 children",
        "over 2 children",
        "1 to 3 children",
        "a couple of children",
        "a single child",
    ],
)
def test_few_people_are_found(words: str) -> None:
    assert failing(with_text("strengths", f"We heard {words} here.")) == {"small-numbers"}


@pytest.mark.parametrize(
    "words",
    [
        "5 children",
        "1,003 children",
        "0 children",
        "3% of children",
        "1 in 4 children",
        "one in four children",
        "year 3 pupils",
        "years 1 to 3 pupils",
        "two out of every three families",
        "every two families",
        "children under 5",
        "two schools",
        "fewer than 5 children",
        "three weeks for families",
        "the 2014 children and families act",
        "more than 4 children",
        "2.4 children",
    ],
)
def test_other_numbers_are_not(words: str) -> None:
    assert failing(with_text("strengths", f"We saw {words} here.")) == set()


@pytest.mark.parametrize(
    "words",
    ["The board met on 3 May 2026.", "A number: 943 476 5918.", "It is the case 40 years on.", "Khan is a name."],
)
def test_what_only_looks_like_somebodys_is_no_fault(words: str) -> None:
    found = {each.id: each for each in check_all(with_text("strengths", words))}["personal"]

    assert [each.words for each in found.faults] == (
        ["“case 40” looks like a tracked case."] if "case" in words else []
    )


def test_a_fault_says_where_and_what_to_do() -> None:
    draft = with_text("to_improve", f"Plans come late. {LONG}")
    (fault,) = next(each.faults for each in check_all(draft) if each.id == "reading-age")

    assert fault.where == "What must improve"
    assert LONG in fault.do
    assert fault.field == "to_improve"


def test_other_sites_are_said_not_to_be_tried() -> None:
    found = {each.id: each for each in check_all(with_text("meaning", "See https://example.org/report."))}

    assert found["links"].passes
    assert found["links"].told == (
        "https://example.org/report: not tried, since nothing is asked of other sites from here. Open it once yourself.",
    )


def test_hard_words_of_somebody_quoted_are_told_and_hold_nothing_up() -> None:
    draft = replace(SOUND, quotations=(Quoted(1, "director", LONG, "approved"),))
    found = {each.id: each for each in check_all(draft)}["reading-age"]

    assert found.passes
    assert any(each.startswith("The words of the director: ") for each in found.told)


def test_anybody_is_nobodys_name() -> None:
    names = ("A teaching assistant", "The head of Fernbeck")
    said = {**TEXTS, "meaning": "We thank a teaching assistant and the head of Fernbeck."}
    [personal] = [each for each in check_all(replace(SOUND, texts=said, names=names)) if each.id == "personal"]
    assert [each.words for each in personal.faults] == ["The head of Fernbeck has not agreed to be named."]
