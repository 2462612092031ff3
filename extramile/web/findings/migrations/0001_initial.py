import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('enquiries', '0002_initial'),
        ('inspections', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('selfevaluation', '0002_themes_beside_claims'),
        ('timetable', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BuiltFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('form', models.CharField(max_length=5)),
                ('content', models.BinaryField(default=bytes)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inspections.inspection')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('criteria', models.JSONField(default=list)),
                ('position', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Waits for a second person'), ('returned', 'Returned'), ('moderated', 'Moderated'), ('dropped', 'Dropped')], default='draft', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('source', models.CharField(blank=True, max_length=120)),
                ('page', models.PositiveSmallIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('corrected_at', models.DateTimeField(null=True)),
                ('moderated_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='inspections.inspection')),
                ('moderated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='enquiries.note')),
                ('responsible', models.ManyToManyField(blank=True, related_name='+', to='partnerships.organisation')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timetable.session')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_finding_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'moderated'), _negated=True), ('moderated_by__isnull', False), _connector='OR'), name='a_moderated_finding_has_its_moderator'), models.CheckConstraint(condition=models.Q(('moderated_by', None), models.Q(('moderated_by', models.F('author')), _negated=True), _connector='OR'), name='nobody_moderates_their_own'), models.CheckConstraint(condition=models.Q(('moderated_by', None), ('written_by', None), ('corrected_at__isnull', False), models.Q(('moderated_by', models.F('written_by')), _negated=True), _connector='OR'), name='nobody_moderates_their_own_words'), models.UniqueConstraint(models.F('inspection'), models.F('source'), condition=models.Q(('source', ''), _negated=True), name='a_source_once_per_inspection')],
            },
        ),
        migrations.CreateModel(
            name='AccuracyPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('fact', 'A fact'), ('figure', 'A figure'), ('name', 'A name or a title'), ('omission', 'Something is left out'), ('balance', 'The evidence says otherwise')], max_length=10)),
                ('place', models.CharField(max_length=160)),
                ('says', models.TextField()),
                ('should_say', models.TextField()),
                ('proof', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('partly', 'Accepted in part'), ('not-accepted', 'Not accepted'), ('withdrawn', 'Withdrawn')], default='open', max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='points', to='findings.finding')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('number'), name='point_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='FindingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('reached', models.CharField(max_length=10)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='findings.finding')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FindingText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('criteria', models.JSONField(default=list)),
                ('responsible', models.JSONField(default=list)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='findings.finding')),
            ],
            options={
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(models.F('finding'), models.F('revision'), name='a_finding_text_once_per_revision')],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=60)),
                ('why', models.TextField()),
                ('state', models.CharField(default='proposed', max_length=10)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('proposed_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='judgement', to='inspections.inspection')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='an_outcome_has_reasons'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('agreed_at', None), ('agreed_by', None)), _connector='OR'), name='an_agreed_outcome_has_who_agreed'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_agrees_their_own')],
            },
        ),
        migrations.CreateModel(
            name='JudgementStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('reached', models.CharField(max_length=10)),
                ('outcome', models.CharField(max_length=60)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='findings.judgement')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('agreed', 'Agreed'), ('partly', 'Partly'), ('missed-by-us', 'Missed by us'), ('missed-by-them', 'Missed by them')], max_length=15)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('decided_at', models.DateTimeField(auto_now=True)),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='selfevaluation.claim')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='findings.finding')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='inspections.inspection')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('finding'), models.F('claim'), name='a_pair_once'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('decision__in', ['agreed', 'partly']), ('finding__isnull', False)), models.Q(('claim', None), ('decision', 'missed-by-us'), ('finding__isnull', False)), models.Q(('claim__isnull', False), ('decision', 'missed-by-them'), ('finding', None)), _connector='OR'), name='a_pair_has_the_sides_of_its_decision')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publication', to='inspections.inspection')),
            ],
        ),
        migrations.CreateModel(
            name='ReadReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField(default=bytes)),
                ('said', models.JSONField(default=dict)),
                ('problem', models.CharField(blank=True, max_length=400)),
                ('read_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='inspections.inspection')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('responsible', models.JSONField(default=list)),
                ('page', models.PositiveSmallIntegerField(null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('left_out_why', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='findings.finding')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='findings.readreport')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_at__isnull', False), models.Q(('finding', None), ('left_out_why', '')), _connector='OR'), name='a_decided_proposal_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Recognition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=160)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('words', models.TextField()),
                ('said_by', models.CharField(max_length=160)),
                ('consent', models.CharField(choices=[('not-asked', 'Not asked yet'), ('given', 'Want to be named'), ('unnamed', 'Want it told without their name'), ('refused', 'Do not want it told')], default='not-asked', max_length=10)),
                ('consent_on', models.DateField(null=True)),
                ('thanked_at', models.DateTimeField(null=True)),
                ('shared_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recognitions', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recognitions', to='timetable.session')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='praise_has_words'), models.CheckConstraint(condition=models.Q(('shared_at', None), ('consent__in', ['given', 'unnamed']), _connector='OR'), name='praise_is_shared_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='SectionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=60)),
                ('words', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='inspections.inspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('section'), name='a_section_once_per_report')],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('part', models.CharField(blank=True, max_length=300)),
                ('words', models.TextField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('sent_at', models.DateTimeField(null=True)),
                ('sent_by_way', models.CharField(blank=True, max_length=80)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='inspections.inspection')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('name'), name='thanked_once_per_inspection')],
            },
        ),
    ]
