"""Samples that an auditor draws, judges and closes."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from pamong.people.migrations._at_once import TablesAtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0040_mandate_end_reason'),
        ('performance', '0039_credit_diplomas'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TablesAtOnce([
            migrations.CreateModel(
                name='AuditSample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('year', models.PositiveSmallIntegerField(verbose_name='Tahun')),
                    ('period', models.CharField(choices=[('Q1', 'Triwulan I'), ('Q2', 'Triwulan II'), ('Q3', 'Triwulan III'), ('Q4', 'Triwulan IV'), ('01', 'January'), ('02', 'February'), ('03', 'March'), ('04', 'April'), ('05', 'May'), ('06', 'June'), ('07', 'July'), ('08', 'August'), ('09', 'September'), ('10', 'October'), ('11', 'November'), ('12', 'December'), ('Y', 'Tahunan')], max_length=2, verbose_name='Periode')),
                    ('population', models.CharField(choices=[('evidence', 'Bukti dukung'), ('readings', 'Realisasi indikator SKP')], max_length=10, verbose_name='Yang diperiksa')),
                    ('by', models.CharField(choices=[('unit', 'Perangkat daerah'), ('kind', 'Jenis bukti, atau keyakinan realisasi')], max_length=6, verbose_name='Dikelompokkan menurut')),
                    ('size', models.PositiveIntegerField(verbose_name='Banyaknya')),
                    ('margin', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                    ('seed', models.CharField(max_length=40, verbose_name='Kunci acak')),
                    ('purpose', models.TextField(verbose_name='Tujuan pemeriksaan')),
                    ('drawn_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
                    ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples_drawn', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='SampleStratum',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=60)),
                    ('size', models.PositiveIntegerField()),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strata', to='performance.auditsample')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='SampleItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('subject_uuid', models.UUIDField()),
                    ('verdict', models.CharField(blank=True, choices=[('right', 'Benar'), ('wrong', 'Salah'), ('unclear', 'Tidak dapat dinilai')], max_length=8)),
                    ('reason', models.TextField(blank=True)),
                    ('judged_on', models.DateField(blank=True, null=True)),
                    ('employee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sampled', to='people.employee')),
                    ('stratum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='performance.samplestratum')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.AddIndex(
                model_name='auditsample',
                index=models.Index(fields=['agency', '-drawn_on'], name='performance_sample_newest'),
            ),
            migrations.AddConstraint(
                model_name='samplestratum',
                constraint=models.UniqueConstraint(fields=('sample', 'key'), name='performance_stratum_once'),
            ),
            migrations.AddConstraint(
                model_name='sampleitem',
                constraint=models.UniqueConstraint(fields=('stratum', 'subject_uuid'), name='performance_sampleitem_once'),
            ),
            migrations.AddConstraint(
                model_name='sampleitem',
                constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'right']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='performance_sampleitem_says_why'),
            ),
        ]),
    ]
