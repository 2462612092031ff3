import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.audit.operations


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('findings', '0003_what_stands_is_kept'),
        ('inspections', '0002_letters_and_circle'),
        ('plans', '0001_initial'),
    ]

    operations = [
        extramile.web.audit.operations.Changeable(
            table='plans_snapshot',
        ),
        extramile.web.audit.operations.Changeable(
            table='plans_result',
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('begins', models.TimeField(null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('chair', models.CharField(blank=True, max_length=200)),
                ('agenda', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='plans.plan')),
                ('snapshot', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='plans.snapshot')),
            ],
            options={
                'ordering': ['-day', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PackFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=5)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='plans.snapshot')),
            ],
            options={
                'ordering': ['snapshot', 'form'],
                'constraints': [models.UniqueConstraint(models.F('snapshot'), models.F('form'), name='a_pack_once_in_each_form')],
            },
        ),
        migrations.AddField(
            model_name='boarddecision',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='boarddecision',
            name='decided_why',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='result',
            name='said_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='findings.finding'),
        ),
        migrations.AddField(
            model_name='result',
            name='source',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='due',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='way',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('said_in__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='a_result_says_where_it_is_from'),
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_snapshot',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_result',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_packfile',
        ),
    ]
