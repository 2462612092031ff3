import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('inspections', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BuiltPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
            name='LetterSent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.CharField(max_length=40)),
                ('way', models.CharField(max_length=200)),
                ('content', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters_sent', to='inspections.inspection')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('way', ''), _negated=True), name='a_letter_went_out_by_some_way')],
            },
        ),
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.CharField(max_length=40)),
                ('revision', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=160)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_texts', to='inspections.inspection')),
            ],
            options={
                'ordering': ['letter', 'revision'],
                'constraints': [models.UniqueConstraint(models.F('inspection'), models.F('letter'), models.F('revision'), name='a_letter_text_once_per_revision'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), ('words', '')), models.Q(models.Q(('title', ''), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='a_letter_has_title_and_words')],
            },
        ),
        migrations.AddField(
            model_name='incircle',
            name='put_out_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='incircle',
            name='put_out_why',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddConstraint(
            model_name='incircle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('put_out_at', None), ('put_out_by', None), ('put_out_why', '')), models.Q(('put_out_at__isnull', False), ('put_out_by__isnull', False), models.Q(('put_out_why', ''), _negated=True)), _connector='OR'), name='who_is_put_out_is_told_why'),
        ),
    ]
