"""What is published beside a measure stands on its page: an indicator, or a share made of two published counts."""

from typing import Any

import pytest

from extramile.core.measures import RawFigure, measures
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Role
from extramile.web.returns.presenters.beside import beside, england_in, how_alike, latest_of_england
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db
SIX_WEEKS = "decisions-in-6-weeks"


def scope_of(code: str) -> Any:
    partnership = make_partnership("ashcombe")
    Partnership.objects.filter(pk=partnership.pk).update(area_code=code, is_fictional=not code)
    partnership.refresh_from_db()
    return scope_for(make_member(partnership, Role.DATA_MANAGER))


def test_a_share_of_counts_stands_beside_a_measure_with_its_neighbours_and_years() -> None:
    known = next(each for each in measures().measures if each.id == SIX_WEEKS)
    found = beside(scope_of("301"), SIX_WEEKS, [("2024", RawFigure(known, "2024", 8, 10))])

    assert found is not None
    assert [each["label"] for each in found["cards"]] == [
        "Barking and Dagenham",
        "Neighbours, mean",
        "Region",
        "England",
    ]
    assert not any(each["missing"] for each in found["cards"])
    assert (found["same"], found["cards"][-1]["value"]) == ("Nearly the same definition", "84.8%")
    assert found["years"][0] | {"own": ""} == {
        "year": "2024",
        "here": "80.0%",
        "counts": "8 of 10",
        "own": "",
        "england": "84.8%",
    }
    assert ("What", "decisions on requests within 6 weeks, share") in found["about"]


def test_an_invented_area_has_england_alone_and_says_so() -> None:
    found = beside(scope_of(""), "personal-budgets", [])

    assert found is not None
    assert [(each["label"], each["more"]) for each in found["cards"]] == [
        ("England, 2024/25", "made of two published counts")
    ]
    assert "fictional" in found["cannot"][0]


def test_the_list_has_englands_figure_of_either_kind_and_none_of_what_the_library_has_not() -> None:
    assert latest_of_england(SIX_WEEKS) == "84.8%, 2024"
    assert latest_of_england("personal-budgets") == "3.1%, 2024/25"
    assert latest_of_england("plans-in-20-weeks").startswith("46.4%")
    assert latest_of_england("learners-with-number") == ""


def test_a_year_that_is_not_published_says_so_and_other_years_than_calendar_years_stand_beside_none() -> None:
    assert england_in("plans-in-20-weeks", ["2001", "2024", "2025"]) == {
        "2001": "not published",
        "2024": "46.4%",
        "2025": "not published yet",
    }
    assert england_in("personal-budgets", ["2024"]) == {}
    assert england_in("learners-with-number", ["2024"]) == {}
    assert how_alike("learners-with-number", ["2024"]) is None
