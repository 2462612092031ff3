"""What is withdrawn to protect somebody names its parts, and what was said of it is for few."""

from django.db import migrations, models

from extramile.web.audit.operations import AppendOnly, Changeable


def keep_for_few(apps, schema_editor) -> None:
    """Mark the withdrawals to protect somebody that there are: what was said then is for few too."""
    steps = apps.get_model("announcements", "AnnouncementStep")
    latest = {
        pk: step
        for pk, step in steps.objects.filter(step="withdraw", announcement__withdrawn_for_privacy=True)
        .order_by("pk")
        .values_list("announcement", "pk")
    }
    steps.objects.filter(pk__in=latest.values()).update(for_privacy=True)


class Migration(migrations.Migration):
    dependencies = [("announcements", "0003_corrections_for_privacy")]

    operations = [
        Changeable("announcements_announcementstep"),
        migrations.AddField("announcement", "privacy_parts", models.JSONField(default=list)),
        migrations.AddField("announcementstep", "for_privacy", models.BooleanField(default=False)),
        migrations.RunPython(keep_for_few, migrations.RunPython.noop),
        AppendOnly("announcements_announcementstep"),
    ]
