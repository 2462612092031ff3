"""Footers in every spelling go; sentences at the end of a page stay."""

import pytest

from extramile.core.publications.footers import without_running_lines
from extramile.core.publications.pages import Line, Page
from tests.unit.publications.lines import line


def page(number: int, *lines: Line) -> Page:
    return Page(number, 842, [each._replace(page=number, start=place) for place, each in enumerate(lines)], None, None)


def body_of(bottom: list[Line], *, pages: int = 5) -> list[str]:
    book = [
        page(
            number,
            line(f"Page {number} says this.", y=700),
            *(each._replace(text=each.text.replace("PAGE", str(number))) for each in bottom),
        )
        for number in range(1, pages + 1)
    ]
    return [each.text for each in without_running_lines(book)[0]]


@pytest.mark.parametrize(
    "footer",
    [
        ["Area SEND inspection report: Wexmoor Local Area Partnership", "8 to 12 July 2024 PAGE"],
        ["Inspection report: Wexmoor Local AREA Partnership, 8 to 12 July 2024 PAGE"],
        ["Area SEND inspection report: Wexmoor Local Area Partnership PAGE8 to 12 July 2024"],
        ["Area SEND inspection report: Wexmoor Local Area Partnership, 2 to 6", "October 2023 PAGE"],
        ["Wexmoor: report on an inspection", "PAGE"],
        ["Page PAGE of 5"],
    ],
)
def test_footer_goes(footer: list[str]) -> None:
    lines = [line(text, y=40 - 12 * place) for place, text in enumerate(footer)]
    assert body_of(lines) == [f"Page {number} says this." for number in range(1, 6)]


def test_last_line_of_a_page_stays() -> None:
    book = [
        page(1, line("was launched in", y=80), line("March 2024.", y=66)),
        page(2, line("◼", y=66)),
        page(3, line("◼", y=66)),
    ]
    assert [each.text for each in without_running_lines(book)[0]] == ["was launched in", "March 2024.", "◼", "◼"]
