"""The themes agree with the reader's sample at least as well as the reference page says, but for a small margin."""

import csv
import re
from functools import cache

import pytest

from extramile.core.themes import theme_list
from tests.shared import SHARED, needs_shared
from tools.theme_agreement import KINDS, PAGE, SAMPLE, Case, agreement, cases, kappa

# A reader of reports that mends a hyphen or a line may move a tag or two; more than that is a loss.
MARGIN = 0.02


@cache
def found() -> tuple[Case, ...]:
    return tuple(cases(SHARED / "reports" / "development"))


def published(figure: str) -> list[float]:
    """Return the figures of a row of the published summary: held out, tuned on."""
    row = re.search(rf"^\| {figure} \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert row, figure
    return [float(cell) for cell in row[1].split(" | ")]


def test_the_sample_is_large_enough_names_known_themes_and_holds_no_sentence():
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {theme.id for theme in theme_list().themes}
    assert len(rows) >= 160
    assert len({(row["file"], row["kind"], row["position"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS
        assert row["part"] in {"tune", "hold"}
        assert set(row["themes"].split()) <= known
        assert 1 <= len(row["themes"].split()) <= 4


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("part", "column"), [("hold", 0), ("tune", 1)])
def test_agreement_does_not_fall_below_what_is_published(part: str, column: int):
    over = [case for case in found() if case.part == part]
    assert agreement(over).f1 >= published("F1")[column] - MARGIN


@needs_shared
@pytest.mark.shared
def test_held_out_agreement_is_good_enough_to_publish():
    assert agreement([case for case in found() if case.part == "hold"]).f1 >= 0.75


def test_agreement_counts_what_it_says():
    def case(reader: str, tagger: str) -> Case:
        return Case("invented.pdf", "hold", "effective", frozenset(reader.split()), frozenset(tagger.split()))

    over = [case("a b", "a"), case("a", "a c"), case("b", "c"), case("b", "b")]
    each = agreement(over)
    assert (each.both, each.tagger_only, each.reader_only) == (3, 2, 2)
    assert (each.precision, each.recall, each.f1) == (0.6, 0.6, 0.6)
    assert (each.same_set, each.one_in_common) == (1, 3)
    assert kappa(over, "a") == 1
    assert kappa(over, "z") is None
    assert kappa(over, "b") == pytest.approx(0.2)
