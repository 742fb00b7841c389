from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0034_kept_raters_and_old_posts")]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="keeps_offline",
            field=models.BooleanField(default=True, verbose_name="Isian tanpa sambungan"),
        )
    ]
