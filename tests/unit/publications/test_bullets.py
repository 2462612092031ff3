"""Bullets of any glyph, over pages, with points inside, and what belongs to none."""

import pytest

from extramile.core.publications.bullets import parts_of, points_of, text_of
from extramile.core.publications.joining import Joiner
from extramile.core.publications.pages import Line
from tests.unit.publications.lines import column, line


def texts(lines: list[Line]) -> list[str]:
    joiner = Joiner(lines)
    return [joiner.join(point.lines) for point in points_of(lines)[0]]


@pytest.mark.parametrize(
    "glyph", ["◼ ", "■ ", "▪ ", "• ", "●", "\uf0a7 ", "\uf0b7", "- ", "– ", "− ", "o ", "» ", "\ufffd "]
)
def test_every_glyph(glyph: str) -> None:
    lines = column(f"{glyph}Leaders act", "in time.", f"{glyph}‘Tide’ meets.")
    assert texts(lines) == ["Leaders act in time.", "‘Tide’ meets."]


def test_words_are_no_glyphs() -> None:
    lines = column("◼ Leaders of", "o-level groups and", "-ing forms, or", "£5 a week act.")
    assert texts(lines) == ["Leaders of o-level groups and -ing forms, or £5 a week act."]


def test_bullet_over_a_page_and_glyph_in_a_line_of_its_own() -> None:
    first = [line("◼", y=80), line("Leaders act", x=75, y=80.4)]
    assert texts([*first, line("in time.", page=2, x=75, y=730)]) == ["Leaders act in time."]


def test_stray_bullet_is_dropped() -> None:
    assert texts(column("◼ Leaders act.", "◼", "◼ ")) == ["Leaders act."]


def test_points_inside_a_bullet_belong_to_it() -> None:
    lines = [
        line("◼ Leaders should:", y=600),
        line("• act;", x=80, y=580),
        line("• listen.", x=80, y=560),
        line("◼ Families wait.", y=540),
    ]
    (first, second), loose = points_of(lines)
    assert [len(first.inside), len(second.inside)] == [2, 0]
    assert loose == []


def test_paragraph_apart_belongs_to_no_bullet() -> None:
    lines = [line("◼ Leaders act.", y=600), line("A paragraph apart.", y=560), line("◼ Families wait.", y=540)]
    points, loose = points_of(lines)
    assert len(points) == 2
    assert [each.text for each in loose] == ["A paragraph apart."]


def test_cell_has_lead_points_and_what_follows_them() -> None:
    lines = [
        line("Leaders should improve:", x=223, y=600),
        line("▪ the offer, which is", x=245, y=580),
        line("long;", x=263, y=565),
        line("▪ the plan.", x=245, y=545),
        line("Leaders should also report.", x=223, y=525),
    ]
    whole, points = text_of(parts_of(lines), Joiner(lines))
    assert whole.split("\n") == [
        "Leaders should improve:",
        "• the offer, which is long;",
        "• the plan.",
        "Leaders should also report.",
    ]
    assert points == ("the offer, which is long;", "the plan.")


def test_bullet_that_stands_further_in_is_no_point_of_the_one_before() -> None:
    lines = [line("◼ Leaders act.", y=600), line("◼ Families wait.", x=75, y=580), line("◼ Schools help.", y=560)]
    assert texts(lines) == ["Leaders act.", "Families wait.", "Schools help."]


def test_bullets_without_hanging_indent_run_over_a_page() -> None:
    lines = [
        line("◼ Leaders act", y=95),
        line("in time.", y=80),
        line("They listen.", page=2, y=730),
        line("◼ Families wait", page=2, y=710),
        line("too long.", page=2, y=696),
    ]
    assert texts(lines) == ["Leaders act in time. They listen.", "Families wait too long."]
