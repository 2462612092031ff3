"""The table in which tries to sign in are counted, over every process that serves (`settings.CACHES`)."""

from django.db import migrations

from extramile.web.database.operations import CacheTable


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [CacheTable("tries")]
