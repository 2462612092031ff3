"""What is written once: neither the ORM's calls nor the database change or delete it, in whichever table it stands.

Models are found here, not named: one that is added is tested the day it is. In the rooms of plans, announcements and public page
every model is either written once, or says here what keeps its earlier states.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from extramile.web.audit.kept import Kept, KeptError
from extramile.web.audit.models import Event
from tests.integration.kept_rows import make

KEPT = [each for each in apps.get_models() if issubclass(each, Kept)]
ROOMS = ("plans", "announcements", "publicpage")
CHANGES = "each change of it is a row of Change"
STEPS = "each step is a row of AnnouncementStep, each wording one of AnnouncementText"
TRAIL = "each change of it is an event of the trail"
OF_ONE = "it is for one person and is no history: what was taken over from it is"
WORKED_ON = {
    **dict.fromkeys(("Plan", "Theme", "FindingIn", "Action", "ActionIn", "Milestone", "Measure"), CHANGES),
    **dict.fromkeys(("FamilyWord", "BoardDecision"), CHANGES),
    "Meeting": "its facts are written once; what is set later is the snapshot of its pack, which is kept",
    **dict.fromkeys(("SheetIn", "BuiltFile", "WeeklyMail", "NoWeeklyMail"), OF_ONE),
    "Announcement": STEPS,
    "Quotation": "each wording is a row of QuotationText",
    **dict.fromkeys(("Picture", "Page", "ShownTheme", "ShownDocument"), TRAIL),
    "Subscriber": "who leaves is forgotten: nothing of them is kept",
}
every_kept = pytest.mark.parametrize("model", KEPT, ids=lambda each: each.__name__)


def test_no_model_of_these_rooms_is_forgotten() -> None:
    found = {each.__name__ for room in ROOMS for each in apps.get_app_config(room).get_models()}
    assert found == {each.__name__ for each in KEPT if each._meta.app_label in ROOMS} | WORKED_ON.keys()
    assert not WORKED_ON.keys() & {each.__name__ for each in KEPT}


@every_kept
def test_every_such_table_refuses_what_goes_around_the_orm(db: None, model: type) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
            assert {f"{table}_no_change", f"{table}_no_truncate"} <= {name for (name,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            assert {name for (name,) in cursor.fetchall()} == {f"{table}_no_update", f"{table}_no_delete"}


@every_kept
def test_nothing_that_it_belongs_to_takes_it_along(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        if field.is_relation:
            assert field.remote_field.on_delete in (models.PROTECT, models.RESTRICT), field


def told(row: Any) -> str:
    """Return all that stands in a row as one text."""
    values = type(row)._base_manager.filter(pk=row.pk).values().get()
    return json.dumps(
        {name: repr(bytes(each) if isinstance(each, memoryview) else each) for name, each in values.items()}
    )


def ways_round(row: Any) -> dict[str, Callable[[], Any]]:
    """Return every call by which a row could be changed or deleted, by name."""
    model = type(row)
    rows, table, key = model.objects.filter(pk=row.pk), model._meta.db_table, model._meta.pk.column
    field = next(each for each in model._meta.concrete_fields if not each.primary_key and not each.is_relation)
    value = getattr(row, field.attname)
    base = model._base_manager.filter(pk=row.pk)

    def ask(words: str) -> Callable[[], Any]:
        return lambda: connection.cursor().execute(words)

    ways: dict[str, Callable[[], Any]] = {
        "save": row.save,
        "save with fields": lambda: row.save(update_fields=[field.name]),
        "save as it was loaded": lambda: model.objects.get(pk=row.pk).save(),
        "save_base": lambda: row.save_base(raw=True, force_update=True),
        "delete": row.delete,
        "update": lambda: rows.update(**{field.attname: value}),
        "update of all": lambda: model.objects.update(**{field.attname: value}),
        "delete of rows": rows.delete,
        "delete of all": model.objects.all().delete,
        "bulk_update": lambda: model.objects.bulk_update([row], [field.name]),
        "update_or_create": lambda: model.objects.update_or_create(pk=row.pk, defaults={field.attname: value}),
        "bulk_create over it": lambda: model.objects.bulk_create(
            [row], update_conflicts=True, update_fields=[field.name], unique_fields=[model._meta.pk.name]
        ),
        "another with its key": lambda: model(
            **{each.attname: getattr(row, each.attname) for each in model._meta.concrete_fields}
        ).save(),
        "update by the base manager": lambda: base.update(**{field.attname: value}),
        "delete by the base manager": base.delete,
        "raw delete of the ORM": lambda: rows._raw_delete("default"),
        "UPDATE": ask(f"UPDATE {table} SET {field.column} = {field.column}"),
        "DELETE": ask(f"DELETE FROM {table}"),
    }
    columns = ", ".join(each.column for each in model._meta.concrete_fields)
    over = f"ON CONFLICT ({key}) DO UPDATE SET {field.column} = excluded.{field.column}"
    ways["INSERT over it"] = ask(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true {over}")
    if connection.vendor == "sqlite":
        ways["INSERT OR REPLACE"] = ask(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
        ways["UPDATE OR REPLACE"] = ask(f"UPDATE OR REPLACE {table} SET {key} = {key}")
    else:
        ways["TRUNCATE"] = ask(f"TRUNCATE {table} CASCADE")
    for each in model._meta.concrete_fields:
        name = each.is_relation and each.remote_field.related_name
        if name and name != "+" and each.one_to_one:
            ways[f"delete through {each.name}"] = getattr(getattr(row, each.name), name).delete
        elif name and name != "+" and getattr(row, each.attname) is not None:
            inside = getattr(getattr(row, each.name), name)
            ways[f"update through {each.name}"] = lambda inside=inside: inside.update(**{field.attname: value})
            ways[f"delete through {each.name}"] = lambda inside=inside: inside.all().delete()
        if each.is_relation and getattr(row, each.attname) is not None:
            ways[f"delete of its {each.name}"] = getattr(row, each.name).delete
    return ways


@pytest.mark.parametrize("model", [*KEPT, Event], ids=lambda each: each.__name__)
def test_no_call_changes_or_deletes_it(db: None, model: type[models.Model]) -> None:
    row = make(model)
    before = told(row)
    for name, way in ways_round(row).items():
        # Event refuses its own calls as a mistake of ours, the rest by the database alone.
        refusals = (KeptError, TypeError, DatabaseError, models.ProtectedError, models.RestrictedError)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    way()
            except refusals:
                pass
            else:
                pytest.fail(f"{model.__name__}: {name} is not refused")
        assert told(row) == before, name


def test_a_row_is_added_and_none_is_overwritten(db: None) -> None:
    """The positive of the above: the same calls work where they add."""
    for model in KEPT:
        row = make(model)
        assert model.objects.filter(pk=row.pk).count() == 1
        model.objects.bulk_create([row], ignore_conflicts=True)
        assert model.objects.filter(pk=row.pk).count() == 1
