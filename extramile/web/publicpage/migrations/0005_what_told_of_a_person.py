import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.audit.operations


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('plans', '0005_weekly_mails_of_rooms'),
        ('publicpage', '0004_actions_as_released'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivateWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('told', models.JSONField(default=dict)),
                ('clear', models.JSONField(default=list)),
                ('why', models.CharField(max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='private_words', to='publicpage.showntheme')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='private_words_have_a_reason')],
            },
        ),
        migrations.AddField(
            model_name='showntheme',
            name='for_privacy',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='showntheme',
            constraint=models.CheckConstraint(condition=models.Q(('for_privacy', False), ('taken_back_at__isnull', False), _connector='OR'), name='only_what_is_taken_back_is_so_for_privacy'),
        ),
        extramile.web.audit.operations.AppendOnly(
            table='publicpage_privatewords',
        ),
        migrations.AddField(
            model_name='subscriber',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
    ]
