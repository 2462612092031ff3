import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=120)),
                ('kind', models.CharField(choices=[('one', 'Choose one'), ('many', 'Choose all that fit'), ('scale', 'A scale: steps from low to high, each in words'), ('faces', 'Five faces, for young children'), ('grid', 'Several statements: how much do you agree?'), ('short', 'A few words'), ('long', 'In their own words'), ('about', 'About the person: a group')], max_length=6)),
                ('words', models.CharField(max_length=300)),
                ('hint', models.CharField(blank=True, max_length=300)),
                ('options', models.JSONField(default=list)),
                ('about', models.CharField(blank=True, max_length=20)),
                ('required', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(max_length=64)),
                ('headings', models.JSONField()),
                ('rows', models.JSONField(null=True)),
                ('numbers', models.JSONField(null=True)),
                ('mapping', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('imported_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('known', models.PositiveIntegerField(default=0)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='LoopEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('space', models.CharField(choices=[('partnership', 'The whole partnership'), ('forum', "The parent carer forum's own space")], default='partnership', max_length=12)),
                ('released_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('said', models.TextField(max_length=2000)),
                ('said_by', models.CharField(max_length=160)),
                ('said_on', models.DateField()),
                ('theme', models.CharField(blank=True, max_length=80)),
                ('decided', models.TextField(blank=True, max_length=2000)),
                ('decided_by', models.CharField(blank=True, max_length=160)),
                ('decided_on', models.DateField(null=True)),
                ('done', models.TextField(blank=True, max_length=2000)),
                ('done_by', models.CharField(blank=True, max_length=160)),
                ('done_on', models.DateField(null=True)),
                ('difference', models.TextField(blank=True, max_length=2000)),
                ('difference_by', models.CharField(blank=True, max_length=160)),
                ('difference_on', models.DateField(null=True)),
                ('not_done', models.TextField(blank=True, max_length=2000)),
                ('not_done_by', models.CharField(blank=True, max_length=160)),
                ('not_done_on', models.DateField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'loop entries',
                'ordering': ['-said_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answered_on', models.DateField()),
                ('way', models.CharField(choices=[('online', 'Online'), ('paper', 'On paper'), ('phone', 'By phone'), ('import', 'Collected elsewhere')], max_length=6)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('contact', models.CharField(blank=True, max_length=160)),
                ('batch', models.PositiveSmallIntegerField(default=1)),
                ('row_key', models.CharField(blank=True, max_length=64)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='voices.import')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('entered_by', None), ('way', 'online')), models.Q(models.Q(('way', 'online'), _negated=True), ('entered_by__isnull', False)), _connector='OR'), name='online_answers_name_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('value', models.JSONField(null=True)),
                ('text', models.TextField(blank=True)),
                ('redacted', models.BooleanField(default=False)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='voices.question')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='voices.response')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('response'), models.F('question'), name='one_answer_per_question')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('space', models.CharField(choices=[('partnership', 'The whole partnership'), ('forum', "The parent carer forum's own space")], default='partnership', max_length=12)),
                ('released_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('focus', 'Focus group'), ('session', 'Session with parents or young people'), ('visit', 'Visit'), ('event', 'Event or drop-in')], default='focus', max_length=8)),
                ('held_on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=160)),
                ('notes', models.TextField(blank=True, max_length=20000)),
                ('themes', models.JSONField(default=list)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-held_on'],
            },
        ),
        migrations.CreateModel(
            name='RosterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=120)),
                ('invited', models.PositiveSmallIntegerField(default=0)),
                ('accepted', models.PositiveSmallIntegerField(default=0)),
                ('attended', models.PositiveSmallIntegerField(default=0)),
                ('names', models.CharField(blank=True, max_length=400)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roster', to='voices.session')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted__lte', models.F('invited'))), name='nobody_accepts_who_was_not_invited')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(max_length=2000)),
                ('said_by', models.CharField(max_length=120)),
                ('consent', models.CharField(choices=[('none', 'Nobody but those who read single answers'), ('partnership', 'The partnership'), ('public', 'Everybody')], default='none', max_length=11)),
                ('consent_until', models.DateField(null=True)),
                ('redacted', models.BooleanField(default=False)),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='voices.session')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('consent', 'none'), ('consent_until__isnull', False), _connector='OR'), name='consent_has_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('space', models.CharField(choices=[('partnership', 'The whole partnership'), ('forum', "The parent carer forum's own space")], default='partnership', max_length=12)),
                ('released_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=160)),
                ('audience', models.CharField(choices=[('children', 'Children and young people'), ('parents', 'Parents and carers'), ('practitioners', 'Practitioners')], max_length=14)),
                ('introduction', models.TextField(max_length=4000)),
                ('next', models.TextField(max_length=2000)),
                ('opens', models.DateField(null=True)),
                ('closes', models.DateField(null=True)),
                ('anonymous', models.BooleanField(default=True)),
                ('one_page', models.BooleanField(default=False)),
                ('second_share', models.PositiveSmallIntegerField(default=20)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed')], default='draft', max_length=6)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('batch', models.PositiveSmallIntegerField(default=1)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens', None), ('closes', None), ('closes__gte', models.F('opens')), _connector='OR'), name='survey_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('second_share__lte', 100)), name='second_share_is_a_per_cent')],
            },
        ),
        migrations.AddField(
            model_name='response',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='voices.survey'),
        ),
        migrations.AddField(
            model_name='question',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='voices.survey'),
        ),
        migrations.AddField(
            model_name='import',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='voices.survey'),
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('content', models.JSONField(default=dict)),
                ('saved_on', models.DateField()),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='voices.survey')),
            ],
        ),
        migrations.CreateModel(
            name='ThemeRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(max_length=80)),
                ('summary', models.CharField(max_length=600)),
                ('people', models.PositiveIntegerField(null=True)),
                ('released_on', models.DateField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-released_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Unfinished',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=20)),
                ('thing_id', models.PositiveBigIntegerField(default=0)),
                ('content', models.JSONField()),
                ('saved_on', models.DateField(auto_now=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'unfinished forms',
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('partnership'), models.F('form'), models.F('thing_id'), name='one_unfinished_form')],
            },
        ),
        migrations.CreateModel(
            name='OwnCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=300)),
                ('retired', models.BooleanField(default=False)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.UniqueConstraint(models.F('partnership'), models.F('slug'), name='an_own_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=200)),
                ('as_of', models.DateField()),
                ('counts', models.JSONField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('partnership'), models.F('group'), name='one_population_per_group')],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('first', 'First reading'), ('second', 'Second reading, blind'), ('settled', 'Settled between both')], max_length=7)),
                ('codes', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now=True)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='voices.answer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='voices.quote')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('answer'), models.F('part'), name='one_coding_per_answer_and_part'), models.UniqueConstraint(models.F('quote'), models.F('part'), name='one_coding_per_quote_and_part'), models.CheckConstraint(condition=models.Q(models.Q(('answer', None), ('quote__isnull', False)), models.Q(('answer__isnull', False), ('quote', None)), _connector='OR'), name='a_coding_is_of_one_thing')],
            },
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(models.F('survey'), models.F('row_key'), condition=models.Q(('row_key', ''), _negated=True), name='a_row_is_imported_once'),
        ),
    ]
