"""Working the measures of a load out: what comes late, twice or not at all. Nothing is measured here."""

from typing import Any

import pytest
from django.utils import timezone

from extramile.web.evidence import store
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Role
from extramile.web.returns.actions import measuring
from extramile.web.returns.models import Load, Measured
from extramile.web.returns.queries import figures
from tests.integration.returnsroom.making import make_load
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope() -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def test_figures_that_come_late_take_nothing_from_a_load_that_was_read_again(scope: Any) -> None:
    load = make_load(scope)
    current = store.put(b"figures of the new snapshot")
    row = Measured.objects.create(load=load, sealed=current, snapshot="b" * 64, made_at=timezone.now())
    Load.objects.filter(pk=load.pk).update(snapshot="b" * 64)

    measuring.note(load, b"figures of the old one")
    measuring.finish(load, b"figures of the old one")

    row.refresh_from_db()
    assert (row.sealed, row.made_at is None) == (current, False)
    assert store.get(current)


def test_figures_are_kept_only_where_they_were_noted_last(scope: Any) -> None:
    load = make_load(scope)
    row = Measured.objects.create(load=load)
    measuring.note(load, b"first")
    measuring.note(load, b"second")
    measuring.finish(load, b"first")
    row.refresh_from_db()
    assert row.made_at is None
    measuring.finish(load, b"second")
    row.refresh_from_db()
    assert (store.get(row.sealed), row.made_at is None) == (b"second", False)


def test_a_job_that_is_over_without_figures_is_broken_and_can_be_begun_again(scope: Any, client: Any) -> None:
    load = make_load(scope)
    job = Job.objects.create(work=measuring.WORK, by=scope.person)
    Measured.objects.create(load=load, job=job.pk)
    assert figures.stands(load) == "waiting"
    Job.objects.update(state=Job.State.DONE, ended_at=timezone.now())
    assert figures.stands(load) == "broken"
    client.force_login(scope.person)
    assert "Work them out" in client.get(f"/p/ashcombe/returns/{load.pk}/measures/").content.decode()
