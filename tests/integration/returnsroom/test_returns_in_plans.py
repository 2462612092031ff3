"""A measure of a plan takes its figures from what was released of a return; a person takes them, with one click."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from extramile.core.planning import Colour, ImpactStatus
from extramile.web.audit.operations import statements
from extramile.web.partnerships.permissions import Role
from extramile.web.plans.actions import measuring
from extramile.web.plans.models import MeasureSource, Reading
from extramile.web.plans.presenters import comparing
from extramile.web.plans.queries import content, offering, plans
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
    assert "was taken back by" in page
    assert "A month was missing" in page


def take(ground: Ground, measure: Any) -> None:
    """Take every figure that the newest release offers."""
    offer = offering.of_returns(ground.worker, measure, NAME)
    days = [each.day for each in offer.readings]
    measuring.take_readings(scope=ground.worker, measure=measure, offer=offer, days=days, seen=measure.revision)


def take_back(ground: Ground, found: Release) -> None:
    manager = make_member(ground.partnership, Role.DATA_MANAGER, email="back@example.org")
    releasing.take_back(scope=scope_for(manager), release=found, why="Two schools sent the wrong days.")


def taken(ground: Ground) -> tuple[Any, str, Release]:
    """Return a measure whose target was reached by a figure that was taken back since, its address, and the release."""
    found = release(ground, 2024, 75, 100)
    about = {"owner": ground.worker.member, "title": "Plans in time"}
    measure = make_measure(ground, baseline_on=date(2022, 12, 31), target_by=date(2030, 1, 1), **about)
    here = f"/p/ashcombe/plan/{ground.plan.pk}/measures/{measure.pk}/"
    take(ground, measure)
    take_back(ground, found)
    return plans.measures(ground.worker).get(pk=measure.pk), here, found


def test_a_figure_that_was_taken_back_proves_nothing(ground: Ground) -> None:
    before = content.frozen(content.now(ground.lead, ground.plan, timezone.localdate()))
    measure, here, _ = taken(ground)
    now = content.now(ground.lead, ground.plan, timezone.localdate())
    [found] = [each for each in now.measures if each.measure == measure]
    assert (found.readings, [each.value for each in found.back]) == ((), [75])
    assert found.impact.status is ImpactStatus.NO_DATA
    assert all(each.rating.colour not in (Colour.GREEN, Colour.BLUE) or each.rating.proof for each in now.themes)
    assert not any(each.rating.proof for each in now.themes)
    page = client_of(ground.worker).get(here).content.decode()
    assert "was taken back by" in page.split('id="readings"')[0]
    assert "Two schools sent the wrong days" in page
    assert "target is reached" not in page
    assert '<span class="x-hidden">taken back: </span>75%' in page
    whole = client_of(ground.worker).get(f"/p/ashcombe/plan/{ground.plan.pk}/").content.decode()
    assert "Taken back" in whole
    assert "Reached" not in whole
    thread = client_of(ground.worker).get(f"/p/ashcombe/thread/measure/{measure.pk}/").content.decode()
    assert "figures were taken back" in thread
    assert "target reached" not in thread
    frozen = content.frozen(now)
    said = [line for each in comparing.compared(before, frozen, {}) for line in each.lines]
    assert not [line for line in said if "sign of change" in line]


def test_a_version_from_before_keeps_what_it_said_and_the_next_says_what_was_taken_back(ground: Ground) -> None:
    found = release(ground, 2024, 75, 100)
    measure = make_measure(ground, baseline_on=date(2022, 12, 31), target_by=date(2030, 1, 1))
    take(ground, measure)
    before = content.frozen(content.now(ground.lead, ground.plan, timezone.localdate()))
    assert before["themes"][0]["measures"][0]["status"] == "reached"
    take_back(ground, found)
    after = content.frozen(content.now(ground.lead, ground.plan, timezone.localdate()))
    lines = "\n".join(line for each in comparing.compared(before, after, {}) for line in each.lines)
    assert "was taken back on" in lines
    assert "has lost a sign of change" in lines
    assert "from “reached” to “taken back”" in lines


def test_the_same_figure_of_a_release_that_stands_replaces_one_that_was_taken_back_without_a_reason(
    ground: Ground,
) -> None:
    measure, here, found = taken(ground)
    manager = make_member(ground.partnership, Role.DATA_MANAGER, email="again@example.org").person
    newest = make_release(ground.partnership, manager, year=2024, counted=75, of=100, load=found.load)
    page = client_of(ground.worker).get(here).content.decode()
    assert "what stood here was taken back" in page
    assert "Why a figure that stands is replaced" not in page
    take(ground, plans.measures(ground.worker).get(pk=measure.pk))
    now = content.measure_now(plans.measures(ground.worker).get(pk=measure.pk))
    assert [each.release for each in now.readings] == [newest.pk]
    assert not now.back
    assert now.impact.status is ImpactStatus.REACHED


def test_whoever_looks_after_a_measure_is_told_until_it_is_replaced(ground: Ground) -> None:
    measure, _, _ = taken(ground)
    words = "was taken back: replace it"
    worker, lead = client_of(ground.worker), client_of(ground.lead)
    assert words in worker.get("/p/ashcombe/").content.decode()
    assert "was taken back on" in worker.get("/p/ashcombe/plan/mine/").content.decode()
    assert words not in lead.get("/p/ashcombe/").content.decode()
    type(measure).objects.filter(pk=measure.pk).update(owner=None)
    # What nobody owns is for those who lead.
    assert words in lead.get("/p/ashcombe/").content.decode()
    measuring.read(scope=ground.worker, measure=measure, day=date(2023, 12, 31), value=61.0)
    assert words not in lead.get("/p/ashcombe/").content.decode()


def test_a_reading_from_before_it_named_its_release_is_told_by_the_history_of_its_measure(ground: Ground) -> None:
    migration = import_module("extramile.web.plans.migrations.0006_release_of_readings")
    first = release(ground, 2024, 50, 100)
    measure = make_measure(ground, baseline_on=date(2022, 12, 31), target_by=date(2030, 1, 1))
    take(ground, measure)
    second = release(ground, 2025, 70, 100)
    take(ground, plans.measures(ground.worker).get(pk=measure.pk))
    known = list(Reading.objects.order_by("pk").values_list("release", flat=True))
    assert known == [first.pk, second.pk]
    plain = SimpleNamespace(get_model=lambda app, name: SimpleNamespace(objects=QuerySet(apps.get_model(app, name))))
    with connection.cursor() as cursor:
        for each in statements(connection.vendor, "plans_reading", undo=True):
            cursor.execute(each)
        cursor.execute("UPDATE plans_reading SET release = NULL")
        migration.fill_releases(plain, None)
        for each in statements(connection.vendor, "plans_reading"):
            cursor.execute(each)
    assert list(Reading.objects.order_by("pk").values_list("release", flat=True)) == known
