from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_sources_of_readings")]

    operations = [
        migrations.RemoveConstraint(model_name="weeklymail", name="one_mail_in_a_week"),
        migrations.AddField(
            model_name="weeklymail", name="room", field=models.CharField(default="plans", max_length=10)
        ),
        migrations.AddConstraint(
            model_name="weeklymail",
            constraint=models.UniqueConstraint(
                models.F("member"), models.F("week"), models.F("room"), name="one_mail_in_a_week"
            ),
        ),
    ]
