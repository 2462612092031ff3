"""A sentence over a chart is true of the figures as shown."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.vocabulary import listed
from extramile.web.design.charts import (
    sentence_for_comparison,
    sentence_for_place_in_range,
    sentence_for_share,
    sentence_for_trend,
)
from extramile.web.design.figures import figure, rounded

VALUES = st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=10)


def years(*values, first=2016):
    return [(str(first + index), value) for index, value in enumerate(values)]


def test_the_sentence_of_the_look():
    points = years(72, 75, 76, 86, 63, 82, 92, 66, 43)
    assert sentence_for_trend("Plans", points, unit="%") == "Plans fell from 92% to 43% in two years"


def test_change_smaller_than_rounding_is_no_change():
    assert sentence_for_trend("Plans", years(46.1, 46.4), unit="%") == "Plans stayed at 46% from 2016 to 2017"


def test_what_is_missing_is_named():
    assert sentence_for_trend("Plans", years(92, None, 43), unit="%").endswith("in two years (2017 is not available)")
    assert sentence_for_trend("Plans", years(92, 43, None)).endswith("from 2016 to 2017 (2018 is not available)")
    assert sentence_for_trend("Plans", years(None, None)) == "Plans: no figures are available"
    assert sentence_for_trend("Plans", years(None, 43), unit="%") == "Plans: 43% in 2017"


def test_one_year_and_periods_that_are_no_years():
    assert sentence_for_trend("Plans", years(1, 2)) == "Plans rose from 1 to 2 in a year, from 2016 to 2017"
    assert sentence_for_trend("Plans", [("2021/22", 1), ("2023/24", 2)]) == "Plans rose from 1 to 2 in two years"
    assert sentence_for_trend("Plans", [("Week 1", 1), ("Week 9", 2)]) == "Plans rose from 1 to 2 from Week 1 to Week 9"
    assert "from May 2021 to June 2023" in sentence_for_trend("Plans", [("May 2021", 1), ("June 2023", 2)])


@given(VALUES, st.integers(0, 2))
def test_verb_agrees_with_the_figures_shown(values, decimals):
    sentence = sentence_for_trend("Plans", years(*values), unit="%", decimals=decimals)
    known = [rounded(value, decimals) for value in values if value is not None]
    if len(known) < 2:
        assert not re.search(r"rose|fell|stayed", sentence)
        return
    change = known[-1] - known[-2]
    verb = "rose" if change > 0 else "fell" if change < 0 else "stayed"
    assert f"Plans {verb} " in sentence
    assert figure(known[-1], "%", decimals) in sentence
    shown = [each.replace("%", "") for each in re.findall(r"[\d.]+%", sentence)]
    if verb != "stayed":
        first, last = map(float, shown)
        assert (last > first) == (verb == "rose")
        # Every figure between the two that the sentence names moves the same way.
        start = len(known) - 1 - next(back for back, each in enumerate(known[::-1]) if float(each) == first)
        run = known[start:]
        assert run == sorted(run, reverse=verb == "fell")


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_comparison_is_true_after_rounding(own, other):
    sentence = sentence_for_comparison("Leeds", own, [("England", other)], decimals=1)
    word = (
        "above"
        if rounded(own, 1) > rounded(other, 1)
        else "below"
        if rounded(own, 1) < rounded(other, 1)
        else "same as"
    )
    assert word in sentence


def test_comparison_groups_and_leaves_out_the_unknown():
    others = [("England", 46.4), ("its neighbours", 50.1), ("its region", None)]
    expected = "Leeds 43.0%: below England (46.4%) and its neighbours (50.1%)"
    assert sentence_for_comparison("Leeds", 43, others, unit="%", decimals=1) == expected
    assert sentence_for_comparison("Leeds", None, others) == "Leeds: not available"


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(0, 100))
def test_place_in_range_counts_every_other_area_once(values, own):
    numbers = [
        int(each) for each in re.findall(r"\d+", sentence_for_place_in_range("Leeds", values, own).split(" is ")[-1])
    ]
    if values:
        assert sum(numbers[:-1]) == numbers[-1] == len(values)


def test_share_and_list():
    assert sentence_for_share(24, 45, "areas", "had to write one") == "24 of 45 areas (53%) had to write one"
    assert listed(["2019", "2020", "2021"]) == "2019, 2020 and 2021"
