"""Cohen's kappa against a slow twin that goes through the answers one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.listening import Counts, agreement

THEMES = ["a", "b", "c"]
codings = st.frozensets(st.sampled_from(THEMES))
pairs = st.lists(st.tuples(codings, codings), max_size=25)


def slow_kappa(decisions: list[tuple[bool, bool]]) -> float | None:
    """Agreement seen and by chance, as the textbook writes them."""
    if not decisions:
        return None
    n = len(decisions)
    observed = len([1 for first, second in decisions if first == second]) / n
    first_yes = len([1 for first, _ in decisions if first]) / n
    second_yes = len([1 for _, second in decisions if second]) / n
    chance = first_yes * second_yes + (1 - first_yes) * (1 - second_yes)
    if {first for first, _ in decisions} == {second for _, second in decisions} and len(set(decisions)) == 1:
        return None
    return (observed - chance) / (1 - chance)


@given(pairs)
def test_kappa_is_that_of_the_slow_twin(coded: list) -> None:
    found = agreement(coded, THEMES)

    for theme in THEMES:
        slow = slow_kappa([(theme in first, theme in second) for first, second in coded])
        assert found.by_theme[theme].kappa == (None if slow is None else pytest.approx(slow, abs=1e-9))
    everything = slow_kappa([(theme in first, theme in second) for theme in THEMES for first, second in coded])
    assert found.overall.kappa == (None if everything is None else pytest.approx(everything, abs=1e-9))


@given(pairs)
def test_counts_add_up_and_the_readers_can_change_places(coded: list) -> None:
    found = agreement(coded, THEMES)
    turned = agreement([(second, first) for first, second in coded], THEMES)

    assert all(counts.total == len(coded) for counts in found.by_theme.values())
    assert found.overall.total == len(coded) * len(THEMES)
    assert turned.overall.kappa == found.overall.kappa
    assert found.same == turned.same


@given(st.lists(codings, min_size=1))
def test_full_agreement_is_one_or_cannot_be_said(coded: list) -> None:
    assert agreement([(each, each) for each in coded], THEMES).overall.kappa in {1.0, None}


def test_a_theme_that_is_not_in_the_list_counts() -> None:
    assert agreement([(frozenset({"new"}), frozenset())], THEMES).by_theme["new"] == Counts(first_only=1)
