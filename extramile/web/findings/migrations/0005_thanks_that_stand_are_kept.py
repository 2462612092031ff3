"""What a letter of thanks says now becomes the text of its revision. Apart from the tables: PostgreSQL wants it so."""

from django.db import migrations


def keep_what_stands(apps, schema_editor):
    """Let every letter have the text that stands."""
    texts = apps.get_model("findings", "ThanksText").objects
    for found in apps.get_model("findings", "Thanks").objects.iterator():
        texts.create(thanks_id=found.pk, revision=found.revision, words=found.words, by_id=found.written_by_id)


class Migration(migrations.Migration):
    dependencies = [("findings", "0004_texts_of_thanks")]
    operations = [migrations.RunPython(keep_what_stands, migrations.RunPython.noop)]
