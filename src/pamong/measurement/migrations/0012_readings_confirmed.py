"""A figure of a card is confirmed by somebody other than who entered it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("measurement", "0011_sources_settled")]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.employee",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_on=None)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="measurement_reading_confirmed_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(entered_by=None)
                | ~Q(confirmed_by=F("entered_by")),
                name="measurement_reading_confirmed_by_another",
            ),
        ),
    ]
