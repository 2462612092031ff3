"""Django's `migrate`, for which a new database is laid out first."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from extramile.web.database.layout import is_new, lay_out


class Command(migrate.Command):
    """Bring a database up to date; a new one at once."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay a new database out, unless a single app or something other than migrating was asked for."""
        connection = connections[options["database"]]
        asked = ("app_label", "check_unapplied", "plan", "fake", "fake_initial", "prune")
        if not any(options[each] for each in asked) and is_new(connection):
            lay_out(connection)
        super().handle(*args, **options)
