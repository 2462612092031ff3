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
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=60)),
                ('polarity', models.CharField(choices=[('strength', 'Strength'), ('gap', 'Gap')], max_length=10)),
                ('judgement', models.CharField(max_length=300)),
                ('what_we_do', models.TextField(blank=True)),
                ('how_we_know', models.TextField(blank=True)),
                ('difference', models.TextField(blank=True)),
                ('what_next', models.TextField(blank=True)),
                ('confidence', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=10)),
                ('confidence_why', models.CharField(blank=True, max_length=500)),
                ('service', models.CharField(choices=[('together', 'All services together'), ('education', 'Education'), ('health', 'Health'), ('social-care', 'Social care')], default='together', max_length=12)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('last_confirmed', models.DateField()),
                ('taken_out_at', models.DateTimeField(null=True)),
                ('taken_out_why', models.CharField(blank=True, max_length=500)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='selfevaluation.claim')),
            ],
            options={
                'ordering': ['criterion', '-polarity', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('judgement', ''), _negated=True), name='a_claim_has_a_judgement'), models.CheckConstraint(condition=models.Q(('taken_out_at__isnull', True), models.Q(('taken_out_why', ''), _negated=True), _connector='OR'), name='a_claim_is_taken_out_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=160)),
                ('period', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('writing', 'Being written'), ('agreed', 'Agreed'), ('superseded', 'Superseded')], default='writing', max_length=12)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='selfevaluation.evaluation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='an_evaluation_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=60)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('texts', models.JSONField()),
                ('at', models.DateTimeField(auto_now=True)),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='selfevaluation.claim')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='selfevaluation.evaluation')),
            ],
            options={
                'ordering': ['-at'],
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('claim'), condition=models.Q(('claim__isnull', False)), name='a_draft_per_claim'), models.UniqueConstraint(models.F('person'), models.F('evaluation'), models.F('criterion'), condition=models.Q(('claim__isnull', True)), name='a_draft_per_criterion')],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='evaluation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='selfevaluation.evaluation'),
        ),
        migrations.CreateModel(
            name='Built',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('form', models.CharField(max_length=5)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('content', models.BinaryField(default=bytes)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='selfevaluation.evaluation')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('covers', models.CharField(max_length=60)),
                ('criteria', models.JSONField()),
                ('position', models.PositiveSmallIntegerField()),
                ('due', models.DateField(null=True)),
                ('state', models.CharField(choices=[('open', 'Not assigned'), ('assigned', 'Assigned'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('agreed', 'Agreed')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('moved_at', models.DateTimeField(null=True)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='selfevaluation.evaluation')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
                ('moved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('evaluation'), models.F('covers'), name='a_part_once_per_evaluation'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('organisation__isnull', False), _connector='OR'), name='an_assigned_part_has_an_organisation'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_returned_part_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=60)),
                ('words', models.CharField(max_length=500)),
                ('due', models.DateField()),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='selfevaluation.evaluation')),
            ],
            options={
                'ordering': ['due', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('post', models.CharField(blank=True, max_length=160)),
                ('email', models.EmailField(max_length=254)),
                ('audience', models.CharField(choices=[('young-people', 'Children and young people'), ('families', 'Parents and carers'), ('practitioners', 'Practitioners')], default='practitioners', max_length=15)),
                ('nonce', models.CharField(max_length=32)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.member')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='selfevaluation.question')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(models.F('question'), models.F('email'), name='a_person_once_per_question'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='an_answer_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('who', models.CharField(max_length=300)),
                ('audience', models.CharField(choices=[('young-people', 'Children and young people'), ('families', 'Parents and carers'), ('practitioners', 'Practitioners')], max_length=15)),
                ('said_on', models.DateField()),
                ('source', models.CharField(blank=True, max_length=200)),
                ('placed_at', models.DateTimeField(auto_now_add=True)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotes', to='selfevaluation.asked')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='selfevaluation.claim')),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_on', 'id'],
                'constraints': [models.UniqueConstraint(models.F('claim'), models.F('answer'), condition=models.Q(('answer__isnull', False)), name='an_answer_once_per_claim')],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('chosen_at', models.DateTimeField(auto_now=True)),
                ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='selfevaluation.claim')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statement', to='selfevaluation.evaluation')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(models.F('evaluation'), models.F('claim'), name='a_claim_once_per_statement')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='selfevaluation.evaluation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(models.F('evaluation'), models.F('number'), name='evaluation_version_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='selfevaluation.version')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(models.F('version'), models.F('organisation'), condition=models.Q(('withdrawn_at', None)), name='an_organisation_signs_a_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_why', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='a_withdrawn_signature_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=2000)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('answer', models.CharField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('challenger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='selfevaluation.claim')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='an_answered_challenge_has_who_and_when')],
            },
        ),
        migrations.CreateModel(
            name='ClaimText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('texts', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='selfevaluation.claim')),
            ],
            options={
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(models.F('claim'), models.F('revision'), name='a_text_once_per_revision')],
            },
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.F('evaluation'), models.F('criterion'), name='claims_of_a_criterion'),
        ),
    ]
