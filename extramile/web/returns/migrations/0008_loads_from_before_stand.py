from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F

FROM = ("returns", "0005_taken_as_it_is")


def let_stand(apps, schema_editor) -> None:
    """Let loads stand that were checked before a load had to be taken as it is, by who loaded them: until then each one stood."""
    applied = MigrationRecorder(schema_editor.connection).migration_qs.filter(app=FROM[0], name=FROM[1])
    since = applied.values_list("applied", flat=True).first()
    rows = apps.get_model("returns", "Load").objects.filter(state="checked", asks="headings", taken_at=None)
    # Those that came after that ask as they should.
    rows = rows.filter(made_at__lt=since) if since else rows
    rows.update(taken_by=F("made_by"), taken_at=F("made_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0007_assignments_set_back'),
    ]

    operations = [
        migrations.RunPython(let_stand, migrations.RunPython.noop),
    ]
