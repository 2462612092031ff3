"""A new database is laid out from the models at once.

Migrations are for databases that hold something: gone through one by one they tell Django's picture of all models anew at
every step, minutes of work for tables that are empty. `test_layout` goes the long way and finds the same tables, columns,
constraints and triggers.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from extramile.web.database.operations import BesideModels


def is_new(connection: BaseDatabaseWrapper) -> bool:
    """Has nothing been laid out in this database yet?"""
    return not connection.introspection.table_names()


def lay_out(connection: BaseDatabaseWrapper) -> None:
    """Make every table and what stands beside it, and keep that all migrations are done; wholly or not at all."""
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in _models(connection, loader):
            editor.create_model(model)
        for app, operation in _beside(loader):
            operation.database_forwards(app, editor, None, None)
        editor.create_model(recorder.Migration)
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in loader.disk_migrations
        )


def _models(connection: BaseDatabaseWrapper, loader: MigrationLoader) -> Iterator[type[Any]]:
    """Yield the models of all apps with migrations; Django itself lays out the others."""
    for config in apps.get_app_configs():
        if config.label in loader.migrated_apps:
            for model in router.get_migratable_models(config, connection.alias, include_auto_created=False):
                if model._meta.can_migrate(connection):
                    yield model


def _beside(loader: MigrationLoader) -> Iterator[tuple[str, BesideModels]]:
    """Yield what migrations make beside models, in their order: what is taken away for a change is made again after it."""
    leaves = loader.graph.leaf_nodes()
    for key in dict.fromkeys(step for leaf in leaves for step in loader.graph.forwards_plan(leaf)):
        for operation in loader.disk_migrations[key].operations:
            if isinstance(operation, BesideModels):
                yield key[0], operation
