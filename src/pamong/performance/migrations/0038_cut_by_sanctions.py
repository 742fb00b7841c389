

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0037_sanctions'),
    ]

    operations = [
        migrations.AddField(
            model_name='allowancepenalty',
            name='sanction',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='penalty', to='performance.sanction'),
        ),
    ]
