import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import extramile.web.audit.operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('evidence', '0002_how_far_a_version_may_go'),
        ('partnerships', '0002_alter_grant_role'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('introduction', models.TextField(blank=True)),
                ('contact', models.CharField(blank=True, max_length=300)),
                ('opened_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_page', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('opened_at', None), models.Q(('contact', ''), _negated=True), _connector='OR'), name='an_open_page_says_whom_to_ask')],
            },
        ),
        migrations.CreateModel(
            name='ShownDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('released_at', models.DateTimeField(auto_now_add=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.item')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='publicpage.page')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-released_at', '-id'],
                'constraints': [models.UniqueConstraint(models.F('page'), models.F('item'), name='a_document_once_per_page'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_shown_document_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='ShownTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('found', models.TextField()),
                ('outcome', models.TextField(blank=True)),
                ('actions', models.JSONField(default=list)),
                ('measures', models.JSONField(default=list)),
                ('released_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_why', models.CharField(blank=True, max_length=500)),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shown', to='plans.theme')),
            ],
            options={
                'ordering': ['theme__position', 'theme'],
                'constraints': [models.CheckConstraint(condition=models.Q(('found', ''), _negated=True), name='what_is_shown_says_what_was_found'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_why', '')), models.Q(('taken_back_at__isnull', False), models.Q(('taken_back_why', ''), _negated=True)), _connector='OR'), name='what_is_taken_back_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('nonce', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('told', models.PositiveBigIntegerField(default=0)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscribers', to='publicpage.page')),
            ],
            options={
                'ordering': ['asked_at'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('page'), condition=models.Q(('email', ''), _negated=True), name='an_address_once_per_page'), models.CheckConstraint(condition=models.Q(models.Q(('left_at', None), models.Q(('email', ''), _negated=True)), models.Q(('email', ''), ('left_at__isnull', False)), _connector='OR'), name='who_left_is_forgotten')],
            },
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=400)),
                ('part', models.CharField(max_length=40)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        extramile.web.audit.operations.AppendOnly(
            table='publicpage_update',
        ),
    ]
