from django.db import migrations, models

from extramile.web.audit.operations import AppendOnly, Changeable


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0008_loads_from_before_stand'),
    ]

    operations = [
        Changeable('returns_release'),
        migrations.AddField(
            model_name='release',
            name='errors',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='queries',
            field=models.PositiveIntegerField(null=True),
        ),
        AppendOnly('returns_release'),
    ]
