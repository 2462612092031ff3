"""What a comparison says of the bundled facts, and what it says when it cannot."""

import json
from time import perf_counter

import pytest

from extramile.core.national import compare, headlines, open_reference, place_code, ranking
from extramile.core.vocabulary import NotFoundError
from tests.unit.national.published import statistic

REFERENCE = open_reference()
TWENTY_WEEKS = "SEN_EHC_Excpt_20wks"
KEYS = (
    *("indicator", "title", "period", "polarity", "area", "region", "england", "neighbours", "rank", "quartile"),
    *("change", "trend", "source"),
)


def test_comparison_as_plain_values_has_every_part() -> None:
    found = json.loads(json.dumps(compare(REFERENCE, TWENTY_WEEKS, "Milton Keynes").to_dict()))
    assert set(KEYS) <= set(found)
    assert found["area"] == {"name": "Milton Keynes", "code": "826", "value": 43.0, "state": "value"}
    assert (found["rank"], found["quartile"], found["change"]) == ({"position": 88, "of": 151}, "C", -23.1)
    assert found["neighbours"]["mean"] == 50.04
    assert set(found["neighbours"]["areas"][0]) == {"name", "code", "value", "closeness"}
    assert found["trend"][-1] == {"period": "2024", "value": 43.0}
    assert found["source"]["link"].startswith("https://")
    assert found["cannot_compare"] == []


def test_published_statistics_and_indicator_agree() -> None:
    for area in ("Milton Keynes", "Bristol", "Kent", "England"):
        by_indicator = REFERENCE.indicators.series(TWENTY_WEEKS)
        assert by_indicator.periods[-1] == "2024"
        figure = by_indicator.figure(place_code(REFERENCE.areas, area), "2024")
        assert statistic(REFERENCE, "timeliness_20_week", "PC_plans_issued_20_weeks_ex", area) == figure


def test_statistics_reproduce_the_national_totals_of_the_release() -> None:
    table = REFERENCE.statistics.table("timeliness_20_week")
    ex = [figure.value for _, figure in table.trend("pc_plans_issued_20_weeks_ex", "E92000001")]
    assert ex == [60.4, 58.0, 59.9, 49.2, 50.3, 46.4]
    assert statistic(REFERENCE, "sen_needs_all_plans", "ehc_plans").value == 638745
    received = statistic(REFERENCE, "requests", "requests_received_in_year").value
    parts = ("decided_to_assess", "decided_not_to_assess", "decision_not_made", "withdrawn")
    counted = [statistic(REFERENCE, "requests", f"requests_{part}").value for part in parts]
    assert sum(each or 0 for each in counted) == received == 154489


def test_area_whose_figures_are_withheld_is_not_zero() -> None:
    figure = statistic(REFERENCE, "annual_reviews", "review_expected", "Blackpool")
    assert (figure.value, figure.state) == (None, "not available")


def test_headlines_say_what_they_are() -> None:
    found = {each.name: each for each in headlines(REFERENCE, "Milton Keynes")}
    assert found["plans-within-20-weeks"].figure.value == 43.0
    assert found["plans-within-20-weeks"].unit == "%"
    assert all(each.source.release == "2025 release" for each in found.values())


def test_former_area_says_what_became_of_it() -> None:
    found = compare(REFERENCE, TWENTY_WEEKS, "Cumbria")
    assert found.rank is None
    assert any("31 March 2023" in reason and "Cumberland and Westmorland" in reason for reason in found.cannot_compare)


def test_indicator_without_direction_says_why_there_is_no_rank() -> None:
    found = compare(REFERENCE, "SEN_INIT_REQ", "Milton Keynes")
    assert (found.rank, found.quartile) == (None, None)
    assert any("neither a high nor a low value is better" in reason for reason in found.cannot_compare)


def test_unknown_names_give_the_nearest() -> None:
    with pytest.raises(NotFoundError) as refused:
        compare(REFERENCE, "SEN_EHC_Excpt_20wk", "Milton Keynes")
    assert TWENTY_WEEKS in refused.value.nearest
    with pytest.raises(NotFoundError) as refused:
        compare(REFERENCE, TWENTY_WEEKS, "Milton Keynes", "1999")
    assert refused.value.nearest[0] == "2016"
    with pytest.raises(NotFoundError, match="statistics file"):
        statistic(REFERENCE, "timelines", "ehc_plans")
    with pytest.raises(NotFoundError, match="measure"):
        statistic(REFERENCE, "requests", "requests_received")
    with pytest.raises(NotFoundError, match="breakdown"):
        statistic(REFERENCE, "requests", "requests_rya", topic="Sex", breakdown="Girls")


def test_breakdown_is_asked_for_by_topic_and_value() -> None:
    girls, boys, unknown = (
        statistic(REFERENCE, "sen_needs_all_plans", "ehc_plans", topic="Sex", breakdown=each).value or 0
        for each in ("Female", "Male", "Unknown")
    )
    assert girls + boys + unknown == 638745


def test_ranking_is_best_first_and_agrees_with_the_comparison() -> None:
    ranked = ranking(REFERENCE, TWENTY_WEEKS)
    assert [each.value for each in ranked] == sorted((each.value for each in ranked), reverse=True)
    by_code = {each.code: each for each in ranked}
    found = compare(REFERENCE, TWENTY_WEEKS, "826")
    assert found.rank is not None
    assert (by_code["826"].rank, by_code["826"].band) == (found.rank.position, found.quartile)
    assert len(ranked) == found.rank.of


def test_all_434_indicators_are_there_with_a_title_a_unit_and_a_period() -> None:
    infos = REFERENCE.indicators.all()
    assert len(infos) == 434
    for info in infos:
        assert info.title, info.code
        assert info.unit, info.code
        assert info.latest in info.periods, info.code
        assert info.link.startswith("http"), info.code


def test_warm_comparison_and_profile_of_six_are_quick() -> None:
    codes = [info.code for info in REFERENCE.indicators.of_topic("Children with SEN")[:6]]
    for code in codes:
        compare(REFERENCE, code, "826")
    best = min(timed(codes) for _ in range(5))
    assert best < 0.020, f"six comparisons took {best * 1000:.1f} ms"


def timed(codes: list[str]) -> float:
    start = perf_counter()
    for code in codes:
        compare(REFERENCE, code, "826")
    return perf_counter() - start
