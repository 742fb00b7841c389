"""What was set in a unit, repeated on its level: lists and sums no longer count it beside each row."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery, Sum


def repeat(apps, schema_editor):
    """Write for every level what its acts come to."""
    acts = apps.get_model("performance", "PredicateSetting").objects.filter(
        unit_id=OuterRef("unit_id"), year=OuterRef("year"), period=OuterRef("period")
    )
    many = acts.order_by().values("unit_id").annotate(n=Sum("people")).values("n")
    apps.get_model("performance", "UnitLevel").objects.update(
        people=Subquery(many), departs=Exists(acts.filter(departs=True))
    )


class Migration(migrations.Migration):
    dependencies = [("performance", "0042_recaps")]

    operations = [
        migrations.AddField(
            model_name="unitlevel",
            name="people",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="unitlevel",
            name="departs",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="unitlevel",
            index=models.Index(
                fields=["year", "period", "people", "departs"], name="performance_level_by_set"
            ),
        ),
        migrations.RunPython(repeat, migrations.RunPython.noop),
    ]
