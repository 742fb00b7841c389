
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_scans_of_papers'),
    ]

    operations = [
        migrations.AddField(
            model_name='paperfile',
            name='path',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
    ]
