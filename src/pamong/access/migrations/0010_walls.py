import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_slash_of_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="WallKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_on", models.DateField()),
                ("user", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="wall_key", to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
