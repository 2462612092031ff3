"""Every indicator, for many areas: the comparison agrees with a slow twin that reads the published file plainly."""

import random

import pytest

from extramile.core.national import compare, open_reference
from tests.shared import SHARED, needs_shared
from tests.unit.national import slow_twin

AREAS_EACH = 6


@pytest.fixture(scope="module")
def published() -> slow_twin.Published:
    return slow_twin.Published(SHARED / "national")


@needs_shared
@pytest.mark.shared
def test_comparison_of_every_indicator_agrees_with_the_published_file(published: slow_twin.Published) -> None:
    reference = open_reference()
    choose = random.Random(826)
    differences = []
    for info in reference.indicators.all():
        # Milton Keynes, a London borough whose region is split, a former area, and some at random.
        others = choose.sample(sorted(published.neighbours), AREAS_EACH - 3)
        for area in (826, 302, 909, *others):
            expected = slow_twin.compare(published, info.code, area)
            found = compare(reference, info.code, str(area))
            got = {
                "period": found.period,
                "value": found.area.value,
                "rank": (found.rank.position, found.rank.of) if found.rank else None,
                "quartile": found.quartile,
                "neighbours": found.neighbours_mean,
                "region": found.region.value,
                "england": found.england.value,
                "change": found.change,
            }
            if any(not same(got[key], expected[key]) for key in expected):
                differences.append((info.code, area, got, expected))
    assert not differences, differences[:5]


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, abs=1e-9, rel=1e-9)
    return one == other
