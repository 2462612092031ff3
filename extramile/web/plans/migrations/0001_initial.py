import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.audit.operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('evidence', '0002_how_far_a_version_may_go'),
        ('findings', '0001_initial'),
        ('inspections', '0002_letters_and_circle'),
        ('partnerships', '0002_alter_grant_role'),
        ('voices', '0002_ready_counts_and_other_choices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=400)),
                ('sectors', models.JSONField(default=list)),
                ('begins', models.DateField(null=True)),
                ('due', models.DateField(null=True)),
                ('state', models.CharField(default='not-started', max_length=12)),
                ('settled_at', models.DateTimeField(null=True)),
                ('confidence', models.CharField(choices=[('high', 'Sure'), ('fair', 'Fairly sure'), ('low', 'Not sure'), ('unknown', 'Not said yet')], default='unknown', max_length=8)),
                ('risk', models.CharField(choices=[('none', 'No risk named'), ('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], default='none', max_length=8)),
                ('risk_words', models.CharField(blank=True, max_length=500)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('cost_words', models.CharField(blank=True, max_length=200)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('needs', models.ManyToManyField(blank=True, related_name='needed_by', to='plans.action')),
                ('others', models.ManyToManyField(blank=True, related_name='+', to='partnerships.organisation')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['due', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='an_action_has_words'), models.CheckConstraint(condition=models.Q(('begins', None), ('due', None), ('due__gte', models.F('begins')), _connector='OR'), name='an_action_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['done', 'stopped'])), models.Q(models.Q(('state__in', ['done', 'stopped']), _negated=True), ('settled_at', None)), _connector='OR'), name='a_settled_action_has_its_time'), models.CheckConstraint(condition=models.Q(('risk', 'none'), models.Q(('risk_words', ''), _negated=True), _connector='OR'), name='a_risk_is_in_words')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('impact', 'Impact measure'), ('experience', "Families' experience")], default='impact', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('definition', models.TextField(blank=True)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
                ('good', models.CharField(choices=[('up', 'Higher is better'), ('down', 'Lower is better')], max_length=4)),
                ('baseline', models.FloatField(null=True)),
                ('baseline_on', models.DateField(null=True)),
                ('target', models.FloatField(null=True)),
                ('target_by', models.DateField(null=True)),
                ('tolerance', models.FloatField(default=0)),
                ('waypoints', models.JSONField(default=list)),
                ('source', models.CharField(choices=[('indicator', 'A published indicator'), ('voice', 'A question of a survey'), ('returns', "A measure of the area's returns"), ('own', "The area's own figures")], default='own', max_length=9)),
                ('source_ref', models.JSONField(default=dict)),
                ('source_words', models.CharField(blank=True, max_length=300)),
                ('every_months', models.PositiveSmallIntegerField(null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('out_at', models.DateTimeField(null=True)),
                ('out_why', models.CharField(blank=True, max_length=500)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_measure_has_a_title'), models.CheckConstraint(condition=models.Q(('good__in', ['up', 'down'])), name='a_measure_has_a_direction'), models.CheckConstraint(condition=models.Q(models.Q(('baseline', None), ('baseline_on', None)), models.Q(('baseline__isnull', False), ('baseline_on__isnull', False)), _connector='OR'), name='a_baseline_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('target', None), ('target_by', None)), models.Q(('target__isnull', False), ('target_by__isnull', False)), _connector='OR'), name='a_target_has_its_day'), models.CheckConstraint(condition=models.Q(('baseline_on', None), ('target_by', None), ('target_by__gt', models.F('baseline_on')), _connector='OR'), name='a_target_lies_after_its_baseline'), models.CheckConstraint(condition=models.Q(('tolerance__gte', 0)), name='a_tolerance_is_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('out_at', None), ('out_why', '')), models.Q(('out_at__isnull', False), models.Q(('out_why', ''), _negated=True)), _connector='OR'), name='a_measure_is_taken_out_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(null=True)),
                ('due', models.DateField()),
                ('expected', models.CharField(max_length=400)),
                ('actual', models.CharField(blank=True, max_length=400)),
                ('reached_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='plans.action')),
            ],
            options={
                'ordering': ['due', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expected', ''), _negated=True), name='a_milestone_expects_something'), models.CheckConstraint(condition=models.Q(('reached_on', None), models.Q(('actual', ''), _negated=True), _connector='OR'), name='a_reached_milestone_says_what_is')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=160)),
                ('state', models.CharField(default='writing', max_length=10)),
                ('board', models.CharField(blank=True, max_length=160)),
                ('begins', models.DateField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-begins', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_plan_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='PartText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=60)),
                ('revision', models.PositiveIntegerField()),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='plans.plan')),
            ],
            options={
                'ordering': ['part', 'revision'],
                'constraints': [models.UniqueConstraint(models.F('plan'), models.F('part'), models.F('revision'), name='a_part_text_once_per_revision')],
            },
        ),
        migrations.CreateModel(
            name='FindingIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why_not', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='findings.finding')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='plans.plan')),
            ],
            options={
                'ordering': ['finding__position', 'id'],
                'constraints': [models.UniqueConstraint(models.F('plan'), models.F('finding'), name='a_finding_once_per_plan')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('thing_id', models.PositiveBigIntegerField()),
                ('verb', models.CharField(max_length=20)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='plans.plan')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['kind', 'thing_id'], name='changes_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='BuiltFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('form', models.CharField(max_length=5)),
                ('content', models.BinaryField(default=bytes)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.plan')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='BoardDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('asked', models.CharField(max_length=400)),
                ('why', models.TextField(blank=True)),
                ('wanted_by', models.DateField(null=True)),
                ('decided', models.TextField(blank=True)),
                ('decided_on', models.DateField(null=True)),
                ('dropped_why', models.CharField(blank=True, max_length=500)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.action')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='plans.plan')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(models.F('plan'), models.F('number'), name='decision_numbers_are_unique'), models.CheckConstraint(condition=models.Q(('decided_on', None), models.Q(('decided', ''), _negated=True), _connector='OR'), name='a_decision_is_in_words')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('state', models.CharField(choices=[('known', 'Known'), ('suppressed', 'Not shown: small numbers'), ('missing', 'Not available')], default='known', max_length=10)),
                ('value', models.FloatField(null=True)),
                ('numerator', models.PositiveIntegerField(null=True)),
                ('denominator', models.PositiveIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.item')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='plans.measure')),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'known'), ('value__isnull', False)), models.Q(models.Q(('state', 'known'), _negated=True), ('numerator', None), ('value', None)), _connector='OR'), name='a_known_reading_has_its_figure'), models.CheckConstraint(condition=models.Q(('numerator', None), ('denominator__isnull', False), _connector='OR'), name='a_numerator_has_a_denominator')],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('enough', models.BooleanField()),
                ('result', models.CharField(max_length=80)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.inspection')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='plans.findingin')),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='SheetIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(max_length=64)),
                ('differences', models.JSONField(default=list)),
                ('problems', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.plan')),
            ],
            options={
                'verbose_name_plural': 'sheets in',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submission', 'Submission'), ('stocktake', 'Stocktake'), ('monitoring', 'Monitoring visit'), ('pack', 'Board pack')], max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('held_on', models.DateField()),
                ('whom', models.CharField(blank=True, max_length=200)),
                ('words', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='plans.plan')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(models.F('plan'), models.F('number'), name='snapshot_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_whom', models.CharField(max_length=200)),
                ('on', models.DateField()),
                ('verdict', models.CharField(choices=[('fit', 'Fit for purpose'), ('not-fit', 'Not fit for purpose'), ('comments', 'Comments without a verdict')], max_length=8)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='plans.snapshot')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('outcome', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('out_at', models.DateTimeField(null=True)),
                ('out_why', models.CharField(blank=True, max_length=500)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='plans.plan')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_theme_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('out_at', None), ('out_why', '')), models.Q(('out_at__isnull', False), models.Q(('out_why', ''), _negated=True)), _connector='OR'), name='a_theme_is_taken_out_for_a_reason')],
            },
        ),
        migrations.AddField(
            model_name='measure',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='plans.theme'),
        ),
        migrations.AddField(
            model_name='findingin',
            name='theme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='plans.theme'),
        ),
        migrations.CreateModel(
            name='FamilyWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('said_on', models.DateField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.item')),
                ('loop', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='voices.loopentry')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='plans.theme')),
            ],
            options={
                'ordering': ['-said_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_family_word_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_why', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='a_family_word_is_withdrawn_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ActionIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='plans.action')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='plans.theme')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(models.F('theme'), models.F('action'), name='an_action_once_per_theme')],
            },
        ),
        migrations.AddConstraint(
            model_name='findingin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('theme__isnull', False), ('why_not', '')), models.Q(('theme', None), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='a_finding_is_in_a_theme_or_has_a_reason'),
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_parttext',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_reading',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_change',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_snapshot',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_reply',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='plans_result',
        ),
    ]
