from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0011_leaving'),
    ]

    operations = [
        migrations.AlterField(
            model_name='load',
            name='asks',
            field=models.CharField(blank=True, choices=[('', 'Nothing'), ('headings', 'Which items some headings are'), ('year', 'Of which year the return is'), ('whole', 'Whether it is the whole return')], default='', max_length=10),
        ),
    ]
