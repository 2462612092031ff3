"""Apart from the rows: PostgreSQL wants it so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0006_who_checks_says_which")]

    operations = [
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ready', 'sent', 'closed']), _negated=True), models.Q(('has_personal_data__isnull', False), models.Q(('has_personal_data', False), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('checked_revision', models.F('answer_revision'))), _connector='OR')), _connector='OR'), name='personal_data_leaves_checked'),
        ),
    ]
