import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('partnerships', '0001_initial'),
        ('selfevaluation', '0002_themes_beside_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=60)),
                ('purpose', models.CharField(choices=[('inspection', 'Inspection'), ('rehearsal', 'Rehearsal'), ('challenge', 'Peer challenge')], default='inspection', max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('called_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, max_length=60)),
                ('outcome_why', models.TextField(blank=True)),
                ('published_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('evaluation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='inspections', to='selfevaluation.evaluation')),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspections', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-called_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='an_inspection_has_a_title'), models.CheckConstraint(condition=models.Q(('published_on', None), models.Q(('outcome', ''), _negated=True), ('purpose', 'challenge'), _connector='OR'), name='what_is_published_has_an_outcome')],
            },
        ),
        migrations.CreateModel(
            name='InCircle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(max_length=300)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('put_out_at', models.DateTimeField(null=True)),
                ('let_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.member')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='circle', to='inspections.inspection')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('member'), condition=models.Q(('put_out_at', None)), name='once_in_the_circle')],
            },
        ),
        migrations.CreateModel(
            name='EventDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='inspections.inspection')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('event'), name='a_day_once_per_event')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('visiting', 'Inspects or reviews'), ('local', 'Of the area')], default='local', max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(blank=True, max_length=60)),
                ('post', models.CharField(blank=True, max_length=160)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('nonce', models.CharField(blank=True, max_length=32)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('left_at', models.DateTimeField(null=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='inspections.inspection')),
                ('managed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='manages', to='inspections.participant')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['side', 'name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_participant_has_a_name'), models.UniqueConstraint(models.F('inspection'), models.F('member'), condition=models.Q(('member__isnull', False)), name='a_member_once_per_inspection')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('data', 'Data request'), ('task', 'Task')], max_length=5)),
                ('key', models.CharField(blank=True, max_length=60)),
                ('group', models.CharField(blank=True, max_length=160)),
                ('words', models.CharField(max_length=400)),
                ('position', models.PositiveSmallIntegerField()),
                ('unverified', models.BooleanField(default=False)),
                ('due', models.DateField(null=True)),
                ('state', models.CharField(choices=[('open', 'Not begun'), ('in-hand', 'In hand'), ('done', 'Done'), ('not-needed', 'Not needed')], default='open', max_length=10)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('settled_at', models.DateTimeField(null=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='inspections.inspection')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('key'), condition=models.Q(('key', ''), _negated=True), name='a_key_once_per_checklist'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state__in', ['open', 'in-hand'])), models.Q(('settled_at__isnull', False), ('state__in', ['done', 'not-needed'])), _connector='OR'), name='a_settled_task_has_its_time')],
            },
        ),
    ]
