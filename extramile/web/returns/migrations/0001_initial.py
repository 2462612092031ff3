import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('partnerships', '0002_alter_grant_role'),
    ]

    operations = [
        migrations.CreateModel(
            name='Load',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('reading', 'Being read'), ('checked', 'Checked'), ('refused', 'Could not be read'), ('deleted', 'Deleted')], db_index=True, default='reading', max_length=10)),
                ('job', models.UUIDField(null=True)),
                ('upload', models.CharField(blank=True, max_length=64)),
                ('snapshot', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('as_of', models.DateField(null=True)),
                ('reader_version', models.PositiveSmallIntegerField(null=True)),
                ('sources', models.JSONField(default=list)),
                ('ends_on', models.DateField(db_index=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('compared_with', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='returns.load')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loads', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('deleted_at__isnull', False), ('snapshot', ''), ('state', 'deleted'), ('upload', '')), models.Q(models.Q(('state', 'deleted'), _negated=True), ('deleted_at__isnull', True)), _connector='OR'), name='deleted_load_has_nothing_left'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked'), _negated=True), models.Q(models.Q(('snapshot', ''), _negated=True), models.Q(('kind', ''), _negated=True)), _connector='OR'), name='checked_load_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='LoadedTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=80)),
                ('rows', models.PositiveIntegerField()),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='returns.load')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('load', 'table'), name='table_once_in_a_load')],
            },
        ),
        migrations.CreateModel(
            name='RuleCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=80)),
                ('severity', models.CharField(max_length=10)),
                ('family', models.CharField(max_length=40)),
                ('state', models.CharField(max_length=20)),
                ('failures', models.PositiveIntegerField()),
                ('judged', models.PositiveIntegerField(null=True)),
                ('new', models.PositiveIntegerField(null=True)),
                ('gone', models.PositiveIntegerField(null=True)),
                ('same', models.PositiveIntegerField(null=True)),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='returns.load')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('load', 'rule'), name='rule_once_in_a_load')],
            },
        ),
    ]
