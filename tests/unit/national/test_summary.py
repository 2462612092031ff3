"""Choosing inspections and counting outcomes."""

from datetime import date
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extramile.core.national import Filters, open_reference, select, summarise, wilson
from extramile.core.vocabulary import InputError, NotFoundError

REGISTER = open_reference().register
Z = 1.959963984540054
counts = some.integers(1, 2000).flatmap(lambda total: some.tuples(some.integers(0, total), some.just(total)))


@given(counts)
def test_wilson_interval_holds_the_share_and_stays_between_0_and_1(pair: tuple[int, int]) -> None:
    share = wilson(*pair)
    assert 0 <= share.low <= share.share <= share.high <= 1
    assert share.low < share.high


@given(counts)
def test_wilson_bounds_are_where_the_score_test_just_rejects(pair: tuple[int, int]) -> None:
    count, total = pair
    share = wilson(count, total)
    for bound in (share.low, share.high):
        if 0 < bound < 1:
            assert isclose(abs(share.share - bound), Z * sqrt(bound * (1 - bound) / total), rel_tol=1e-6)


@given(counts)
def test_wilson_of_the_others_is_the_mirror_image(pair: tuple[int, int]) -> None:
    count, total = pair
    one, other = wilson(count, total), wilson(total - count, total)
    assert isclose(one.low, 1 - other.high, abs_tol=1e-12)


@given(some.integers(1, 50))
def test_more_inspections_make_the_interval_narrower(times: int) -> None:
    few, many = wilson(8, 15), wilson(8 * (times + 1), 15 * (times + 1))
    assert many.high - many.low < few.high - few.low


def test_wilson_known_values() -> None:
    share = wilson(24, 45)
    assert (round(share.share, 4), round(share.low, 4), round(share.high, 4)) == (0.5333, 0.3908, 0.6706)


@pytest.mark.parametrize("pair", [(1, 0), (0, 0), (3, 2), (-1, 2)])
def test_wilson_of_nothing_is_a_mistake_of_ours(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(*pair)


def test_unknown_dates_are_left_out_by_a_date_filter_and_counted() -> None:
    everything = summarise(select(REGISTER, framework="2023"))
    dated = select(REGISTER, framework="2023", started_from=date(2016, 1, 1))
    assert everything.left_out == 0
    assert [each.area for each in dated.left_out] == ["Thurrock"]
    assert summarise(dated).inspected == everything.inspected - 1


def test_inspection_known_by_month_counts_where_the_whole_month_lies_within() -> None:
    # Buckinghamshire: November 2025, the days not known.
    def chosen(start: date, end: date) -> tuple[bool, bool]:
        selection = select(REGISTER, framework="2023", started_from=start, started_to=end)
        sides = (selection.inspections, selection.left_out)
        return tuple("825" in {each.code for each in side} for side in sides)  # type: ignore[return-value]

    assert chosen(date(2025, 11, 1), date(2025, 11, 30)) == (True, False)
    assert chosen(date(2025, 11, 10), date(2025, 12, 31)) == (False, True)
    assert chosen(date(2025, 12, 1), date(2026, 12, 31)) == (False, False)


def test_bounds_are_inclusive() -> None:
    day = date(2018, 10, 8)
    chosen = select(REGISTER, framework="2016", started_from=day, started_to=day).inspections
    assert "2016-826" in {each.id for each in chosen}


def test_nothing_chosen_has_outcomes_of_0_and_no_shares() -> None:
    summary = summarise(select(REGISTER, framework="2016", started_from=date(2030, 1, 1)))
    assert summary.to_dict() == {
        "framework": "2016",
        "filters": {"started_from": "2030-01-01"},
        "inspected": 0,
        "outcomes": {"not-required": 0, "statement-of-action-required": 0},
        "shares": {},
        "left_out_date_unknown": 0,
    }


def test_region_of_a_part_of_london_and_of_all_of_it() -> None:
    whole, inner, outer = (
        summarise(select(REGISTER, framework="2016", region=name)).inspected
        for name in ("London", "Inner London", "London (Outer)")
    )
    assert whole == inner + outer == 33


def test_unknown_region_and_period_that_ends_before_it_begins_are_refused() -> None:
    with pytest.raises(NotFoundError, match="region"):
        select(REGISTER, framework="2016", region="Mercia")
    with pytest.raises(InputError, match=r"ends .* before it begins"):
        select(REGISTER, started_from=date(2020, 1, 1), started_to=date(2019, 1, 1))
    with pytest.raises(InputError, match="framework"):
        select(REGISTER, framework="2011")


def test_both_frameworks_together_are_not_summarised() -> None:
    with pytest.raises(InputError, match="not comparable"):
        summarise(select(REGISTER))


def test_filters_tell_back_the_region_by_its_own_name() -> None:
    assert select(REGISTER, region="yorkshire & humber").filters == Filters(region="Yorkshire and the Humber")
