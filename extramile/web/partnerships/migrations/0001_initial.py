import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('council', 'Council'), ('icb', 'Integrated care board'), ('nhs', 'NHS provider'), ('setting', 'School or setting'), ('forum', 'Parent carer forum'), ('sendiass', 'Advice and support service (SENDIASS)'), ('inspectorate', 'Inspectorate or peer team'), ('other', 'Other organisation')], max_length=20)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('kind'), name='one_organisation_per_name_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='partnerships.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('area_code', models.CharField(blank=True, max_length=3)),
                ('is_fictional', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('organisations', models.ManyToManyField(related_name='partnerships', through='partnerships.Partner', to='partnerships.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('area_code', ''), ('is_fictional', True)), models.Q(('is_fictional', False), models.Q(('area_code', ''), _negated=True)), _connector='OR'), name='real_partnership_has_an_area')],
            },
        ),
        migrations.AddField(
            model_name='partner',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='partnerships.partnership'),
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(blank=True, max_length=120)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='partnerships.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['person__name'],
                'constraints': [models.UniqueConstraint(models.F('partnership'), models.F('person'), name='a_person_once_per_partnership')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=120)),
                ('post', models.CharField(blank=True, max_length=120)),
                ('roles', models.JSONField()),
                ('role_ends', models.DateField(null=True)),
                ('nonce', models.CharField(max_length=32)),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('contributor', 'contributor'), ('data manager', 'data manager'), ('quality auditor', 'quality auditor'), ('forum member', 'forum member'), ('reader', 'reader'), ('inspector', 'inspector')], max_length=20)),
                ('begins', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='partnerships.member')),
            ],
            options={
                'ordering': ['role'],
                'constraints': [models.UniqueConstraint(models.F('member'), models.F('role'), name='a_role_once_per_member'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('begins')), _connector='OR'), name='grant_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'inspector'), _negated=True), ('ends__isnull', False), _connector='OR'), name='inspectors_access_ends')],
            },
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(models.F('partnership'), models.F('organisation'), name='an_organisation_once_per_partnership'),
        ),
    ]
