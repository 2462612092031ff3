"""What stood before texts were kept becomes the first text of each. Apart from the tables: PostgreSQL wants it so."""

from django.db import migrations


def keep_what_stands(apps, schema_editor):
    """Let every point have its first text, and every text of a finding what the finding rests on now."""
    point_text, finding_text = (apps.get_model("findings", name) for name in ("PointText", "FindingText"))
    names = ("kind", "place", "finding_id", "says", "should_say", "proof", "state", "answer")
    for point in apps.get_model("findings", "AccuracyPoint").objects.iterator():
        kept = {name: getattr(point, name) for name in names}
        made = point_text.objects.create(point_id=point.pk, revision=point.revision, by_id=point.made_by_id, **kept)
        point_text.objects.filter(pk=made.pk).update(at=point.made_at)
    for finding in apps.get_model("findings", "Finding").objects.iterator():
        grounds = {"note_id": finding.note_id, "session_id": finding.session_id}
        finding_text.objects.filter(finding_id=finding.pk).update(**grounds)


class Migration(migrations.Migration):
    dependencies = [("findings", "0002_texts_that_are_kept")]
    operations = [migrations.RunPython(keep_what_stands, migrations.RunPython.noop)]
