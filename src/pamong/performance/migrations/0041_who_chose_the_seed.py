"""Whether the seed of a sample was typed or drawn; of older samples nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0040_audit_samples")]

    operations = [
        migrations.AddField(
            model_name="auditsample",
            name="seed_typed",
            field=models.BooleanField(null=True),
        )
    ]
