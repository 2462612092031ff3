"""Carrying a self-evaluation from one framework to another: nothing is lost, nothing invented."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.definitions import Provenance
from extramile.core.frameworks import Crosswalk, PackSource, carry, crosswalk, pack

OLD = ["a", "b", "c", "d"]
NEW = ["x", "y", "z"]
TOLD = {"source": ("OURS",), "grade": "C"}


@st.composite
def crosswalks(draw: st.DrawFn) -> Crosswalk:
    with_home = draw(st.lists(st.sampled_from(OLD), unique=True, min_size=1))
    homes = st.lists(st.sampled_from(NEW), unique=True, min_size=1)
    return Crosswalk.model_validate(
        {
            "provenance": Provenance(source="Invented", date=date(2026, 1, 1), licence="MIT", grade="C"),
            "origin": "old",
            "target": "new",
            "sources": {"OURS": PackSource(title="Invented", kind="ours")},
            "lines": [{"id": each, "to": draw(homes), **TOLD} for each in with_home],
            "left": [{"id": each, "reason": "It has none.", **TOLD} for each in OLD if each not in with_home],
        }
    )


# Criteria that nobody knows are carried too: a claim under a forgotten id must not vanish.
items = st.lists(st.tuples(st.sampled_from([*OLD, "unknown"]), st.integers()))


@given(items, crosswalks())
def test_every_item_stands_in_exactly_one_place(given_items: list[tuple[str, int]], found: Crosswalk):
    carried = carry(given_items, found)
    everywhere = (*carried.moved, *carried.doubled, *carried.left)
    assert Counter((each.criterion, each.item) for each in everywhere) == Counter(given_items)


@given(items, crosswalks())
def test_every_home_is_one_that_the_crosswalk_gives(given_items: list[tuple[str, int]], found: Crosswalk):
    carried = carry(given_items, found)
    homes = {line.id: line.to for line in found.lines}
    assert all(len(each.homes) == 1 for each in carried.moved)
    assert all(len(each.homes) > 1 for each in carried.doubled)
    assert all(each.homes == homes[each.criterion] for each in (*carried.moved, *carried.doubled))
    assert all(each.criterion not in homes and each.reason for each in carried.left)
    placed = Counter(carried.placed())
    assert placed == Counter((home, item) for criterion, item in given_items for home in homes.get(criterion, ()))


@given(items, crosswalks())
def test_the_order_is_kept(given_items: list[tuple[str, int]], found: Crosswalk):
    numbered = [(criterion, (place, item)) for place, (criterion, item) in enumerate(given_items)]
    carried = carry(numbered, found)
    for part in (carried.moved, carried.doubled, carried.left):
        places = [each.item[0] for each in part]
        assert places == sorted(places)


def test_from_2016_to_2023():
    claims = [("2016-A", "Health visitors see nearly all"), ("2016-B", "Plans are late"), ("2016-Z", "A stray line")]
    carried = carry(claims, crosswalk("send-2016", "send-2023"))
    assert [(each.item, each.homes) for each in carried.moved] == [("Health visitors see nearly all", ("I1",))]
    assert carried.doubled[0].homes == ("I1", "I2", "I3", "L2", "L4")
    assert carried.left[0].reason == "The crosswalk does not know the criterion “2016-Z”."
    known = {each.id for each in pack("send-2023").all_criteria()}
    assert {home for home, _ in carried.placed()} <= known
