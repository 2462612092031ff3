from django.conf import settings
from django.db import migrations, models


def leave_to_publishing(apps, schema_editor):
    """Take away days of publication that were entered: `Inspection.published_on` says when, where it was published."""
    apps.get_model("inspections", "EventDay").objects.filter(event="report-published").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0002_letters_and_circle"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(leave_to_publishing, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="eventday",
            constraint=models.CheckConstraint(
                condition=models.Q(("event", "report-published"), _negated=True),
                name="publishing_alone_says_when_it_was_published",
            ),
        ),
    ]
