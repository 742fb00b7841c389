import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from pamong.people.migrations._at_once import TablesAtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0007_links_looked_at'),
        ('people', '0001_squashed_0030_people_by_birth'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TablesAtOnce([
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('name', models.CharField(max_length=120, verbose_name='Nama sumber')),
                    ('kind', models.CharField(max_length=40)),
                    ('settings', models.JSONField(default=dict)),
                    ('secret', models.TextField(blank=True)),
                    ('mapping', models.JSONField(default=dict)),
                    ('marker', models.CharField(blank=True, max_length=250)),
                    ('schedule', models.CharField(choices=[('hand', 'Hanya bila diminta'), ('hour', 'Setiap jam'), ('day', 'Setiap hari'), ('week', 'Setiap minggu'), ('month', 'Setiap bulan')], default='hand', max_length=8, verbose_name='Diambil')),
                    ('next_at', models.DateTimeField(blank=True, null=True)),
                    ('claimed_until', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('failing_since', models.DateTimeField(blank=True, null=True)),
                    ('made_on', models.DateField()),
                    ('removed_on', models.DateField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='people.agency')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources_owned', to='people.employee')),
                ],
            ),
            migrations.CreateModel(
                name='SourceMatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=400)),
                    ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measurement.card')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='measurement.source')),
                ],
                options={
                    'verbose_name_plural': 'source matches',
                },
            ),
            migrations.CreateModel(
                name='SourcePush',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('taken_at', models.DateTimeField(db_index=True)),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pushes', to='measurement.source')),
                ],
                options={
                    'verbose_name_plural': 'source pushes',
                },
            ),
            migrations.CreateModel(
                name='SourceRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('file', models.FileField(blank=True, upload_to='imports')),
                    ('uploaded_on', models.DateField()),
                    ('status', models.CharField(choices=[('shown', 'Menunggu Anda'), ('done', 'Selesai'), ('failed', 'Tidak dapat diimpor'), ('dropped', 'Dibatalkan')], default='shown', max_length=10)),
                    ('plan_digest', models.CharField(blank=True, max_length=64)),
                    ('shown', models.JSONField(default=dict)),
                    ('failure', models.CharField(blank=True, max_length=300)),
                    ('added', models.PositiveIntegerField(default=0)),
                    ('unchanged', models.PositiveIntegerField(default=0)),
                    ('rejected', models.PositiveIntegerField(default=0)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('changed', models.PositiveIntegerField(default=0)),
                    ('read', models.PositiveIntegerField(default=0)),
                    ('started_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.agency')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='measurement.source')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.AddConstraint(
                model_name='source',
                constraint=models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('agency', 'name'), name='measurement_source_name_once'),
            ),
            migrations.AddConstraint(
                model_name='sourcematch',
                constraint=models.UniqueConstraint(fields=('source', 'key'), name='measurement_match_once'),
            ),
            migrations.AddConstraint(
                model_name='sourcepush',
                constraint=models.UniqueConstraint(fields=('source', 'name'), name='measurement_push_once'),
            ),
            migrations.AddIndex(
                model_name='sourcerun',
                index=models.Index(fields=['source', '-id'], name='measurement_run_by_source'),
            ),
        ]),
    ]
