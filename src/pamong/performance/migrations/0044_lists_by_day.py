"""Daily lines and follow-ups of a whole agency are listed by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0043_settings_on_levels")]

    operations = [
        migrations.AddIndex(
            model_name="dailyentry",
            index=models.Index(fields=["on", "id"], name="performance_entry_newest"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["due_on", "id"], name="performance_followup_by_day"),
        ),
    ]
