"""The table in which tries to sign in are counted, over every process that serves (`settings.CACHES`)."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """Make it, as Django's cache in a database wants it."""
    call_command("createcachetable", "tries", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, lambda apps, schema_editor: schema_editor.execute("DROP TABLE tries"))]
