import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('inspections', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('room', 'Room'), ('setting', 'School or setting'), ('online', 'Online')], max_length=8)),
                ('name', models.CharField(max_length=160)),
                ('building', models.CharField(blank=True, max_length=160)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('phase', models.CharField(blank=True, choices=[('early-years', 'Early years'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special school'), ('alternative', 'Alternative provision'), ('college', 'College or post-16'), ('health', 'Health service'), ('other', 'Other')], max_length=12)),
                ('seats', models.PositiveSmallIntegerField(null=True)),
                ('offers', models.JSONField(default=list)),
                ('opens', models.TimeField(null=True)),
                ('closes', models.TimeField(null=True)),
                ('retired_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_place_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('closes', None), ('opens', None)), ('closes__gt', models.F('opens')), _connector='OR'), name='a_place_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=200)),
                ('starts', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('link', models.URLField(blank=True, max_length=500)),
                ('asks_to_see', models.TextField(blank=True)),
                ('debrief', models.TextField(blank=True)),
                ('expected', models.PositiveSmallIntegerField(default=0)),
                ('needs', models.JSONField(default=list)),
                ('arranged', models.JSONField(default=list)),
                ('staff_group', models.BooleanField(default=False)),
                ('with_pupils', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('called_off_at', models.DateTimeField(null=True)),
                ('called_off_why', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='timetable.place')),
            ],
            options={
                'ordering': ['starts', 'ends', 'id'],
                'indexes': [models.Index(models.F('inspection'), models.F('starts'), name='sessions_of_a_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='a_session_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_session_has_a_title'), models.CheckConstraint(condition=models.Q(('called_off_at', None), models.Q(('called_off_why', ''), _negated=True), _connector='OR'), name='a_session_is_called_off_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='RosterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=120)),
                ('phase', models.CharField(blank=True, choices=[('early-years', 'Early years'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special school'), ('alternative', 'Alternative provision'), ('college', 'College or post-16'), ('health', 'Health service'), ('other', 'Other')], max_length=12)),
                ('invited', models.PositiveSmallIntegerField(default=0)),
                ('accepted', models.PositiveSmallIntegerField(default=0)),
                ('attended', models.PositiveSmallIntegerField(null=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roster', to='timetable.session')),
            ],
            options={
                'ordering': ['role', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('invited'))), name='nobody_accepts_uninvited')],
            },
        ),
        migrations.CreateModel(
            name='Going',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('invited', 'Invited'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='invited', max_length=8)),
                ('came', models.BooleanField(null=True)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goings', to='inspections.participant')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goings', to='timetable.session')),
            ],
            options={
                'ordering': ['participant__side', 'participant__name'],
                'constraints': [models.UniqueConstraint(models.F('session'), models.F('participant'), name='a_person_once_per_session')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=400)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('job', models.UUIDField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inspections.participant')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='timetable.session')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(models.F('participant'), condition=models.Q(('told_at', None)), name='changes_untold')],
            },
        ),
        migrations.CreateModel(
            name='Travel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.CharField(max_length=160)),
                ('other', models.CharField(max_length=160)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('partnership'), models.F('one'), models.F('other'), name='a_way_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='a_way_is_written_one_way_round')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['first'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='a_holiday_ends_after_it_begins')],
            },
        ),
    ]
