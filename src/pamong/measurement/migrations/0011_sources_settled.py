"""When the settings of a source last changed: from then on its next run is looked at again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measurement", "0010_publications")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True),
        )
    ]
