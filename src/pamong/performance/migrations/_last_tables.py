"""Tables of the first releases, a part of 0001_squashed."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name='PredicateSetting',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('year', models.PositiveSmallIntegerField()),
            ('period', models.CharField(choices=[('Q1', 'Triwulan I'), ('Q2', 'Triwulan II'), ('Q3', 'Triwulan III'), ('Q4', 'Triwulan IV'), ('01', 'January'), ('02', 'February'), ('03', 'March'), ('04', 'April'), ('05', 'May'), ('06', 'June'), ('07', 'July'), ('08', 'August'), ('09', 'September'), ('10', 'October'), ('11', 'November'), ('12', 'December'), ('Y', 'Tahunan')], max_length=2)),
            ('level', models.CharField(max_length=30)),
            ('counts', models.JSONField(default=dict)),
            ('departs', models.BooleanField(default=False)),
            ('reason', models.TextField(blank=True)),
            ('set_on', models.DateField()),
            ('pack', models.CharField(max_length=60)),
            ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predicate_settings', to='people.employee')),
            ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predicate_settings', to='people.unit')),
        ],
        options={
            'indexes': [models.Index(fields=['rater', 'year', 'period'], name='performance_setting_by_rater')],
        },
    ),
    migrations.CreateModel(
        name='Result',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('kind', models.CharField(choices=[('utama', 'Utama'), ('tambahan', 'Tambahan')], default='utama', max_length=10, verbose_name='Klasifikasi')),
            ('text', models.TextField(verbose_name='Rencana hasil kerja')),
            ('place', models.PositiveSmallIntegerField(default=1)),
            ('assigned_by', models.CharField(blank=True, max_length=200, verbose_name='Penugasan dari')),
            ('carried_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='performance.result')),
            ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='performance.goal')),
            ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='performance.plan')),
            ('serves', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='served_by', to='performance.result')),
        ],
        options={
            'ordering': ['-kind', 'place', 'pk'],
        },
    ),
    migrations.CreateModel(
        name='PlanIndicator',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('aspect', models.CharField(blank=True, max_length=30)),
            ('perspective', models.CharField(blank=True, max_length=30)),
            ('place', models.PositiveSmallIntegerField(default=1)),
            ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_plans', to='measurement.indicator')),
            ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='performance.result')),
        ],
        options={
            'ordering': ['place', 'pk'],
        },
    ),
    migrations.CreateModel(
        name='Feedback',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('value', models.CharField(blank=True, max_length=40)),
            ('side', models.CharField(choices=[('pimpinan', 'Pimpinan'), ('ketua_tim', 'Ketua tim'), ('rekan', 'Rekan kerja')], max_length=10)),
            ('text', models.TextField(verbose_name='Umpan balik')),
            ('on', models.DateField()),
            ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback_given', to='people.employee')),
            ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='performance.plan')),
            ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='performance.result')),
        ],
        options={
            'ordering': ['-on', '-pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(('result__isnull', False), models.Q(('value', ''), _negated=True), _connector='OR'), name='performance_feedback_on_something')],
        },
    ),
    migrations.CreateModel(
        name='EvidenceUse',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('value', models.CharField(blank=True, max_length=40)),
            ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence_uses', to='performance.dailyentry')),
            ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='measurement.evidence')),
            ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence_uses', to='performance.plan')),
            ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence_uses', to='performance.result')),
        ],
        options={
            'constraints': [models.UniqueConstraint(condition=models.Q(('result__isnull', False)), fields=('evidence', 'result'), name='performance_evidenceuse_once_per_result'), models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('evidence', 'entry'), name='performance_evidenceuse_once_per_entry')],
        },
    ),
    migrations.CreateModel(
        name='ResultRating',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('attainment', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
            ('rating', models.CharField(blank=True, max_length=40)),
            ('feedback', models.TextField(blank=True)),
            ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='performance.evaluation')),
            ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='performance.result')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('evaluation', 'result'), name='performance_resultrating_once')],
        },
    ),
    migrations.CreateModel(
        name='RetentionList',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('year', models.PositiveSmallIntegerField()),
            ('prepared_on', models.DateField()),
            ('pack', models.CharField(max_length=60)),
            ('limits', models.JSONField(default=dict)),
            ('status', models.CharField(choices=[('prepared', 'Disiapkan'), ('proposed', 'Menunggu orang kedua'), ('approved', 'Sedang dihapus'), ('done', 'Selesai dihapus')], default='prepared', max_length=10)),
            ('proposed_on', models.DateField(blank=True, null=True)),
            ('approved_on', models.DateField(blank=True, null=True)),
            ('done_on', models.DateField(blank=True, null=True)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_lists', to='people.agency')),
            ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'ordering': ['-year'],
            'constraints': [models.UniqueConstraint(fields=('agency', 'year'), name='performance_retention_once_a_year'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='performance_retention_by_two')],
        },
    ),
    migrations.CreateModel(
        name='RetentionLine',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(max_length=20)),
            ('year', models.PositiveSmallIntegerField()),
            ('goes', models.PositiveIntegerField()),
            ('stays', models.PositiveIntegerField()),
            ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='performance.retentionlist')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('listing', 'kind', 'unit', 'year'), name='performance_retentionline_once')],
        },
    ),
    migrations.CreateModel(
        name='Purged',
        fields=[
            ('subject_uuid', models.UUIDField(primary_key=True, serialize=False)),
            ('kind', models.CharField(max_length=20)),
            ('on', models.DateField()),
            ('listing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purged', to='performance.retentionlist')),
        ],
    ),
    migrations.CreateModel(
        name='RoleCell',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('text', models.TextField(verbose_name='Peran dan hasil')),
            ('version', models.PositiveIntegerField(default=1)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_cells', to='people.employee')),
            ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_cells', to='performance.result')),
            ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_cells', to='people.team')),
        ],
        options={
            'constraints': [models.UniqueConstraint(condition=models.Q(('team', None)), fields=('result', 'employee'), name='performance_rolecell_once'), models.UniqueConstraint(fields=('result', 'employee', 'team'), name='performance_rolecell_once_in_team')],
        },
    ),
    migrations.CreateModel(
        name='SheetRead',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('purpose', models.TextField()),
            ('on', models.DateField()),
            ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='performance.allowancesheet')),
        ],
        options={
            'ordering': ['-on', '-pk'],
            'indexes': [models.Index(fields=['sheet', 'reader', 'on'], name='performance_sheetread_on_day')],
        },
    ),
    migrations.CreateModel(
        name='TargetRevision',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('old_value', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
            ('new_value', models.DecimalField(decimal_places=6, max_digits=20)),
            ('reason', models.TextField(verbose_name='Alasan')),
            ('status', models.CharField(choices=[('asked', 'Diminta'), ('granted', 'Disetujui'), ('refused', 'Ditolak')], default='asked', max_length=10)),
            ('asked_on', models.DateField()),
            ('answered_on', models.DateField(blank=True, null=True)),
            ('answer', models.TextField(blank=True)),
            ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='performance.plan')),
            ('plan_indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='performance.planindicator')),
        ],
        options={
            'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('plan_indicator',), name='performance_targetrevision_one_open_each')],
        },
    ),
    migrations.CreateModel(
        name='TeamInput',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('period', models.CharField(choices=[('Q1', 'Triwulan I'), ('Q2', 'Triwulan II'), ('Q3', 'Triwulan III'), ('Q4', 'Triwulan IV'), ('01', 'January'), ('02', 'February'), ('03', 'March'), ('04', 'April'), ('05', 'May'), ('06', 'June'), ('07', 'July'), ('08', 'August'), ('09', 'September'), ('10', 'October'), ('11', 'November'), ('12', 'December'), ('Y', 'Tahunan')], max_length=2)),
            ('value', models.CharField(blank=True, max_length=40)),
            ('rating', models.CharField(blank=True, max_length=40)),
            ('text', models.TextField(verbose_name='Alasan')),
            ('on', models.DateField()),
            ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team_inputs_given', to='people.employee')),
            ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team_inputs', to='performance.plan')),
            ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='team_inputs', to='performance.result')),
            ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inputs', to='people.team')),
        ],
        options={
            'ordering': ['-on', '-pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('result__isnull', False), ('value', '')), models.Q(('result', None), models.Q(('value', ''), _negated=True)), _connector='OR'), name='performance_teaminput_on_one_thing'), models.UniqueConstraint(condition=models.Q(('value', '')), fields=('plan', 'period', 'team', 'giver', 'result'), name='performance_teaminput_once_a_result'), models.UniqueConstraint(condition=models.Q(('result', None)), fields=('plan', 'period', 'team', 'giver', 'value'), name='performance_teaminput_once_a_value')],
        },
    ),
    migrations.CreateModel(
        name='UnitLevel',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('year', models.PositiveSmallIntegerField()),
            ('period', models.CharField(choices=[('Q1', 'Triwulan I'), ('Q2', 'Triwulan II'), ('Q3', 'Triwulan III'), ('Q4', 'Triwulan IV'), ('01', 'January'), ('02', 'February'), ('03', 'March'), ('04', 'April'), ('05', 'May'), ('06', 'June'), ('07', 'July'), ('08', 'August'), ('09', 'September'), ('10', 'October'), ('11', 'November'), ('12', 'December'), ('Y', 'Tahunan')], max_length=2)),
            ('level', models.CharField(max_length=30)),
            ('reason', models.TextField(blank=True, verbose_name='Dasar penetapan')),
            ('set_on', models.DateField()),
            ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
            ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='people.unit')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'period'), name='performance_unitlevel_once')],
        },
    ),
    migrations.CreateModel(
        name='Window',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('year', models.PositiveSmallIntegerField(verbose_name='Tahun')),
            ('stage', models.CharField(choices=[('planning', 'Penyusunan SKP'), ('readings', 'Pengisian realisasi'), ('evaluation', 'Penilaian'), ('follow_up', 'Tindak lanjut')], max_length=12, verbose_name='Tahap')),
            ('period', models.CharField(choices=[('Q1', 'Triwulan I'), ('Q2', 'Triwulan II'), ('Q3', 'Triwulan III'), ('Q4', 'Triwulan IV'), ('01', 'January'), ('02', 'February'), ('03', 'March'), ('04', 'April'), ('05', 'May'), ('06', 'June'), ('07', 'July'), ('08', 'August'), ('09', 'September'), ('10', 'October'), ('11', 'November'), ('12', 'December'), ('Y', 'Tahunan')], default='Y', max_length=2, verbose_name='Periode')),
            ('opens_on', models.DateField(verbose_name='Dibuka')),
            ('closes_on', models.DateField(verbose_name='Ditutup')),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('agency', 'year', 'stage', 'period'), name='performance_window_once'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='performance_window_forward')],
        },
    ),
    migrations.CreateModel(
        name='Reopening',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('reason', models.TextField(verbose_name='Alasan')),
            ('until', models.DateField(blank=True, null=True, verbose_name='Sampai')),
            ('asked_on', models.DateField()),
            ('granted_on', models.DateField(blank=True, null=True)),
            ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('evaluation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.evaluation')),
            ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='performance.window')),
            ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
        ],
        options={
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('window', None), ('evaluation__isnull', False)), models.Q(('window__isnull', False), ('evaluation', None)), _connector='OR'), name='performance_reopening_of_one_thing'), models.CheckConstraint(condition=models.Q(('granted_by', None), models.Q(('granted_by', models.F('asked_by')), _negated=True), _connector='OR'), name='performance_reopening_by_two'), models.CheckConstraint(condition=models.Q(('unit', None), ('window__isnull', False), _connector='OR'), name='performance_reopening_unit_of_a_window')],
        },
    ),
    migrations.AddField(
        model_name='actionstep',
        name='result',
        field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='performance.result'),
    ),
    migrations.AddField(
        model_name='dialogue',
        name='plan',
        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='performance.plan'),
    ),
    migrations.AddField(
        model_name='evaluation',
        name='plan',
        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='performance.plan'),
    ),
    migrations.AddField(
        model_name='evaluation',
        name='is_silent',
        field=models.BooleanField(default=False),
    ),
    migrations.AddField(
        model_name='evaluation',
        name='setting',
        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='performance.predicatesetting'),
    ),
    migrations.AddField(
        model_name='evaluation',
        name='keeper',
        field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations_kept', to='people.employee'),
    ),
    migrations.AddField(
        model_name='result',
        name='role_cell',
        field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken_as', to='performance.rolecell'),
    ),
    migrations.AddIndex(
        model_name='evaluation',
        index=models.Index(condition=models.Q(('keeper__isnull', False)), fields=['keeper', 'period'], name='performance_eval_by_keeper'),
    ),
    migrations.AddConstraint(
        model_name='evaluation',
        constraint=models.UniqueConstraint(fields=('plan', 'period', 'number'), name='performance_evaluation_once'),
    ),
]
