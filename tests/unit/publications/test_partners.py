"""Names of bodies and people. The bodies are real kinds of names, the people are invented."""

import pytest

from extramile.core.publications.joining import Joiner
from extramile.core.publications.partners import bodies_in, integrated_care_boards, people_in
from tests.unit.publications.lines import column


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Wexmoor Council and NHS Wexmoor ICB", ["Wexmoor Council", "NHS Wexmoor ICB"]),
        ("NHS North and South Moor ICB and Wexmoor Council", ["NHS North and South Moor ICB", "Wexmoor Council"]),
        (
            "Wexmoor County Council, Wexmoor Children’s First and NHS Isles and Wexmoor ICB",
            ["Wexmoor County Council", "Wexmoor Children’s First", "NHS Isles and Wexmoor ICB"],
        ),
        ("Wexmoor Council and Moor, Isles, and Coast ICB", ["Wexmoor Council", "Moor, Isles, and Coast ICB"]),
        ("Wexmoor Council\nNHS Wexmoor ICB", ["Wexmoor Council", "NHS Wexmoor ICB"]),
        ("NHS Wexmoor Integrated Care Board (ICB)", ["NHS Wexmoor Integrated Care Board (ICB)"]),
        ("Royal Borough of Moor and Isle and NHS Coast ICB", ["Royal Borough of Moor and Isle", "NHS Coast ICB"]),
        ("Wexmoor Council; NHS Wexmoor ICB", ["Wexmoor Council", "NHS Wexmoor ICB"]),
        ("", []),
    ],
)
def test_bodies_are_named_whole(text: str, bodies: list[str]) -> None:
    assert list(bodies_in(text)) == bodies


def test_names_of_the_details_table_are_never_cut() -> None:
    text = "London Borough of Moor and Isle and North Coast ICB"
    assert bodies_in(text, ["London Borough of Moor and Isle"]) == (
        "London Borough of Moor and Isle",
        "North Coast ICB",
    )


@pytest.mark.parametrize(
    ("text", "boards"),
    [
        ("Moor ICB and Isles ICB", ["Moor ICB", "Isles ICB"]),
        ("NHS Moor and Isles Integrated Care Board", ["NHS Moor and Isles Integrated Care Board"]),
        ("Moor Integrated Care Board (ICB) and Isles ICB", ["Moor Integrated Care Board (ICB)", "Isles ICB"]),
        ("NHS Moor ICB, NHS Isles ICB and NHS Coast ICB", ["NHS Moor ICB", "NHS Isles ICB", "NHS Coast ICB"]),
        ("NHS Moor, Isles, and Coast West", ["NHS Moor, Isles, and Coast West"]),
    ],
)
def test_boards_as_printed(text: str, boards: list[str]) -> None:
    assert list(integrated_care_boards(text)) == boards


def test_people_without_titles_and_roles() -> None:
    lines = column(
        "Dr Ada Example, HMI, Ofsted lead inspector",
        "Ben Example-Smith HMI, Ofsted",
        "Cy Example, Ofsted HMI Lead ",
        "Inspector",
        "Mrs Di O’Example, Her Majesty’s",
        "Inspector, social care",
    )
    names = ("Ada Example", "Ben Example-Smith", "Cy Example", "Di O’Example")
    assert people_in(lines, Joiner(lines)) == names
