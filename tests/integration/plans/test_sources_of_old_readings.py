"""Readings from before they said where they were taken from: what was published stays so, all else is the area's own."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from extramile.web.audit.operations import statements
from extramile.web.evidence.models import Item, Kind, Version
from extramile.web.plans.models import Measure, MeasureSource, Reading
from tests.integration.plans.making import Ground, make_ground, make_measure

migration = import_module("extramile.web.plans.migrations.0004_sources_of_readings")
WORDS = "Plans within 20 weeks, Ashcombe"
REF = {"indicator": "plans-20-weeks", "area": "E06000001"}
FROZEN = {"indicator": "plans-20-weeks", "area": {"code": "E06000001", "name": "Ashcombe"}, "trend": []}
RETURNED = {**FROZEN, "returns": {"measure": "plans-20-weeks", "release": 3}}


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def of_indicator(ground: Ground) -> Measure:
    return make_measure(ground, source=MeasureSource.INDICATOR, source_ref=REF, source_words=WORDS)


def old(ground: Ground, measure: Measure, note: str = "", evidence: Item | None = None) -> Reading:
    """Return a reading as it stands right after the column was added."""
    kept = {"day": timezone.localdate(), "value": 50.0, "evidence": evidence, "by": ground.lead.person}
    return Reading.objects.create(measure=measure, note=note, **kept)


def frozen(ground: Ground, data: dict[str, Any]) -> Item:
    who, today = ground.lead.person, timezone.localdate()
    body = ground.partnership.organisations.all()[0]
    about = {"title": "Plans", "owner": who, "organisation": body, "old_from": today, "changed_by": who}
    made = Item.objects.create(partnership=ground.partnership, kind=Kind.SNAPSHOT, **about)
    Version.objects.create(item=made, number=1, size=0, data=data, by=who)
    return made


class Plain:
    """The models as a migration has them: without the managers that refuse."""

    def get_model(self, app: str, name: str) -> Any:
        return SimpleNamespace(objects=models.QuerySet(apps.get_model(app, name)))


PLAIN = Plain()


def ask(what: list[str]) -> None:
    with connection.cursor() as cursor:
        for each in what:
            cursor.execute(each)


def filled(found: Reading) -> str:
    """Return the source of a reading after the migration, with the triggers off and on again as it has them."""
    ask(statements(connection.vendor, "plans_reading", undo=True))
    migration.fill_sources(PLAIN, None)
    ask(statements(connection.vendor, "plans_reading"))
    return Reading.objects.get(pk=found.pk).source


def test_what_was_taken_from_the_source_of_its_measure_is_of_that(ground: Ground) -> None:
    found = old(ground, of_indicator(ground), f"2025: {WORDS}")
    assert filled(found) == MeasureSource.INDICATOR
    with pytest.raises(DatabaseError), transaction.atomic():
        ask(["UPDATE plans_reading SET value = 1"])


def test_evidence_of_that_source_says_it_where_the_note_is_a_reason(ground: Ground) -> None:
    assert (
        filled(old(ground, of_indicator(ground), "It was revised", frozen(ground, FROZEN))) == MeasureSource.INDICATOR
    )


@pytest.mark.parametrize("note", ["", "Counted by us", f"As in {WORDS}", "2025: Another measure, Ashcombe"])
def test_what_somebody_entered_stays_the_area_s_own(ground: Ground, note: str) -> None:
    """Also where it was taken from elsewhere before the measure was read from here: it is withheld rather than told."""
    assert filled(old(ground, of_indicator(ground), note)) == MeasureSource.OWN


@pytest.mark.parametrize("data", [RETURNED, {**FROZEN, "indicator": "another"}])
def test_evidence_of_another_source_proves_nothing(ground: Ground, data: dict[str, Any]) -> None:
    assert filled(old(ground, of_indicator(ground), "It was revised", frozen(ground, data))) == MeasureSource.OWN


def test_a_measure_of_the_area_has_no_published_figures(ground: Ground) -> None:
    """Its words can be anything."""
    assert filled(old(ground, make_measure(ground, source_words=WORDS), f"2025: {WORDS}")) == MeasureSource.OWN
