"""The audit trail as databases keep it: many writers at once, numbers of every kind, tables that refuse."""

import csv
import io
import math
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, record
from extramile.web.audit.chain import faults, hash_of
from extramile.web.audit.models import Chain, Event
from extramile.web.audit.operations import statements
from extramile.web.audit.queries import seal_faults, seals, verify
from extramile.web.partnerships.permissions import Role
from tests.integration.ground.installation import PATIENCE, Installation
from tests.partnership import make_member, make_partnership

PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | PLAIN | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)


def test_many_who_write_at_once_make_one_chain(place: Installation) -> None:
    writers = [place.begin("tests.integration.ground.writer", "25") for _ in range(4)]
    for writer in writers:
        said = writer.communicate(timeout=PATIENCE)[0]
        assert writer.returncode == 0, said

    assert place.ask("verify('everybody')") == "(100, [])"
    assert place.ask("sorted(Event.objects.filter(scope='everybody').values_list('number', flat=True))[-1]") == "100"
    assert place.run("extramile", "audit", "verify").strip().endswith("0 faults.")


@pytest.mark.django_db
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=100)
@given(value=VALUES)
@example(value=1e20)
@example(value=-0.0)
@example(value=1.5e300)
@example(value=5e-324)
@example(value=[1.0, {"share": 0.1 + 0.2}, math.inf, math.nan])
@example(value=Decimal("1E+3"))
def test_whatever_an_event_holds_its_hash_is_that_of_what_the_database_gives_back(value: Any) -> None:
    with transaction.atomic():
        written = record(by=SYSTEM, verb="tried", kind="thing", thing_id=1, before={"was": value}, after=value)
        kept = Event.objects.get(pk=written.pk)

        assert hash_of(kept) == kept.hash == written.hash
        transaction.set_rollback(True)


@pytest.mark.django_db
@given(place_of_it=st.integers(0, 5), forged=st.booleans())
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=30)
def test_a_row_that_was_put_in_is_found_even_if_it_is_well_made(place_of_it: int, forged: bool) -> None:
    with transaction.atomic():
        for number in range(5):
            record(by=SYSTEM, verb="tried", kind="thing", thing_id=number, scope="ashcombe")
        events = list(Event.objects.filter(scope="ashcombe").order_by("number"))
        ends = {each.scope: (each.length, each.last_hash) for each in Chain.objects.filter(scope="ashcombe")}
        before = events[place_of_it - 1] if place_of_it else None
        new = Event(scope="ashcombe", number=place_of_it + 1, at=events[0].at, by_name="Nobody", verb="tried")
        new.previous_hash = before.hash if before else ""
        new.hash = hash_of(new)
        events.insert(place_of_it, new)
        if forged:
            for each in events[place_of_it + 1 :]:
                each.number += 1
                each.previous_hash = events[each.number - 2].hash
                each.hash = hash_of(each)

        assert faults(events, ends)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_table_cannot_be_emptied_at_once() -> None:
    """PostgreSQL's TRUNCATE passes by the triggers of rows; SQLite takes a DELETE of everything for one."""
    with transaction.atomic():
        record(by=SYSTEM, verb="tried", kind="thing", thing_id=1)
    sql = "TRUNCATE audit_event" if connection.vendor == "postgresql" else "DELETE FROM audit_event"

    with pytest.raises(DatabaseError, match=r"never (changed or )?deleted"), transaction.atomic():
        connection.cursor().execute(sql)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_who_may_reads_the_trail_and_takes_it_away(client: Client) -> None:
    auditor = make_member(make_partnership(), Role.QUALITY_AUDITOR)
    client.force_login(auditor.person)

    page = client.get("/p/ashcombe/audit/").content.decode()
    rows = list(csv.DictReader(io.StringIO(client.get("/p/ashcombe/audit.csv").content.decode("utf-8-sig"))))

    assert "member enrolled" in page
    assert [row["verb"] for row in rows] == ["member enrolled", "partnership founded"]
    assert verify("ashcombe") == (2, [])
    Chain.objects.filter(scope="ashcombe").update(length=3)
    assert "The trail is not whole" in client.get("/p/ashcombe/audit/").content.decode()


@pytest.mark.django_db
def test_a_trail_written_anew_with_hashes_that_agree_is_told_by_its_seal() -> None:
    with transaction.atomic():
        record(by=SYSTEM, verb="paid", kind="thing", thing_id=1, scope="ashcombe")
    noted = seals("ashcombe")
    with transaction.atomic():
        record(by=SYSTEM, verb="sent", kind="thing", thing_id=1, scope="ashcombe")
    assert seal_faults(noted) == []

    # As somebody would who may do everything: the first event and all that follow, and the end on record.
    events = list(Event.objects.filter(scope="ashcombe"))
    events[0].verb, before = "lost", ""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, "audit_event", undo=True):
            cursor.execute(statement)
    for event in events:
        event.previous_hash = before
        before = hash_of(event)
        Event.objects.filter(pk=event.pk).update(verb=event.verb, previous_hash=event.previous_hash, hash=before)
    Chain.objects.filter(scope="ashcombe").update(last_hash=before)

    assert verify("ashcombe") == (2, [])
    assert [fault.number for fault in seal_faults(noted)] == [1]
    with pytest.raises(InputError, match="is no seal"):
        seal_faults(["ashcombe"])
