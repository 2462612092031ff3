import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('enquiries', '0004_note_texts'),
        ('findings', '0001_initial'),
        ('inspections', '0002_letters_and_circle'),
        ('timetable', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PointText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('fact', 'A fact'), ('figure', 'A figure'), ('name', 'A name or a title'), ('omission', 'Something is left out'), ('balance', 'The evidence says otherwise')], max_length=10)),
                ('place', models.CharField(max_length=160)),
                ('says', models.TextField()),
                ('should_say', models.TextField()),
                ('proof', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('partly', 'Accepted in part'), ('not-accepted', 'Not accepted'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='findings.finding')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='findings.accuracypoint')),
            ],
            options={
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(models.F('point'), models.F('revision'), name='a_point_text_once_per_revision')],
            },
        ),
        migrations.CreateModel(
            name='PublicationCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('on_before', models.DateField()),
                ('on', models.DateField()),
                ('address_before', models.URLField(blank=True, max_length=500)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('why', models.CharField(max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='findings.publication')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(models.F('publication'), models.F('number'), name='a_publication_correction_once'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='a_publication_is_corrected_with_a_reason')],
            },
        ),
        migrations.AlterModelOptions(
            name='sectiontext',
            options={'ordering': ['section', 'revision']},
        ),
        migrations.RemoveConstraint(
            model_name='sectiontext',
            name='a_section_once_per_report',
        ),
        migrations.AddField(
            model_name='accuracypoint',
            name='revision',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='findingtext',
            name='note',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='enquiries.note'),
        ),
        migrations.AddField(
            model_name='findingtext',
            name='session',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timetable.session'),
        ),
        migrations.AlterField(
            model_name='sectiontext',
            name='at',
            field=models.DateTimeField(auto_now_add=True),
        ),
        migrations.AddConstraint(
            model_name='sectiontext',
            constraint=models.UniqueConstraint(models.F('inspection'), models.F('section'), models.F('revision'), name='a_section_text_once_per_revision'),
        ),
    ]
