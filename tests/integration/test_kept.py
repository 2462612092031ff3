"""What is written once: neither the ORM's ordinary calls nor the database change or delete it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from extramile.web.audit.kept import Kept, KeptError
from extramile.web.plans.models import PartText, Plan
from tests.partnership import make_member, make_partnership

KEPT = [each for each in apps.get_models() if issubclass(each, Kept)]


@pytest.mark.parametrize("model", KEPT, ids=lambda each: each.__name__)
def test_every_such_table_refuses_what_goes_around_the_orm(db: None, model: type) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
            assert {f"{table}_no_change", f"{table}_no_truncate"} <= {name for (name,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            assert {name for (name,) in cursor.fetchall()} == {f"{table}_no_update", f"{table}_no_delete"}


@pytest.fixture
def kept(db: None) -> PartText:
    """Return a row that is written once."""
    partnership = make_partnership()
    person = make_member(partnership).person
    plan = Plan.objects.create(
        partnership=partnership,
        pack="send-2023",
        kind="strategic-plan",
        title="Strategic plan",
        begins=timezone.localdate(),
        made_by=person,
    )
    return PartText.objects.create(plan=plan, part="governance", revision=1, words="The board", by=person)


def test_no_ordinary_call_changes_or_deletes_it(kept: PartText) -> None:
    rows = PartText.objects.filter(pk=kept.pk)
    kept.words = "Somebody else"
    attempts = [
        kept.save,
        kept.delete,
        rows.delete,
        PartText.objects.all().delete,
        lambda: rows.update(words=""),
        lambda: PartText.objects.bulk_update([kept], ["words"]),
        lambda: PartText.objects.update_or_create(pk=kept.pk, defaults={"words": ""}),
        lambda: PartText.objects.bulk_create(
            [kept], update_conflicts=True, update_fields=["words"], unique_fields=["id"]
        ),
        lambda: kept.plan.parts.update(words=""),
        lambda: kept.plan.parts.all().delete(),
    ]
    for attempt in attempts:
        with pytest.raises(KeptError):
            attempt()

    assert PartText.objects.get(pk=kept.pk).words == "The board"


def test_what_it_belongs_to_cannot_be_deleted_either(kept: PartText) -> None:
    with pytest.raises(models.ProtectedError):
        kept.plan.delete()


@pytest.mark.parametrize("words", ["UPDATE {} SET words = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_what_goes_around_the_orm(kept: PartText, words: str) -> None:
    with pytest.raises(DatabaseError, match=r"never (changed|deleted)"), transaction.atomic():
        connection.cursor().execute(words.format("plans_parttext"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can replace a row by inserting one")
def test_a_row_cannot_be_replaced_by_inserting_it_again(kept: PartText) -> None:
    values = "id, plan_id, part, revision, 'Somebody else', by_id, at"
    table = PartText._meta.db_table
    for given in (values, values.replace("id, ", "id + 1000, ", 1)):
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT OR REPLACE INTO {table} (id, plan_id, part, revision, words, by_id, at) "
                f"SELECT {given} FROM {table}"
            )
    assert [each.words for each in PartText.objects.all()] == ["The board"]
