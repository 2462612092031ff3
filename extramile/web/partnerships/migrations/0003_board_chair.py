from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_alter_grant_role")]

    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("council", "Council"),
                    ("icb", "Integrated care board"),
                    ("nhs", "NHS provider"),
                    ("setting", "School or setting"),
                    ("forum", "Parent carer forum"),
                    ("sendiass", "Advice and support service (SENDIASS)"),
                    ("inspectorate", "Inspectorate or peer team"),
                    ("board", "Board that oversees a plan"),
                    ("other", "Other organisation"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("lead", "lead"),
                    ("contributor", "contributor"),
                    ("data manager", "data manager"),
                    ("quality auditor", "quality auditor"),
                    ("forum member", "forum member"),
                    ("reader", "reader"),
                    ("inspector", "inspector"),
                    ("press officer", "press officer"),
                    ("board chair", "board chair"),
                ],
                max_length=20,
            ),
        ),
    ]
