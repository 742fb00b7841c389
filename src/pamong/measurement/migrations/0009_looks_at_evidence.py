"""Looks at evidence by somebody other than its owner."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0008_sources_of_figures'),
        ('people', '0040_mandate_end_reason'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='looked',
            field=models.CharField(blank=True, choices=[('', 'Belum dikonfirmasi'), ('confirmed', 'Dikonfirmasi'), ('questioned', 'Ditanyakan'), ('answered', 'Pertanyaan dijawab')], default='', max_length=10, verbose_name='Status bukti'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='looked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='EvidenceLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('question', models.TextField(blank=True, max_length=2000)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_looks', to='people.employee')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='measurement.evidence')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_on__isnull', False), _connector='OR'), name='measurement_evidencelook_answered_on_a_day')],
            },
        ),
    ]
