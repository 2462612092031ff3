import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('partnerships', '0002_alter_grant_role'),
        ('returns', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DigestKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.CharField(max_length=64)),
                ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
            ],
        ),
        migrations.CreateModel(
            name='Heading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('table', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64)),
                ('column', models.CharField(blank=True, max_length=80)),
                ('said_at', models.DateTimeField(auto_now_add=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'table', 'column', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'kind', 'table', 'digest'), name='heading_said_once')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=80)),
                ('severity', models.CharField(max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('explained', 'Explained')], default='open', max_length=10)),
                ('due', models.DateField(null=True)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('settled_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.member')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'digest'), name='problem_taken_up_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('state', 'open'), ('why', '')), models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('why', ''), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='settled_problem_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('severity', 'query'), _connector='OR'), name='an_error_is_never_accepted')],
            },
        ),
        migrations.CreateModel(
            name='ItemIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='returns.item')),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='returns.load')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('item', 'load'), name='problem_once_in_a_load')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('assigned', 'Assigned'), ('accepted', 'Accepted'), ('explained', 'Explained'), ('commented', 'Comment'), ('reopened', 'Opened again')], max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('due', models.DateField(null=True)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='returns.item')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.member')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='load',
            name='deleted_load_has_nothing_left',
        ),
        migrations.AddField(
            model_name='load',
            name='again',
            field=models.CharField(blank=True, choices=[('', 'No'), ('reading', 'Being read again'), ('refused', 'Could not be read again')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='load',
            name='asks',
            field=models.CharField(blank=True, choices=[('', 'Nothing'), ('headings', 'Which items some headings are'), ('year', 'Of which year the return is')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='load',
            name='coming',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='load',
            name='held_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='load',
            name='said_day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='load',
            name='said_year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='load',
            name='stale',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='load',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('again', ''), ('coming', ''), ('deleted_at__isnull', False), ('snapshot', ''), ('stale', ''), ('state', 'deleted'), ('upload', '')), models.Q(models.Q(('state', 'deleted'), _negated=True), ('deleted_at__isnull', True)), _connector='OR'), name='deleted_load_has_nothing_left'),
        ),
    ]
