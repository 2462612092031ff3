import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.search.operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LibraryState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('in_register', models.BooleanField()),
                ('is_fictional', models.BooleanField(default=False)),
                ('framework', models.CharField(max_length=10)),
                ('area_code', models.CharField(blank=True, db_index=True, max_length=3)),
                ('area_name', models.CharField(max_length=120)),
                ('region', models.CharField(blank=True, db_index=True, max_length=40)),
                ('started', models.DateField(null=True)),
                ('ended', models.DateField(null=True)),
                ('published', models.DateField(null=True)),
                ('outcome', models.PositiveSmallIntegerField(null=True)),
                ('facts_as_read', models.JSONField(default=dict)),
                ('reading', models.JSONField()),
                ('file_name', models.CharField(max_length=200)),
                ('file_hash', models.CharField(max_length=64, unique=True)),
                ('loaded_at', models.DateTimeField(auto_now=True)),
                ('loaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started', 'area_name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__isnull', True), ('outcome__range', (1, 3)), _connector='OR'), name='outcome_1_to_3'), models.CheckConstraint(condition=models.Q(('in_register', False), ('is_fictional', False), _connector='OR'), name='register_is_real')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('effective', 'Effective'), ('improve', 'To do better'), ('priority_action', 'Priority action'), ('area_for_improvement', 'Area for improvement')], db_index=True, max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('text_as_read', models.TextField()),
                ('themes_as_read', models.JSONField(default=list)),
                ('origin', models.CharField(choices=[('read', 'read from the report'), ('split', 'the second part of a finding that an editor parted'), ('added', 'added by an editor'), ('earlier', 'read from the report once, and no longer')], default='read', max_length=10)),
                ('withdrawn', models.BooleanField(default=False)),
                ('responsible', models.JSONField(default=list)),
                ('page', models.PositiveSmallIntegerField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='library.report')),
            ],
            options={
                'ordering': ['report', 'kind', 'position'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('report', 'kind', 'position'), name='one_finding_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('text', 'Words of the finding'), ('themes', 'Themes'), ('split', 'Parted in two'), ('added', 'Added: the reader had missed it'), ('outcome', 'Outcome'), ('started', 'First day'), ('ended', 'Last day'), ('published', 'Day of publication')], max_length=10)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('why', models.CharField(max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='library.finding')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='library.report')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='undone_has_who_and_when'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='correction_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('field__in', ['text', 'themes', 'split', 'added']), ('finding__isnull', False)), models.Q(('field__in', ['outcome', 'started', 'ended', 'published']), ('finding__isnull', True)), _connector='OR'), name='field_fits_what_is_corrected')],
            },
        ),
        migrations.CreateModel(
            name='FindingTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(db_index=True, max_length=60)),
                ('words', models.JSONField(default=list)),
                ('position', models.PositiveSmallIntegerField()),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='library.finding')),
            ],
            options={
                'ordering': ['finding', 'position'],
                'constraints': [models.UniqueConstraint(models.F('finding'), models.F('theme'), name='a_theme_once_per_finding')],
            },
        ),
        extramile.web.search.operations.SearchIndex(
            table='library_finding',
            column='text',
        ),
    ]
