"""A version says itself how far it may go: so far it went as far as its item."""

from typing import Any

from django.db import migrations, models


def follow_items(apps: Any, schema_editor: Any) -> None:
    """Let each version go as far as its item does."""
    version, item = apps.get_model("evidence", "Version"), apps.get_model("evidence", "Item")
    whose = item.objects.filter(pk=models.OuterRef("item"))
    version.objects.update(
        sensitivity=models.Subquery(whose.values("sensitivity")), space=models.Subquery(whose.values("space"))
    )


SENSITIVITIES = [
    ("public", "Public"),
    ("partnership", "Within the partnership"),
    ("restricted", "Restricted"),
    ("personal", "Personal data"),
]
SPACES = [("", "The partnership's library"), ("forum", "The forum's own space")]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField(
            "version", "sensitivity", models.CharField(choices=SENSITIVITIES, default="personal", max_length=12), False
        ),
        migrations.AddField("version", "space", models.CharField(blank=True, choices=SPACES, default="", max_length=10), False),
        migrations.RunPython(follow_items, migrations.RunPython.noop),
    ]
