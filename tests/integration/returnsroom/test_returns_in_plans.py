"""A measure of a plan takes its figures from what was released of a return; a person takes them, with one click."""

from datetime import date
from typing import Any

import pytest

from extramile.web.partnerships.permissions import Role
from extramile.web.plans.models import MeasureSource
from extramile.web.returns.actions import releasing
from extramile.web.returns.models import Release
from tests.integration.plans.making import Ground, client_of, make_ground, make_measure
from tests.integration.returnsroom.loading import TWENTY_WEEKS as NAME
from tests.integration.returnsroom.loading import make_release
from tests.partnership import make_member, scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground() -> Ground:
    return make_ground("ashcombe")


def release(ground: Ground, year: int, counted: int, of: int) -> Release:
    manager = make_member(ground.partnership, Role.DATA_MANAGER, email=f"{year}@example.org").person
    return make_release(ground.partnership, manager, year=year, counted=counted, of=of)


def read_from_returns(ground: Ground) -> tuple[Any, str]:
    """Return a measure that took its first figure from a return, and its address."""
    release(ground, 2024, 50, 100)
    measure = make_measure(ground, baseline_on=date(2022, 12, 31), target_by=date(2030, 1, 1))
    here = f"/p/ashcombe/plan/{ground.plan.pk}/measures/{measure.pk}/"
    client = client_of(ground.worker)
    offered = client.get(f"{here}readings/offered/?from=returns&returned={NAME}").content.decode()
    assert "50% (50 of 100)" in offered
    sent = {"from": "returns", "returned": NAME, "day": "2023-12-31", "seen": measure.revision}
    assert client.post(f"{here}readings/offered/", sent).status_code == 302
    measure.refresh_from_db()
    return measure, here


def test_a_figure_is_taken_with_its_numbers_and_where_it_came_from(ground: Ground) -> None:
    measure, _ = read_from_returns(ground)
    reading = measure.readings.get()
    assert (reading.day, reading.value) == (date(2023, 12, 31), 50)
    assert (reading.numerator, reading.denominator) == (50, 100)
    assert measure.source == MeasureSource.RETURNS
    assert measure.source_ref == {"measure": NAME, "release": Release.objects.get().pk}
    assert measure.source_words.startswith("Plans issued within 20 weeks")


def test_a_new_return_is_taken_with_one_click_and_by_nobody_alone(ground: Ground) -> None:
    measure, here = read_from_returns(ground)
    client = client_of(ground.worker)
    assert "New from the area" not in client.get(here).content.decode()
    newest = release(ground, 2025, 70, 100)
    page = client.get(here).content.decode()
    assert "New from the area" in page
    assert measure.readings.count() == 1
    reader = make_member(ground.partnership, Role.READER)
    assert "New from the area" not in client_of(scope_for(reader)).get(here).content.decode()
    sent = {"from": "returns", "returned": NAME, "day": "2024-12-31", "seen": measure.revision}
    assert client.post(f"{here}readings/offered/", sent).status_code == 302
    measure.refresh_from_db()
    assert measure.source_ref["release"] == newest.pk
    assert "New from the area" not in client.get(here).content.decode()
    thread = client.get(f"/p/ashcombe/thread/measure/{measure.pk}/").content.decode()
    assert f"return-figure-{newest.pk}-{NAME}" in thread
    assert "its rows are gone" in thread


def test_a_newer_release_that_corrects_a_year_is_offered_and_replaces_with_a_reason(ground: Ground) -> None:
    measure, here = read_from_returns(ground)
    client = client_of(ground.worker)
    manager = make_member(ground.partnership, Role.DATA_MANAGER, email="again@example.org").person
    make_release(ground.partnership, manager, year=2024, counted=55, of=100, load=Release.objects.get().load)
    page = client.get(here).content.decode()
    assert "55% (55 of 100) (here stands 50%" in page
    assert "Why a figure that stands is replaced" in page
    sent = {"from": "returns", "returned": NAME, "day": "2023-12-31", "seen": measure.revision}
    refused = client.post(f"{here}readings/offered/", sent)
    assert refused.status_code == 422
    assert "Say why it is another one" in refused.content.decode()
    corrected = {**sent, "why": "The return was corrected"}
    assert client.post(f"{here}readings/offered/", corrected).status_code == 302
    assert [each.value for each in measure.readings.order_by("pk")] == [50, 55]
    assert "New from the area" not in client.get(here).content.decode()


def test_what_is_suppressed_is_taken_as_suppressed(ground: Ground) -> None:
    release(ground, 2024, 3, 100)
    measure = make_measure(ground, baseline_on=date(2022, 12, 31), target_by=date(2030, 1, 1))
    here = f"/p/ashcombe/plan/{ground.plan.pk}/measures/{measure.pk}/readings/offered/"
    client = client_of(ground.worker)
    assert "suppressed" in client.get(f"{here}?from=returns&returned={NAME}").content.decode()
    sent = {"from": "returns", "returned": NAME, "day": "2023-12-31", "seen": measure.revision}
    assert client.post(here, sent).status_code == 302
    reading = measure.readings.get()
    assert (reading.state, reading.value, reading.numerator) == ("suppressed", None, None)


def test_what_was_not_released_is_not_offered(ground: Ground) -> None:
    measure = make_measure(ground)
    here = f"/p/ashcombe/plan/{ground.plan.pk}/measures/{measure.pk}/readings/offered/"
    page = client_of(ground.worker).get(f"{here}?from=returns&returned=no-such-measure")
    assert page.status_code == 422
    assert "No figure of this was released" in page.content.decode()


def test_a_measure_whose_figures_were_taken_back_says_so_where_its_source_stands(ground: Ground) -> None:
    _, here = read_from_returns(ground)
    client = client_of(ground.worker)
    assert "taken back" not in client.get(here).content.decode()
    manager = make_member(ground.partnership, Role.DATA_MANAGER, email="back@example.org")

    releasing.take_back(scope=scope_for(manager), release=Release.objects.get(), why="A month was missing.")

    page = client.get(here).content.decode()
    assert "These figures were taken back by" in page
    assert "A month was missing" in page
