from django.db import migrations

from pamong.people.migrations._at_once import TablesAtOnce, steps_of

STEPS = [
    '0001_initial',
    '0002_quarterly_targets',
    '0003_replaced_once',
    '0004_retention',
    '0005_cards_and_origins',
]


class Migration(migrations.Migration):

    replaces = [('measurement', name) for name in STEPS]

    initial = True

    dependencies = [
        ('people', '0040_mandate_end_reason'),
    ]

    operations = [TablesAtOnce([*steps_of('measurement', STEPS)])]
