import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.search.operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('pack', models.CharField(blank=True, max_length=40)),
                ('criterion', models.CharField(blank=True, max_length=80)),
                ('needs', models.JSONField(default=list)),
                ('items', models.PositiveIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('ends_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('file', 'File'), ('link', 'Link'), ('note', 'Note'), ('snapshot', 'Measure snapshot'), ('voice', 'Voice theme')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('dated', models.DateField(null=True)),
                ('period_from', models.DateField(null=True)),
                ('period_to', models.DateField(null=True)),
                ('sensitivity', models.CharField(choices=[('public', 'Public'), ('partnership', 'Within the partnership'), ('restricted', 'Restricted'), ('personal', 'Personal data')], default='partnership', max_length=12)),
                ('space', models.CharField(blank=True, choices=[('', "The partnership's library"), ('forum', "The forum's own space")], default='', max_length=10)),
                ('expires', models.DateField(null=True)),
                ('old_from', models.DateField(db_index=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=500)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='partnerships.partnership')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['partnership', '-made_at', '-id'], name='evidence_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='evidence_has_a_title'), models.CheckConstraint(condition=models.Q(('sensitivity__in', ['public', 'partnership', 'restricted', 'personal'])), name='evidence_has_a_known_sensitivity'), models.CheckConstraint(condition=models.Q(('space__in', ['', 'forum'])), name='evidence_lies_in_a_known_space'), models.CheckConstraint(condition=models.Q(('period_from__isnull', True), ('period_to__isnull', True), ('period_to__gte', models.F('period_from')), _connector='OR'), name='evidence_period_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_why', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='withdrawn_evidence_has_who_when_and_why')],
            },
        ),
        migrations.CreateModel(
            name='ItemCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(db_index=True, max_length=80)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='evidence.item')),
            ],
            options={
                'ordering': ['criterion'],
                'constraints': [models.UniqueConstraint(models.F('item'), models.F('criterion'), name='a_criterion_once_per_evidence')],
            },
        ),
        migrations.CreateModel(
            name='ItemText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='evidence.item')),
            ],
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('thing_id', models.CharField(max_length=80)),
                ('words', models.CharField(max_length=300)),
                ('href', models.CharField(blank=True, max_length=300)),
                ('space', models.CharField(blank=True, choices=[('', "The partnership's library"), ('forum', "The forum's own space")], default='', max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='evidence.item')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['kind', 'thing_id'], name='evidence_of_a_thing')],
                'constraints': [models.UniqueConstraint(models.F('item'), models.F('kind'), models.F('thing_id'), name='evidence_once_per_thing')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('media_type', models.CharField(max_length=120)),
                ('file_name', models.CharField(blank=True, max_length=160)),
                ('address', models.CharField(blank=True, max_length=1000)),
                ('text', models.TextField(blank=True)),
                ('data', models.JSONField(null=True)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='evidence.item')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(models.F('item'), models.F('number'), name='evidence_version_numbers_are_unique')],
            },
        ),
        extramile.web.search.operations.SearchIndex(
            table='evidence_itemtext',
            column='text',
        ),
    ]
